import ArgumentParser

struct CheckpointNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "checkpoint",
        abstract: say("检查点：签发、列出、请人见证、收回见证", "Checkpoints: sign, list, have witnessed, take cosignatures in."),
        subcommands: [
            CheckpointMake.self, CheckpointList.self, CheckpointSubmit.self, CheckpointRequest.self,
            CheckpointAttach.self,
        ],
        defaultSubcommand: CheckpointMake.self)
}
