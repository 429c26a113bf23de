import ArgumentParser

struct RegulationNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "regulation",
        abstract: say("制度（长效机制）：起草、印发、修订、复核、废止", "Regulations: draft, adopt, amend, review, repeal."),
        subcommands: [
            RegulationDraft.self, RegulationAdopt.self, RegulationAmend.self, RegulationReview.self,
            RegulationRepeal.self, RegulationList.self, RegulationShow.self,
            RegulationVersions.self,
        ])
}

extension ArgumentHelp {
    static var regulation: ArgumentHelp {
        help("制度名称，如 三会一课制度", "the regulation's name, such as meeting-rules", "制度|REGULATION")
    }
}
