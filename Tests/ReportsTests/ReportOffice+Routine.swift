import Ledger
import ReadModels
import Rectification

// The routine work of the office beside its findings.

extension ReportOffice {
    static let plan = PlanID("2020年下半年")!
    static let quarter = QuarterID("2020-Q3")!
    static let secretary = actor("支部书记")
    static let first = MemberCode("DY-001")!, second = MemberCode("DY-002")!

    /// A plan with tasks and a duty, members with points of a closed quarter, supervision, and what came of the round.
    func enterRoutine() throws {
        try record(on: "2020-07-01", by: Self.recorder) { desk in
            try desk.office(.addActor(Self.secretary, unit: unit("督查科"), personal: Erasable()))
            try desk.office(.grant(.approver, Self.secretary))
        }
        try enterPlan()
        try enterSupervision()
        try enterOutcomes()
        try enterPoints()
    }

    func hold(_ kind: String, _ ordinal: Int, at branch: String, on date: String, _ tasks: [TaskID] = []) throws {
        var held = ActivityHeld()
        (held.kind, held.topic, held.branch, held.tasks) = (kind, "第\(ordinal)次", unit(branch), tasks)
        held.participants = [Self.first]
        if !tasks.isEmpty { held.evidence = [Exhibit(kind: "会议记录", file: nil)] }
        try record(on: date, by: Self.recorder) {
            try $0.perform(
                .hold(held, unknown: []), on: ActivityNumber(year: 2020, ordinal: ordinal), of: Activity.self)
        }
    }

    func object(_ member: MemberCode, on date: String) throws {
        try record(on: date, by: Self.recorder) {
            try $0.perform(
                .object(member, words: Erasable(["text": "张三：少计一次"])), on: Self.quarter, of: PointsQuarter.self)
        }
    }

    // MARK: the plan

    private func enterPlan() throws {
        var adopted = PlanAdopted()
        (adopted.title, adopted.from, adopted.until) = ("2020年下半年党建工作计划", day("2020-07-01"), day("2020-12-31"))
        adopted.items = [PlanItem(1, "理论学习"), PlanItem(2, "整改落实"), PlanItem(3, "党员积分"), PlanItem(4, "品牌创建")]
        try record(on: "2020-07-01", by: Self.approver) {
            try $0.perform(.adopt(adopted), on: Self.plan, of: Plan.self)
        }
        let tasks: [(Int, String, Frequency, String, ActorID?)] = [
            (1, "组织集中学习", .monthly, "2020-12-31", Self.owner), (2, "报送整改情况", .once, "2020-08-31", Self.leader),
            (3, "公示积分", .quarterly, "2020-12-31", nil),
        ]
        for (place, (item, text, frequency, until, owner)) in tasks.enumerated() {
            var assigned = TaskAssigned()
            (assigned.item, assigned.text, assigned.frequency, assigned.owner) = (item, text, frequency, owner)
            (assigned.from, assigned.until) = (day("2020-07-01"), day(until))
            (assigned.units, assigned.expects) = ([unit("办信科")], ["会议记录"])
            try record(on: "2020-07-02", by: Self.recorder) { desk in
                let plan = try desk.state(Self.plan, of: Plan.self)
                try desk.perform(
                    .assign(assigned, plan: plan), on: TaskID(plan: Self.plan, number: place + 1), of: PlanTask.self)
            }
        }
        var set = DutySet()
        (set.kinds, set.units, set.from) = (["支委会"], [unit("办信科"), unit("督查科")], day("2020-07-01"))
        try record(on: "2020-07-01", by: Self.approver) {
            try $0.perform(.set(set), on: DutyID("支委会每月一次")!, of: Duty.self)
        }
        let enrolled = [(Self.first, "办信科"), (Self.second, "督查科")]
        try record(on: "2020-07-01", by: Self.recorder) { desk in
            for (code, branch) in enrolled {
                try desk.perform(.enroll(MemberEnrolled(Placing(branch: unit(branch)))), on: code, of: Member.self)
            }
        }
        try hold("集中学习", 1, at: "办信科", on: "2020-07-10", [TaskID(plan: Self.plan, number: 1)])
        try hold("支委会", 2, at: "办信科", on: "2020-07-15")
        try hold("支委会", 3, at: "督查科", on: "2020-08-12")
        try hold("积分公示", 4, at: "办信科", on: "2020-09-28", [TaskID(plan: Self.plan, number: 3)])
    }

    // MARK: what came of the findings

    private func enterSupervision() throws {
        for (level, date) in [(Supervision.Level.reminder, "2020-09-05"), (.notice, "2020-09-15")] {
            try step(
                "2020-002", .issue(SupervisionIssued(level, text: "限期办结")), on: date, by: Self.verifier, "仍未办结")
        }
    }

    private static func file(_ name: String) -> EvidenceFile {
        EvidenceFile(name: name, mediaType: "application/pdf", digest: .sha256(Array(name.utf8)), size: 3)
    }

    private func enterOutcomes() throws {
        let id = RegulationID("信访件限时办理规定")!
        var drafted = RegulationDrafted()
        (drafted.answers, drafted.document, drafted.unit) = ([number("2020-001")], Self.file("征求意见稿.pdf"), unit("办信科"))
        try record(on: "2020-08-20", by: Self.recorder) {
            try $0.perform(.draft(drafted, unknown: []), on: id, of: Regulation.self)
        }
        var adopted = RegulationVersion()
        (adopted.document, adopted.documentNumber) = (Self.file("规定.pdf"), "区信发〔2020〕12号")
        try record(on: "2020-09-01", by: Self.approver) {
            try $0.perform(.adopt(adopted, unknown: []), on: id, of: Regulation.self)
        }
        var survey = RoundSurveyed()
        (survey.asked, survey.answered) = (50, 48)
        (survey.satisfied, survey.basicallySatisfied, survey.dissatisfied) = (40, 6, 2)
        try record(on: "2020-09-10", by: Self.recorder) { desk in
            try desk.round(
                Self.round, .account(RoundAccounted(Accountability(talk: 2, criticism: 1), unit: unit("办信科"))))
            try desk.round(Self.round, .survey(survey))
        }
        var published = RoundPublished()
        (published.document, published.place, published.until) = (Self.file("公开稿.pdf"), "单位门户网站", day("2020-10-15"))
        try record(on: "2020-09-15", by: Self.approver) { try $0.round(Self.round, .publish(published)) }
        var sampled = RoundSampled()
        (sampled.from, sampled.population, sampled.sample) = ([Self.round], [number("2020-001")], [number("2020-001")])
        let look = RoundID("回头看-2020")!
        try record(on: "2020-09-15", by: Self.recorder) { desk in
            try desk.round(look, .open(source: "“回头看”", body: nil, document: nil, intensiveUntil: nil))
        }
        try record(on: "2020-09-16", by: Self.recorder) { try $0.round(look, .sample(sampled)) }
    }

    // MARK: points

    private func enterPoints() throws {
        func rule(_ item: String, _ value: Int, _ counts: Counting, _ kinds: [String] = []) -> PointRule {
            var rule = PointRule()
            (rule.item, rule.value, rule.counts, rule.kinds) = (item, value, counts, kinds)
            return rule
        }
        var adopted = PointRulesAdopted()
        adopted.from = day("2020-07-01")
        adopted.rules = [rule("季度基础分", 60, .base), rule("参加支委会", 2, .participation, ["支委会"])]
        try record(on: "2020-07-01", by: Self.approver) {
            try $0.perform(.adopt(adopted), on: PointRulesID("党员量化积分")!, of: PointRules.self)
        }
        try record(on: "2020-10-01", by: Self.recorder) { desk in
            let points = try desk.points(of: Self.quarter, by: nil)
            try desk.perform(
                .close(
                    points.sheet, rules: points.rules, version: points.version, position: desk.position,
                    approver: Self.approver, earlier: nil), on: Self.quarter, of: PointsQuarter.self)
        }
        var published = QuarterPublished()
        published.until = day("2020-10-08")
        try record(on: "2020-10-01", by: Self.recorder) {
            try $0.perform(.publish(published), on: Self.quarter, of: PointsQuarter.self)
        }
        try object(Self.second, on: "2020-10-01")
        var decided = ObjectionDecided()
        (decided.number, decided.outcome, decided.points) = (1, .upheld, 3)
        try record(on: "2020-10-01", by: Self.secretary, "核实属实") {
            try $0.perform(.decide(decided), on: Self.quarter, of: PointsQuarter.self)
        }
    }
}
