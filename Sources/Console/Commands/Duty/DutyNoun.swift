import ArgumentParser

struct DutyNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "duty",
        abstract: say("经常性工作（三会一课、主题党日等）：设定、取消、查看、月度表", "Recurring duties: set, end, show, grid by month."),
        subcommands: [
            DutySetCommand.self, DutyEnd.self, DutyList.self, DutyPeriods.self, DutyShow.self, DutyGridCommand.self,
        ])
}
