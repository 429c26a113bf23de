import ArgumentParser

struct RoundNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round", abstract: say("轮次（巡察、民主生活会等）：开启、结束、列出", "Rounds of inspection: open, close, list."),
        subcommands: [RoundOpen.self, RoundClose.self, RoundList.self])
}
