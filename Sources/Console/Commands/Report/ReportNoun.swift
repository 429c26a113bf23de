import ArgumentParser

struct ReportNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "report",
        abstract: say("报告：制作、列出有哪些", "Reports: make one, list what there is."),
        subcommands: [ReportMake.self, ReportList.self], defaultSubcommand: ReportMake.self)
}
