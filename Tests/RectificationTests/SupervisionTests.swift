import Ledger
import Testing

@testable import Rectification

@Suite("supervision of an overdue finding")
struct SupervisionTests {
    /// Due on 2020-05-31.
    private static func issued(_ levels: (Supervision.Level, String)...) throws -> Story {
        var story = try Story.planned()
        for (level, date) in levels {
            try story.when(.issue(SupervisionIssued(level)), by: Story.verifier, on: date)
        }
        return story
    }

    private static func issue(_ level: Supervision.Level) -> Finding.Command { .issue(SupervisionIssued(level)) }

    @Test("comes level by level, once each, and ends with the closure")
    func order() throws {
        var story = try Self.issued((.reminder, "2020-06-01"), (.notice, "2020-06-15"), (.listed, "2020-06-30"))
        #expect(story.state?.supervision.level == .listed && story.state?.supervision.next == .circular)
        #expect(story.refusal(of: Self.issue(.listed), by: Story.verifier, on: "2020-07-01") == "E-SUPERVISE-ISSUED")
        try story.when(Self.issue(.circular), by: Story.leader, on: "2020-07-30")
        #expect(story.state?.supervision.next == nil)
        try story.when(.complete(Story.completion("情况说明", "回访记录")), by: Story.owner, on: "2020-08-01")
        // The spell is over; the listing goes on.
        #expect(story.state?.supervision.level == .listed && story.state?.supervision.since == day("2020-06-30"))
        try story.when(.submit(summary: nil), by: Story.owner, on: "2020-08-02")
        try story.when(.verify(FindingVerified(method: .onsite)), by: Story.verifier, on: "2020-08-03")
        try story.when(.close, by: Story.approver, on: "2020-08-04")
        #expect(story.state?.supervision.level == nil)
        #expect(story.state?.supervision.issues.map(\.level) == Supervision.Level.allCases)
    }

    @Test("begins anew when it is overdue again")
    func spells() throws {
        var story = try Self.issued((.reminder, "2020-06-01"), (.notice, "2020-06-15"))
        try story.when(
            .requestExtension(ExtensionRequested(measure: 1, until: day("2020-07-31"))), by: Story.owner,
            on: "2020-06-16", "装订机故障")
        #expect(story.state?.supervision.level == .notice)
        try story.when(.grantExtension(measure: 1, until: nil), by: Story.leader, on: "2020-06-17")
        #expect(story.state?.supervision.level == nil)
        #expect(
            story.refusal(of: Self.issue(.reminder), by: Story.verifier, on: "2020-07-31") == "E-SUPERVISE-NOT-OVERDUE")
        try story.when(Self.issue(.reminder), by: Story.verifier, on: "2020-08-01")
        #expect(story.state?.supervision.level == .reminder && story.state?.supervision.issues.count == 3)
    }

    @Test("a report recorded late, of a day before the deadline, does not end what it knew nothing of")
    func lateReport() throws {
        var story = try Self.issued((.reminder, "2020-06-01"))
        try story.when(.progress(Story.progress("已补 3 件", 30)), by: Story.owner, on: "2020-05-20")
        #expect(story.state?.supervision.level == .reminder && story.state?.supervision.next == .notice)
    }

    @Test("listed supervision is lifted with a reason; its level does not come twice while it stays overdue")
    func lifting() throws {
        var story = try Self.issued((.reminder, "2020-06-01"), (.notice, "2020-06-15"))
        #expect(story.refusal(of: .lift, by: Story.verifier, on: "2020-06-20", "好转") == "E-SUPERVISE-NOT-LISTED")
        try story.when(Self.issue(.listed), by: Story.verifier, on: "2020-06-30")
        #expect(story.refusal(of: .lift, by: Story.verifier, on: "2020-07-02") == "E-REASON")
        #expect(story.refusal(of: .lift, by: Story.recorder, on: "2020-07-02", "好转") == "E-ROLE")
        try story.when(.lift, by: Story.verifier, on: "2020-07-02", "好转")
        #expect(story.state?.supervision.level == nil && story.state?.supervision.next == .circular)
        #expect(story.refusal(of: Self.issue(.listed), by: Story.verifier, on: "2020-07-03") == "E-SUPERVISE-ISSUED")
    }

    @Test(
        "refuses what is out of order, too early, not overdue, or by the wrong person",
        arguments: [
            ("E-SUPERVISE-ORDER", Supervision.Level.notice, Story.verifier, "2020-07-30", String?.none),
            ("E-SUPERVISE-ORDER", .circular, Story.verifier, "2020-12-30", nil),
            ("E-SUPERVISE-NOT-OVERDUE", .reminder, Story.verifier, "2020-05-31", nil),
            ("E-ROLE", .reminder, Story.recorder, "2020-06-02", nil),
            ("E-SUPERVISE-SAME-PERSON", .reminder, Story.owner, "2020-06-02", nil),
        ])
    func refusals(_ code: String, _ level: Supervision.Level, _ actor: ActorID, _ date: String, _ reason: String?)
        throws
    {
        #expect(try Story.planned().refusal(of: Self.issue(level), by: actor, on: date, reason) == code)
    }

    @Test("a level before its days says why; thresholds are the office's")
    func early() throws {
        var story = try Self.issued((.reminder, "2020-06-01"))
        #expect(story.refusal(of: Self.issue(.notice), by: Story.verifier, on: "2020-06-14") == "E-SUPERVISE-EARLY")
        #expect(story.refusal(of: Self.issue(.notice), by: Story.verifier, on: "2020-06-14", "领导要求") == nil)
        #expect(story.refusal(of: Self.issue(.notice), by: Story.verifier, on: "2020-06-15") == nil)
        story.office.thresholds.noticeDays = 5
        #expect(story.refusal(of: Self.issue(.notice), by: Story.verifier, on: "2020-06-05") == nil)
    }

    @Test(
        "in any course, a level follows the one before it within a spell, and only an overdue finding is supervised",
        arguments: 1...40)
    func anyCourse(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var story = try Story.planned()
        var date = day("2020-05-25")
        for _ in 0..<60 {
            date = date.adding(days: Int.random(in: 0...9, using: &random))
            let before = try #require(story.state)
            let level = Supervision.Level.allCases.randomElement(using: &random)!
            let steps: [(Finding.Command, ActorID)] = [
                (Self.issue(level), Story.verifier), (Self.issue(level), Story.leader),
                (Self.issue(level), Story.verifier),
                (.requestExtension(ExtensionRequested(measure: 1, until: date.adding(days: 12))), Story.owner),
                (.grantExtension(measure: 1, until: nil), Story.leader), (.lift, Story.verifier),
                (.plan(Self.plan(due: date.adding(days: 8))), Story.leader),
            ]
            let (command, actor) = steps.randomElement(using: &random)!
            try? story.when(command, by: actor, on: date.description, "理由")
            let after = try #require(story.state)
            let spell = after.supervision.spell.map(\.level)
            #expect(zip(spell, spell.dropFirst()).allSatisfy(<), "\(spell)")
            guard after.supervision.issues.count > before.supervision.issues.count else { continue }
            #expect(before.isOverdue(on: date))
            // No level is left out but one that is in force already.
            let issued = try #require(after.supervision.issues.last?.level)
            let left = Supervision.Level.allCases.filter { $0 < issued && !spell.contains($0) }
            #expect(left.isEmpty || (left == [.listed] && before.supervision.listedOn != nil))
        }
    }

    private static func plan(due: CalendarDate) -> MeasurePlanned {
        var planned = Story.plan()
        planned.deadline = due
        return planned
    }
}

@Suite("extending the check to other units")
struct ExtendedCheckTests {
    private static func asked() throws -> Story {
        var story = try Story.assigned()
        try story.when(
            .extendCheck(CheckExtended([unit("来访科"), unit("督查科")], due: day("2020-06-30"))), by: Story.leader,
            on: "2020-05-01")
        return story
    }

    private static func answer(_ home: String, _ found: FindingNumber? = nil) -> Finding.Command {
        .answerCheck(
            CheckAnswered(unit(home), found == nil ? .none : .found, found: found, text: "查过"),
            found: found.flatMap { there($0) })
    }

    /// A finding of 来访科.
    private static func there(_ number: FindingNumber, _ change: (inout Finding) -> Void = { _ in }) -> Finding? {
        guard var finding = try? Story.registered().state else { return nil }
        (finding.number, finding.unit) = (number, unit("来访科"))
        change(&finding)
        return finding
    }

    private static let other = FindingNumber(year: 2020, ordinal: 40)

    @Test("each unit that was asked answers, once or with a word on why again")
    func answering() throws {
        var story = try Self.asked()
        #expect(story.state?.checks.map(\.unit) == [unit("来访科"), unit("督查科")])
        try story.when(Self.answer("来访科"), by: Story.stranger, on: "2020-05-10")
        #expect(story.state?.checks.map(\.outcome) == [CheckAnswered.Outcome.none, nil])
        let found = FindingNumber(year: 2020, ordinal: 40)
        #expect(story.refusal(of: Self.answer("来访科", found), by: Story.stranger, on: "2020-05-11") == "E-REASON")
        try story.when(Self.answer("来访科", found), by: Story.recorder, on: "2020-05-11", "复查发现")
        #expect(story.state?.checks.first?.found == found)
    }

    @Test(
        "refuses who may not, whom nobody asked, and what is not there",
        arguments: [
            ("E-ROLE", answer("来访科"), Story.owner), ("E-CHECK-NOT-ASKED", answer("局领导"), Story.recorder),
            ("E-FINDING-UNKNOWN", answer("来访科", Story.number), Story.stranger),
            (
                "E-CHECK-FINDING", .answerCheck(CheckAnswered(unit("来访科"), .found), found: nil), Story.stranger
            ),
            (
                "E-FINDING-UNKNOWN", .answerCheck(CheckAnswered(unit("来访科"), .found, found: other), found: nil),
                Story.stranger
            ),
            ("E-CHECK-FINDING", answer("督查科", other), Story.verifier),
            (
                "E-CHECK-FINDING",
                .answerCheck(
                    CheckAnswered(unit("来访科"), .found, found: other), found: there(other) { $0.stage = .withdrawn }),
                Story.stranger
            ),
            (
                "E-EXISTS", .extendCheck(CheckExtended([unit("来访科")], due: day("2020-07-30"))), Story.verifier
            ),
            (
                "E-UNIT-UNKNOWN", .extendCheck(CheckExtended([unit("无此科")], due: day("2020-07-30"))), Story.verifier
            ),
            (
                "E-DATE-BEFORE-STEP", .extendCheck(CheckExtended([unit("机关党委")], due: day("2020-05-09"))),
                Story.verifier
            ),
            ("E-LEAD-UNIT", .extendCheck(CheckExtended([unit("机关党委")], due: day("2020-07-30"))), Story.stranger),
            ("E-TEXT-EMPTY", .extendCheck(CheckExtended([], due: day("2020-07-30"))), Story.verifier),
        ] as [(String, Finding.Command, ActorID)])
    func refusals(_ code: String, _ command: Finding.Command, _ actor: ActorID) throws {
        #expect(try Self.asked().refusal(of: command, by: actor, on: "2020-05-10") == code)
    }
}
