import ArgumentParser

struct MeasureNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "measure",
        abstract: say("整改措施：制定、进展、完成、延期、查询", "Measures: plan, progress, complete, extend, ask."),
        subcommands: [
            MeasureListCommand.self, MeasurePlan.self, MeasureProgress.self, MeasureCorrect.self,
            MeasureComplete.self, MeasureReview.self, MeasureExtend.self, MeasureDecideExtension.self,
        ])
}
