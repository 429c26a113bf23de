import Ledger
import Testing

@testable import Rectification

@Suite("an activity")
struct ActivityTests {
    private static let id = ActivityNumber(year: 2020, ordinal: 1)
    private static let task = TaskID("2020年下半年-19")!

    private static func held(_ change: (inout ActivityHeld) -> Void = { _ in }) -> ActivityHeld {
        var held = ActivityHeld()
        held.branch = unit("办信科")
        held.kind = "支委会"
        held.topic = "下半年计划分解"
        held.expected = 5
        held.present = 4
        held.minutes = 60
        held.evidence = [Exhibit(kind: "会议记录", file: nil)]
        held.tasks = [task]
        held.participants = [MemberCode("DY-001")!, MemberCode("DY-002")!]
        change(&held)
        return held
    }

    private static func course() throws -> Course<Activity> {
        var course = Course<Activity>(id)
        try course.when(.hold(held(), unknown: []), by: Story.recorder, on: "2020-07-02")
        return course
    }

    @Test("is held, documented, corrected and withdrawn; a file takes the place of the name a sheet gave")
    func life() throws {
        var course = try Self.course()
        try course.when(.document([exhibit("会议记录"), exhibit("签到表")]), by: Story.clerk, on: "2020-07-03")
        #expect(course.state?.evidence.map(\.kind) == ["会议记录", "签到表"])
        #expect(course.state?.evidence.allSatisfy { $0.file != nil } == true)
        var correction = ActivityCorrected()
        correction.present = 3
        correction.heldOn = day("2020-07-01")
        correction.without = [.tasks]
        try course.when(.correct(correction, unknown: []), by: Story.recorder, on: "2020-07-04", "签到表只有3人")
        #expect(course.state?.present == 3)
        #expect(course.state?.expected == 5)
        #expect(course.state?.heldOn == day("2020-07-01"))
        #expect(course.state?.tasks == [])
        #expect(course.state?.participants.count == 2)
        try course.when(.withdraw(approver: Story.approver), by: Story.recorder, on: "2020-07-05", "重复登记")
        #expect(course.state?.isWithdrawn == true)
        #expect(
            course.refusal(of: .document([exhibit("照片")]), by: Story.recorder, on: "2020-07-06")
                == "E-ACTIVITY-WITHDRAWN")
        course.foldEverySubset()
    }

    @Test("has each participant once")
    func participants() throws {
        let (first, second) = (MemberCode("DY-001")!, MemberCode("DY-002")!)
        var course = Course<Activity>(Self.id)
        let twice = Self.held { ($0.present, $0.participants) = (2, [first, second, first]) }
        try course.when(.hold(twice, unknown: []), by: Story.recorder, on: "2020-07-02")
        #expect(course.state?.participants == [first, second])
        var correction = ActivityCorrected()
        correction.participants = [second, second, first]
        try course.when(.correct(correction, unknown: []), by: Story.recorder, on: "2020-07-03", "次序有误")
        #expect(course.state?.participants == [second, first])
    }

    @Test("is entered by a recorder, or by someone of the branch that held it")
    func roles() {
        let course = Course<Activity>(Self.id)
        let hold = Activity.Command.hold(Self.held(), unknown: [])
        #expect(course.refusal(of: hold, by: Story.recorder, on: "2020-07-02") == nil)
        #expect(course.refusal(of: hold, by: Story.clerk, on: "2020-07-02") == nil)
        #expect(course.refusal(of: hold, by: Story.stranger, on: "2020-07-02") == "E-ROLE")
    }

    @Test(
        "is refused where it cannot have been",
        arguments: [
            ("E-TEXT-EMPTY", Altered { $0.kind = " " }), ("E-TEXT-EMPTY", Altered { $0.topic = "" }),
            ("E-ACTIVITY-BRANCH", Altered { $0.branch = nil }),
            ("E-UNIT-UNKNOWN", Altered { $0.branch = unit("无此支部") }),
            ("E-ACTOR-UNKNOWN", Altered { $0.host = actor("无此人") }), ("E-ACTIVITY-COUNT", Altered { $0.present = 6 }),
            ("E-ACTIVITY-COUNT", Altered { $0.expected = -1 }), ("E-ACTIVITY-COUNT", Altered { $0.minutes = 0 }),
            ("E-ACTIVITY-COUNT", Altered { $0.present = 1 }),
        ] as [(String, Altered<ActivityHeld>)])
    func sound(_ code: String, _ altered: Altered<ActivityHeld>) {
        let course = Course<Activity>(Self.id)
        let hold = Activity.Command.hold(Self.held(altered.change), unknown: [])
        #expect(course.refusal(of: hold, by: Story.recorder, on: "2020-07-02") == code)
    }

    @Test("names only what the ledger has, on a day that has come")
    func known() {
        let course = Course<Activity>(Self.id)
        let lost = Activity.Command.hold(Self.held(), unknown: [Self.task.stream])
        #expect(course.refusal(of: lost, by: Story.recorder, on: "2020-07-02") == "E-TASK-UNKNOWN")
        let hold = Activity.Command.hold(Self.held(), unknown: [])
        #expect(course.refusal(of: hold, by: Story.recorder, on: "2021-07-01") == "E-DATE-FUTURE")
        #expect(course.refusal(of: .document([]), by: Story.recorder, on: "2020-07-02") == "E-ACTIVITY-UNKNOWN")
    }

    @Test("is corrected with a reason to something else that is sound, and withdrawn with an approver")
    func correcting() throws {
        let course = try Self.course()
        func refusal(_ change: (inout ActivityCorrected) -> Void, _ reason: String? = "录错") -> String? {
            var correction = ActivityCorrected()
            change(&correction)
            return course.refusal(of: .correct(correction, unknown: []), by: Story.recorder, on: "2020-07-03", reason)
        }
        #expect(refusal { $0.present = 5 } == nil)
        #expect(refusal({ $0.present = 5 }, nil) == "E-REASON")
        #expect(refusal { $0.present = 4 } == "E-UNCHANGED")
        #expect(refusal { $0.present = 1 } == "E-ACTIVITY-COUNT")
        #expect(refusal { $0.heldOn = day("2021-07-01") } == "E-DATE-FUTURE")
        #expect(refusal { $0.topic = " " } == "E-TEXT-EMPTY")
        #expect(refusal { $0.personal = Erasable(["content": "谈话内容"]) } == nil)
        let withdraw = Activity.Command.withdraw(approver: Story.approver)
        #expect(course.refusal(of: withdraw, by: Story.recorder, on: "2020-07-03") == "E-REASON")
        #expect(course.refusal(of: withdraw, by: Story.clerk, on: "2020-07-03", "重复") == "E-ROLE")
        #expect(
            course.refusal(of: .withdraw(approver: nil), by: Story.recorder, on: "2020-07-03", "重复") == "E-APPROVER")
        #expect(course.refusal(of: .document([]), by: Story.recorder, on: "2020-07-03") == "E-ACTIVITY-EVIDENCE")
        #expect(course.refusal(of: .hold(Self.held(), unknown: []), by: Story.recorder, on: "2020-07-03") == "E-EXISTS")
    }
}
