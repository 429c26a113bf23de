import ArgumentParser

struct ThresholdsNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "thresholds",
        abstract: say("督办和共性问题的界限：查看、调整", "Thresholds of supervision and common problems: show, adopt."),
        subcommands: [ThresholdsShow.self, ThresholdsAdopt.self])
}
