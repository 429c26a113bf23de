import ArgumentParser

struct TaskNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "task",
        abstract: say("计划任务：分解、进展、完成、调整、撤销", "Tasks of plans: assign, progress, complete, amend, withdraw."),
        subcommands: [
            TaskAssign.self, TaskProgress.self, TaskComplete.self, TaskAmend.self, TaskWithdraw.self, TaskList.self,
            TaskShow.self,
        ])
}
