import ArgumentParser

struct WitnessNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "witness",
        abstract: say("见证人：为别人的台账见证检查点", "A witness: cosigns the checkpoints of others' ledgers."),
        subcommands: [WitnessInit.self, WitnessAddLog.self, WitnessCosign.self, WitnessServe.self, WitnessList.self])
}
