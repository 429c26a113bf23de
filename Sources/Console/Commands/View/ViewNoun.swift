import ArgumentParser

struct ViewNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "view", abstract: say("存下的查询（视图）", "Queries that were saved."),
        subcommands: [ViewList.self, ViewShow.self, ViewRemove.self])
}
