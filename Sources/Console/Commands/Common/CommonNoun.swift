import ArgumentParser

struct CommonNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "common", abstract: say("共性问题：列出、查看、了结", "Common problems: list, show, settle."),
        subcommands: [CommonList.self, CommonShow.self, CommonSettle.self])
}
