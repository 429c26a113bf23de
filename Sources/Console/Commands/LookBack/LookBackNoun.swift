import ArgumentParser

struct LookBackNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "look-back",
        abstract: say("“回头看”：抽取已销号问题再查", "Look-backs: draw closed findings and see whether they hold."),
        subcommands: [LookBackDraw.self, LookBackList.self, LookBackShow.self])
}
