import Ledger
import Testing

@testable import Rectification

@Suite("a work plan and its tasks")
struct PlanTests {
    private static let plan = PlanID("2020年下半年")!
    private static let task = TaskID("2020年下半年-15")!

    private static func adoption(_ items: [PlanItem] = [PlanItem(1, "主题教育"), PlanItem(5, "理论学习")]) -> PlanAdopted {
        var adopted = PlanAdopted()
        adopted.title = "2020年下半年党建工作计划"
        adopted.from = day("2020-07-01")
        adopted.until = day("2020-12-31")
        adopted.items = items
        return adopted
    }

    private static func adopted() throws -> Course<Plan> {
        var course = Course<Plan>(plan)
        try course.when(.adopt(adoption()), by: Story.approver, on: "2020-07-01")
        return course
    }

    private static func assignment(_ change: (inout TaskAssigned) -> Void = { _ in }) -> TaskAssigned {
        var assigned = TaskAssigned()
        assigned.item = 5
        assigned.text = "支部党员大会"
        assigned.units = [unit("办信科")]
        assigned.owner = Story.owner
        assigned.from = day("2020-07-01")
        assigned.until = day("2020-12-31")
        assigned.frequency = .quarterly
        assigned.expects = ["会议记录", "签到表"]
        change(&assigned)
        return assigned
    }

    private static func assigned(_ change: (inout TaskAssigned) -> Void = { _ in }) throws -> Course<PlanTask> {
        var course = Course<PlanTask>(task)
        try course.when(.assign(assignment(change), plan: adopted().state), by: Story.recorder, on: "2020-07-01")
        return course
    }

    @Test("is adopted, amended and ended; an item keeps its number")
    func life() throws {
        var course = try Self.adopted()
        var amended = PlanAmended()
        amended.items = [PlanItem(5, "政治理论学习"), PlanItem(2, "政治机关")]
        amended.until = day("2021-01-31")
        try course.when(.amend(amended), by: Story.approver, on: "2020-09-01", "上级新部署")
        #expect(course.state?.items.map { "\($0.number) \($0.title)" } == ["1 主题教育", "2 政治机关", "5 政治理论学习"])
        #expect(course.state?.until == day("2021-01-31"))
        try course.when(.end(note: nil), by: Story.approver, on: "2020-12-31")
        #expect(course.state?.endedOn == day("2020-12-31"))
        #expect(course.refusal(of: .amend(amended), by: Story.approver, on: "2021-01-01", "再改") == "E-PLAN-ENDED")
        course.foldEverySubset()
    }

    @Test("is adopted by an approver, with items, from a day until a later one")
    func adopting() throws {
        let course = Course<Plan>(Self.plan)
        #expect(course.refusal(of: .adopt(Self.adoption()), by: Story.recorder, on: "2020-07-01") == "E-ROLE")
        #expect(course.refusal(of: .adopt(Self.adoption([])), by: Story.approver, on: "2020-07-01") == "E-PLAN-ITEMS")
        let twice = Self.adoption([PlanItem(1, "甲"), PlanItem(1, "乙")])
        #expect(course.refusal(of: .adopt(twice), by: Story.approver, on: "2020-07-01") == "E-PLAN-ITEMS")
        let zero = Self.adoption([PlanItem(0, "甲")])
        #expect(course.refusal(of: .adopt(zero), by: Story.approver, on: "2020-07-01") == "E-PLAN-ITEMS")
        var backwards = Self.adoption()
        backwards.until = day("2020-06-30")
        #expect(course.refusal(of: .adopt(backwards), by: Story.approver, on: "2020-07-01") == "E-PLAN-DATES")
        #expect(course.refusal(of: .amend(PlanAmended()), by: Story.approver, on: "2020-07-01") == "E-PLAN-UNKNOWN")
        let adopted = try Self.adopted()
        #expect(adopted.refusal(of: .adopt(Self.adoption()), by: Story.approver, on: "2020-07-02") == "E-EXISTS")
        #expect(adopted.refusal(of: .amend(PlanAmended()), by: Story.approver, on: "2020-07-02", "改") == "E-UNCHANGED")
        #expect(adopted.refusal(of: .end(note: nil), by: Story.approver, on: "2020-06-30") == "E-DATE-BEFORE-STEP")
        var item = PlanAmended()
        item.items = [PlanItem(2, "新条目")]
        #expect(adopted.refusal(of: .amend(item), by: Story.approver, on: "2020-07-02") == "E-REASON")
    }

    @Test("a task is assigned, worked on and completed with each kind of evidence, its own or its activities'")
    func task() throws {
        var course = try Self.assigned()
        var report = TaskProgressed()
        report.text = "三季度已开"
        report.evidence = [exhibit("会议记录")]
        try course.when(.progress(report), by: Story.owner, on: "2020-09-23")
        let bare = PlanTask.Command.complete(TaskCompleted(), shown: [])
        #expect(course.refusal(of: bare, by: Story.owner, on: "2020-12-20") == "E-EVIDENCE-MISSING")
        #expect(course.refusal(of: bare, by: Story.owner, on: "2020-09-24") == "E-TASK-PERIODS")
        #expect(
            course.refusal(of: .complete(TaskCompleted(), shown: ["照片"]), by: Story.owner, on: "2020-12-20")
                == "E-EVIDENCE-MISSING")
        try course.when(.complete(TaskCompleted(), shown: ["签到表2张"]), by: Story.clerk, on: "2020-12-20")
        #expect(course.state?.completedOn == day("2020-12-20"))
        #expect(course.refusal(of: .progress(report), by: Story.owner, on: "2020-12-21") == "E-TASK-STAGE")
        course.foldEverySubset()
    }

    @Test("no step of a task is dated before it was assigned, nor its end before its last report; a report may be late")
    func order() throws {
        var course = try Self.assigned { $0.frequency = .once }
        var report = TaskProgressed()
        report.text = "已开"
        var amended = TaskAmended()
        (amended.until, amended.approvedBy) = (day("2021-01-31"), Story.approver)
        let complete = PlanTask.Command.complete(TaskCompleted(), shown: ["会议记录", "签到表"])
        let steps: [(PlanTask.Command, ActorID)] = [
            (.progress(report), Story.owner), (complete, Story.owner), (.amend(amended), Story.recorder),
            (.withdraw(approver: Story.approver), Story.recorder),
        ]
        for (command, person) in steps {
            #expect(course.refusal(of: command, by: person, on: "2020-06-30", "因为") == "E-DATE-BEFORE-STEP")
            #expect(course.refusal(of: command, by: person, on: "2020-07-01", "因为") == nil)
        }
        try course.when(.progress(report), by: Story.owner, on: "2020-09-23")
        try course.when(.progress(report), by: Story.clerk, on: "2020-09-20")
        for (command, person) in steps.dropFirst() {
            #expect(course.refusal(of: command, by: person, on: "2020-09-22", "因为") == "E-DATE-BEFORE-STEP")
            #expect(course.refusal(of: command, by: person, on: "2020-09-23", "因为") == nil)
        }
        course.foldEverySubset()
    }

    @Test("a task is amended and withdrawn with a reason and another's approval")
    func amending() throws {
        var course = try Self.assigned()
        var amended = TaskAmended()
        amended.until = day("2021-01-31")
        #expect(course.refusal(of: .amend(amended), by: Story.recorder, on: "2020-08-01", "顺延") == "E-APPROVER")
        amended.approvedBy = Story.recorder
        #expect(course.refusal(of: .amend(amended), by: Story.recorder, on: "2020-08-01", "顺延") == "E-ROLE")
        amended.approvedBy = Story.approver
        #expect(course.refusal(of: .amend(amended), by: Story.recorder, on: "2020-08-01") == "E-REASON")
        #expect(course.refusal(of: .amend(TaskAmended()), by: Story.recorder, on: "2020-08-01", "顺延") == "E-UNCHANGED")
        try course.when(.amend(amended), by: Story.recorder, on: "2020-08-01", "顺延")
        #expect(course.state?.periods.map(\.label) == ["2020-Q3", "2020-Q4", "2021-Q1"])
        try course.when(.withdraw(approver: Story.approver), by: Story.recorder, on: "2020-08-02", "并入别的任务")
        #expect(course.state?.isOpen == false)
        course.foldEverySubset()
    }

    @Test(
        "a task is assigned to known units for an item of its plan, over days that are in order",
        arguments: [
            ("E-PLAN-ITEM-UNKNOWN", Altered { $0.item = 9 }), ("E-TEXT-EMPTY", Altered { $0.text = " " }),
            ("E-TASK-UNITS", Altered { $0.units = [] }),
            ("E-UNIT-UNKNOWN", Altered { $0.units = [unit("无此科")] }),
            ("E-ACTOR-UNKNOWN", Altered { $0.owner = actor("无此人") }),
            ("E-TASK-DATES", Altered { $0.until = day("2020-06-30") }),
        ] as [(String, Altered<TaskAssigned>)])
    func assigning(_ code: String, _ altered: Altered<TaskAssigned>) throws {
        let course = Course<PlanTask>(Self.task)
        let command = PlanTask.Command.assign(Self.assignment(altered.change), plan: try Self.adopted().state)
        #expect(course.refusal(of: command, by: Story.recorder, on: "2020-07-01") == code)
    }

    @Test("a task needs a plan, one who may assign it, and one whose it is to report")
    func roles() throws {
        let course = Course<PlanTask>(Self.task)
        let command = PlanTask.Command.assign(Self.assignment(), plan: try Self.adopted().state)
        #expect(course.refusal(of: command, by: Story.secondApprover, on: "2020-07-01") == nil)
        #expect(course.refusal(of: command, by: Story.stranger, on: "2020-07-01") == "E-ROLE")
        let planless = PlanTask.Command.assign(Self.assignment(), plan: nil)
        #expect(course.refusal(of: planless, by: Story.recorder, on: "2020-07-01") == "E-PLAN-UNKNOWN")
        let assigned = try Self.assigned()
        var report = TaskProgressed()
        #expect(assigned.refusal(of: .progress(report), by: Story.owner, on: "2020-07-02") == "E-TEXT-EMPTY")
        report.text = "已开"
        #expect(assigned.refusal(of: .progress(report), by: Story.stranger, on: "2020-07-02") == "E-ROLE")
        #expect(course.refusal(of: .progress(report), by: Story.owner, on: "2020-07-02") == "E-TASK-UNKNOWN")
    }

    @Test(
        "a task's name is its plan's and a number",
        arguments: [("甲-1", "甲", 1), ("2020-h2-15", "2020-h2", 15), ("甲-007", "甲", 7)])
    func names(_ text: String, _ plan: String, _ number: Int) {
        #expect(TaskID(text)?.plan.text == plan)
        #expect(TaskID(text)?.number == number)
    }

    @Test("what is no task's name is none", arguments: ["甲", "-1", "甲-", "甲-0", "甲-一", "甲-+1", "甲-1 "])
    func noNames(_ text: String) {
        #expect(TaskID(text) == nil)
    }

    @Test("tasks stand in the order of their numbers")
    func sorted() {
        #expect(["甲-10", "甲-9", "乙-1"].compactMap { TaskID($0) }.sorted().map(\.text) == ["乙-1", "甲-9", "甲-10"])
    }
}
