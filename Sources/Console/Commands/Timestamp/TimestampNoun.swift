import ArgumentParser

struct TimestampNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "timestamp", abstract: say("可信时间戳：申请、收回、联网取得", "Trusted time: ask for it, take it in, fetch it."),
        subcommands: [TimestampAsk.self, TimestampAttach.self, TimestampFetch.self])
}
