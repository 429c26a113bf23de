import ArgumentParser

struct EvidenceNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "evidence", abstract: say("佐证材料：补充、取出", "Files of evidence: add, get."),
        subcommands: [EvidenceAdd.self, EvidenceGet.self])
}
