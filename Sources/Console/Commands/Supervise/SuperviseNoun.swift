import ArgumentParser

struct SuperviseNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "supervise",
        abstract: say("督导：催办、督办、挂牌督办、通报，日常督导检查", "Supervision: escalate, and check units routinely."),
        subcommands: [
            SuperviseDue.self, SuperviseIssue.self, SuperviseLift.self, SuperviseList.self, SuperviseRoutine.self,
            SuperviseCheck.self,
        ])
}
