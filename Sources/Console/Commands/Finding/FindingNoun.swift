import ArgumentParser

struct FindingNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "finding", abstract: say("问题：登记、分派、验收、销号、查询", "Findings: register, assign, verify, close, ask."),
        subcommands: [
            FindingList.self, FindingShow.self, FindingHistory.self, FindingDiff.self, FindingRegister.self,
            FindingAssign.self, FindingSubmit.self, FindingVerify.self, FindingReturn.self, FindingClose.self,
            FindingLookBack.self, FindingReopen.self, FindingWithdraw.self, FindingMerge.self, FindingCorrect.self,
            FindingExtendTo.self, FindingAnswer.self, FindingChecks.self,
        ])
}
