import ArgumentParser

struct RoundNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "round", abstract: say("轮次（巡察、民主生活会等）：方案、进度、公开、结束", "Rounds: plan, report, publish, close, show."),
        subcommands: [
            RoundOpen.self, RoundAmend.self, RoundSchedule.self, RoundPlan.self, RoundApprovePlan.self,
            RoundAmendPlan.self, RoundReport.self, RoundPublish.self, RoundSurvey.self, RoundAccount.self,
            RoundClose.self, RoundList.self, RoundShow.self, RoundLists.self,
        ])
}
