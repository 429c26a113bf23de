import ArgumentParser

struct RecordNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "record", abstract: say("单条记录", "Single records."), subcommands: [RecordShow.self])
}
