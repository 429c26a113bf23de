import ArgumentParser

struct ActivityNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "activity",
        abstract: say("活动：登记、补佐证、更正、撤销、导入、列出", "Activities: enter, document, correct, withdraw, import, list."),
        subcommands: [
            ActivityHold.self, ActivityAttach.self, ActivityCorrect.self, ActivityWithdraw.self, ActivityImport.self,
            ActivityList.self, ActivityShow.self,
        ])
}
