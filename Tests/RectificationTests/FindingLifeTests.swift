import Ledger
import Testing

@testable import Rectification

@Suite("the life of a finding")
struct FindingLifeTests {
    @Test("goes from registration to closure, and each step leaves its event")
    func wholeLife() throws {
        let story = try Story.closed()
        let finding = try #require(story.state)
        #expect(finding.stage == .closed)
        #expect(finding.closedOn == day("2020-06-01"))
        #expect(finding.closedBy == Story.approver)
        #expect(finding.verifiers == [Story.verifier])
        #expect(finding.measures.map(\.completedOn) == [day("2020-05-10")])
        #expect(
            story.events.map { type(of: $0.payload).type } == [
                "taizhang.finding.registered.v1", "taizhang.finding.assigned.v1", "taizhang.measure.planned.v1",
                "taizhang.measure.completed.v1", "taizhang.finding.submitted.v1", "taizhang.finding.verified.v1",
                "taizhang.finding.closed.v1",
            ])
    }

    @Test("a registered finding takes its feedback day and its source from its round")
    func registration() throws {
        let finding = try #require(try Story.registered().state)
        #expect(finding.feedbackOn == day("2020-04-17"))
        #expect(finding.source == "巡察反馈")
        #expect(finding.units == [unit("办信科")])
    }

    @Test("what is returned goes back to the owner, is counted, and needs another verification")
    func returned() throws {
        var story = try Story.submitted()
        try story.when(.returnToOwner(method: .documents), by: Story.verifier, on: "2020-05-14", "会议记录缺 7 月支委会")
        #expect(story.state?.stage == .inprogress)
        #expect(story.state?.returns == 1)
        #expect(story.state?.verifiers == [])
        try story.when(.submit(summary: "已补"), by: Story.owner, on: "2020-05-18")
        try story.when(.verify(FindingVerified(method: .documents)), by: Story.verifier, on: "2020-05-19")
        try story.when(.returnToOwner(method: nil), by: Story.secondVerifier, on: "2020-05-20", "与原件不符")
        #expect(story.state?.returns == 2)
        #expect(story.refusal(of: .close, by: Story.approver, on: "2020-05-21") == "E-STATE")
    }

    @Test("a relapse found by a look-back reopens the finding in the same command, and a new measure is needed")
    func relapse() throws {
        var story = try Story.closed()
        try story.when(.lookBack(FindingLookedBack(.holds, note: nil)), by: Story.verifier, on: "2020-08-01")
        #expect(story.state?.stage == .closed)
        try story.when(
            .lookBack(FindingLookedBack(.relapsed, note: "4 件超期")), by: Story.verifier, on: "2020-09-18", "8 月又超期")
        #expect(story.state?.stage == .inprogress)
        #expect(story.state?.relapses == 1)
        #expect(story.state?.reopenings == 1)
        #expect(story.state?.closedOn == nil)
        #expect(
            story.refusal(of: .submit(summary: nil), by: Story.owner, on: "2020-09-20") == "E-SUBMIT-NO-NEW-MEASURE")
        var second = Story.plan()
        second.deadline = day("2020-10-31")
        second.expects = []
        try story.when(.plan(second), by: Story.leader, on: "2020-09-21")
        #expect(story.state?.measures.map(\.number) == [1, 2])
        var completed = Story.completion("系统截图")
        completed.measure = 2
        try story.when(.complete(completed), by: Story.owner, on: "2020-10-16")
        #expect(story.refusal(of: .submit(summary: nil), by: Story.owner, on: "2020-10-17") == nil)
    }

    @Test("a reassignment changes who answers and says why; work that has begun goes on")
    func reassignment() throws {
        var story = try Story.planned()
        try story.when(.progress(Story.progress("已核 5 件", 50)), by: Story.owner, on: "2020-05-01")
        #expect(story.state?.stage == .inprogress)
        var next = Story.assignment()
        next.owner = Story.stranger
        try story.when(.assign(next), by: Story.recorder, on: "2020-05-02", "岗位调整")
        #expect(story.state?.stage == .inprogress)
        #expect(story.state?.owner == Story.stranger)
        #expect(story.refusal(of: .progress(Story.progress("已核 6 件")), by: Story.owner, on: "2020-05-03") == "E-OWNER")
        #expect(story.refusal(of: .progress(Story.progress("已核 6 件")), by: Story.stranger, on: "2020-05-03") == nil)
    }

    @Test("a finding whose measures are complete is submitted by its next owner; one untouched is assigned")
    func reassignedWhenComplete() throws {
        var next = Story.assignment()
        next.owner = Story.stranger
        var story = try Story.completed()
        try story.when(.assign(next), by: Story.recorder, on: "2020-05-11", "岗位调整")
        #expect(story.refusal(of: .submit(summary: nil), by: Story.stranger, on: "2020-05-12") == nil)
        var untouched = try Story.planned()
        try untouched.when(.assign(next), by: Story.recorder, on: "2020-05-11", "岗位调整")
        #expect(untouched.state?.stage == .assigned)
    }

    @Test("an extension that is granted moves the deadline; the first one stays for the statistics")
    func extended() throws {
        var story = try Story.planned()
        let request = ExtensionRequested(measure: 1, until: day("2020-06-30"))
        try story.when(.requestExtension(request), by: Story.owner, on: "2020-05-20", "装订机故障")
        #expect(story.state?.measures.first?.deadline == day("2020-05-31"))
        #expect(story.state?.measures.first?.requestedDeadline == day("2020-06-30"))
        try story.when(.grantExtension(measure: 1, until: nil), by: Story.leader, on: "2020-05-21")
        let measure = try #require(story.state?.measures.first)
        #expect(measure.deadline == day("2020-06-30"))
        #expect(measure.originalDeadline == day("2020-05-31"))
        #expect(measure.extensions == [.init(from: day("2020-05-31"), until: day("2020-06-30"))])
        #expect(!measure.isOverdue(on: day("2020-06-30")))
        #expect(measure.isOverdue(on: day("2020-07-01")))
    }

    @Test("an extension that is refused leaves the deadline, and can be asked for again")
    func extensionRefused() throws {
        var story = try Story.planned()
        let request = ExtensionRequested(measure: 1, until: day("2020-06-30"))
        try story.when(.requestExtension(request), by: Story.owner, on: "2020-05-20", "装订机故障")
        try story.when(.refuseExtension(measure: 1), by: Story.leader, on: "2020-05-21", "可以外送装订")
        #expect(story.state?.measures.first?.deadline == day("2020-05-31"))
        #expect(story.refusal(of: .requestExtension(request), by: Story.owner, on: "2020-05-22", "外送也排队") == nil)
    }

    @Test("a progress report is corrected by a later event; the history keeps both")
    func correctedProgress() throws {
        var story = try Story.planned()
        try story.when(.progress(Story.progress("已核 9 件", 90)), by: Story.owner, on: "2020-05-01")
        let report = try #require(story.state?.measures.first?.progress.first)
        var correction = ProgressCorrected()
        correction.measure = 1
        correction.record = report.sequence
        correction.text = "已核 6 件"
        correction.percent = 60
        try story.when(.correctProgress(correction), by: Story.owner, on: "2020-05-02", "数错了")
        #expect(story.state?.measures.first?.progress.map(\.text) == ["已核 6 件"])
        #expect(story.state?.measures.first?.percent == 60)
        #expect(story.events.count == 5)
    }

    @Test("a report recorded late does not lower the per cent of a later day")
    func lateReport() throws {
        var story = try Story.planned()
        try story.when(.progress(Story.progress("已核 9 件", 90)), by: Story.owner, on: "2020-05-10")
        try story.when(.progress(Story.progress("已核 3 件", 30)), by: Story.owner, on: "2020-05-01")
        #expect(story.state?.measures.first?.percent == 90)
    }

    @Test("a sustained measure counts as done from its first passed review until one fails")
    func sustainedMeasure() throws {
        var story = try Story.sustained()
        try story.when(.progress(Story.progress("已通报 3 期")), by: Story.owner, on: "2020-06-30")
        #expect(story.refusal(of: .submit(summary: nil), by: Story.owner, on: "2020-07-01") == "E-SUBMIT-MEASURE-OPEN")
        var review = MeasureReviewed()
        review.measure = 1
        try story.when(.review(review), by: Story.verifier, on: "2020-07-01")
        #expect(story.refusal(of: .submit(summary: nil), by: Story.owner, on: "2020-07-02") == nil)
        review.outcome = .failed
        try story.when(.review(review), by: Story.verifier, on: "2020-07-03")
        #expect(story.refusal(of: .submit(summary: nil), by: Story.owner, on: "2020-07-04") == "E-SUBMIT-MEASURE-OPEN")
    }

    @Test("a merged finding names the other and is no longer open; a withdrawn one stays in the history")
    func mergedAndWithdrawn() throws {
        var other = try Story.registered()
        let otherNumber = FindingNumber(year: 2020, ordinal: 16)
        other.state?.number = otherNumber
        var story = try Story.assigned()
        try story.when(
            .merge(into: otherNumber, other: other.state, approver: Story.secondApprover), by: Story.recorder,
            on: "2020-05-01", "同一问题")
        #expect(story.state?.stage == .merged)
        #expect(story.state?.mergedInto == otherNumber)
        try other.when(.absorb(Story.number), by: Story.recorder, on: "2020-05-01", "同一问题")
        #expect(other.state?.absorbed == [Story.number])

        var withdrawn = try Story.registered()
        try withdrawn.when(
            .withdraw(approver: Story.secondApprover), by: Story.recorder, on: "2020-05-01", "登记有误")
        #expect(withdrawn.state?.stage == .withdrawn)
        #expect(withdrawn.state?.description == "信访件超期办理")
    }

    @Test("a correction changes what it names and nothing else")
    func corrected() throws {
        var story = try Story.assigned()
        var correction = Correction()
        correction.category = "档案管理"
        try story.when(
            .correct(correction, round: nil, approver: Story.secondApprover), by: Story.recorder, on: "2020-05-01",
            "类别登错")
        #expect(story.state?.category == "档案管理")
        #expect(story.state?.description == "信访件超期办理")
        #expect(story.state?.stage == .assigned)
    }

    @Test("a finding that is corrected to be of another round has that round's source and day of feedback")
    func correctedRound() throws {
        var story = try Story.assigned()
        var other = Round(
            id: RoundID("民主生活会-2020")!, source: "民主生活会", feedbackOn: day("2020-05-06"), openedOn: day("2020-05-06"),
            lastStepOn: day("2020-05-06"))
        var correction = Correction()
        correction.round = other.id
        try story.when(
            .correct(correction, round: other, approver: Story.secondApprover), by: Story.recorder, on: "2020-05-07",
            "轮次登错")
        #expect(story.state?.round == other.id)
        #expect(story.state?.source == "民主生活会")
        #expect(story.state?.feedbackOn == day("2020-05-06"))
        // What is not moved keeps them, whatever the correction says of them; an imported round has no day of feedback.
        var category = Correction()
        (category.category, category.source, category.feedbackOn) = ("档案管理", "别处", day("2019-01-01"))
        try story.when(
            .correct(category, round: nil, approver: Story.secondApprover), by: Story.recorder, on: "2020-05-08", "类别登错"
        )
        #expect(story.state?.source == "民主生活会")
        #expect(story.state?.feedbackOn == day("2020-05-06"))
        (other.id, other.source, other.feedbackOn) = (RoundID("反馈书-2019")!, "反馈书", nil)
        correction.round = other.id
        try story.when(
            .correct(correction, round: other, approver: Story.secondApprover), by: Story.recorder, on: "2020-05-09",
            "轮次又登错")
        #expect(story.state?.source == "反馈书")
        #expect(story.state?.feedbackOn == nil)
    }

    @Test("is total: every subset of a history in ledger order folds to some state, without the registration to none")
    func totality() throws {
        var story = try Story.closed()
        try story.when(
            .lookBack(FindingLookedBack(.relapsed, note: nil)), by: Story.verifier, on: "2020-09-18", "又超期")
        let entries = story.entries
        for mask in 0..<(1 << entries.count) {
            let chosen = entries.indices.filter { mask & (1 << $0) != 0 }.map { entries[$0] }
            let state = chosen.reduce(Finding?.none) { Finding.evolve($0, $1, in: Story.number.stream) }
            #expect((state != nil) == (mask & 1 == 1))
        }
    }
}
