import ArgumentParser

struct MatterNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "matter",
        abstract: say("重大事项请示报告：报告、答复", "Matters reported to a body above: report, answer"),
        subcommands: [
            MatterReport.self, MatterAnswer.self, MatterList.self, MatterShow.self,
        ])
}

extension ArgumentHelp {
    static var matter: ArgumentHelp { help("编号，如 2020-001", "the number, such as 2020-001", "编号|NUMBER") }
}
