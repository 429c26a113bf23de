import Ledger
import Testing

@testable import Rectification

@Suite("points")
struct PointsTests {
    private static let third = QuarterID("2020-Q3")!
    private static let fourth = QuarterID("2020-Q4")!
    private static let first = MemberCode("DY-001")!, second = MemberCode("DY-002")!

    // MARK: given

    private static func rule(
        _ item: String, _ value: Int, cap: Int? = nil, _ counts: Counting = .manual, _ kinds: [String] = [],
        sign: PointRule.Sign = .add, period: PointRule.Period = .quarter
    ) -> PointRule {
        var rule = PointRule()
        rule.item = item
        rule.value = value
        rule.cap = cap
        rule.counts = counts
        rule.kinds = kinds
        rule.sign = sign
        rule.period = period
        return rule
    }

    private static let rules = [
        rule("季度基础分", 60, cap: 60, .base), rule("参加主题党日", 2, cap: 6, .participation, ["主题党日"]),
        rule("听党课", 2, cap: 4, .audience, ["党课"]), rule("主讲党课", 5, cap: 10, .hosting, ["党课"]),
        rule("整改措施按期完成", 3, cap: 9, .measureontime), rule("整改措施逾期", 3, .measureoverdue, sign: .deduct),
        rule("已销号问题反弹", 5, .relapse, sign: .deduct), rule("任务按期完成", 1, cap: 2, .taskontime),
        rule("获区级表彰", 5, cap: 10, period: .year), rule("逾期缴纳党费", 2, cap: 6, sign: .deduct),
        rule("参加一线调研", 4, cap: 10, .participation, ["一线调研"], period: .year),
    ]

    private static func version(_ rules: [PointRule] = rules, floor: Int = 0) -> PointRules.Version {
        PointRules.Version(number: 1, adoptedOn: day("2020-06-01"), from: day("2020-07-01"), floor: floor, rules: rules)
    }

    static func member(_ code: MemberCode, _ post: String, since: String = "2020-01-01") -> Member {
        let placing = Placing(branch: unit("第一党支部"), section: unit("督查科"), post: post, partyPost: "党员")
        return Member(
            id: code, terms: [.init(since: day(since), placing: placing)], enrolledOn: day(since),
            personal: Erasable(), lastStepOn: day(since))
    }

    private static let roster = Roster([member(first, "科长"), member(second, "科员")])

    private static func held(
        _ number: Int, _ kind: String, on date: String, by host: String? = nil, _ members: MemberCode...
    ) -> [Happening] {
        let stream = StreamName(kind: "activity", id: FindingNumber(year: 2020, ordinal: number).text)
        let hosted = host.map { Happening(.hosted, kind: kind, by: .post(actor($0)), on: day(date), in: stream) }
        return [hosted].compactMap { $0 }
            + members.map { Happening(.participated, kind: kind, by: .member($0), on: day(date), in: stream) }
    }

    private static func total(
        _ happenings: [Happening], _ adjustments: [Points.Adjustment] = [], of member: MemberCode = first,
        in quarter: QuarterID = third, _ rules: PointRules.Version = version()
    ) -> Int? {
        Points.compute(rules, happenings, adjustments, roster, in: quarter).row(member)?.total
    }

    // MARK: counting

    @Test("a member has the base, and nothing else where nothing happened")
    func base() {
        #expect(Self.total([]) == 60)
        let late = Roster([Self.member(Self.first, "科长", since: "2020-07-02")])
        #expect(Points.compute(Self.version(), [], [], late, in: Self.third).row(Self.first)?.total == 0)
        #expect(Points.compute(Self.version(), [], [], late, in: QuarterID("2020-Q2")!).rows.isEmpty)
    }

    @Test("taking part counts once an activity, up to the cap, in its own quarter only")
    func takingPart() {
        let days = (1...5).flatMap { Self.held($0, "主题党日", on: "2020-08-0\($0)", by: "督查科科长", Self.first) }
        #expect(Self.total(Array(days.prefix(2))) == 62)
        #expect(Self.total(days) == 66)
        #expect(Self.total(days, in: Self.fourth) == 60)
        #expect(Self.total(days, of: Self.second) == 60)
        #expect(Self.total(Self.held(9, "支委会", on: "2020-08-01", Self.first)) == 60)
    }

    @Test("who lectures has the lecture and does not listen to it; who listens has that")
    func lecture() {
        let lecture = Self.held(1, "党课", on: "2020-08-13", by: "督查科科长", Self.first, Self.second)
        #expect(Self.total(lecture) == 65)
        #expect(Self.total(lecture, of: Self.second) == 62)
    }

    @Test("a post that nobody held, or several, and people without names are told and given to nobody")
    func unattributed() {
        let stream = StreamName(kind: "activity", id: "2020-001")
        let on = day("2020-08-13")
        let happenings = [
            Happening(.hosted, kind: "党课", by: .post(actor("分管副局长")), on: on, in: stream),
            Happening(.hosted, kind: "党课", by: .post(actor("党员")), on: on, in: stream, part: 2),
            Happening(.participated, kind: "主题党日", by: .unnamed(7), on: on, in: stream),
            Happening(.participated, kind: "支委会", by: .unnamed(7), on: on, in: stream),
            Happening(.participated, kind: "主题党日", by: .member(MemberCode("DY-9")!), on: on, in: stream),
        ]
        let sheet = Points.compute(Self.version(), happenings, [], Self.roster, in: Self.third)
        #expect(sheet.rows.map(\.total) == [60, 60])
        #expect(
            Set(sheet.unattributed.map(\.because)) == [
                .nobody("分管副局长"), .several("党员", [Self.first, Self.second]), .unnamed(7), .nobody("DY-9"),
            ])
        #expect(sheet.unattributed.map(\.item).sorted() == ["主讲党课", "主讲党课", "参加主题党日", "参加主题党日"])
    }

    @Test("what is by the year counts in a quarter what the earlier ones have left of its cap")
    func byYear() {
        let commended = Points.Adjustment(Self.first, in: Self.third, item: "获区级表彰", times: 1)
        let again = Points.Adjustment(Self.first, in: Self.fourth, item: "获区级表彰", times: 2)
        #expect(Self.total([], [commended, again]) == 65)
        #expect(Self.total([], [commended, again], in: Self.fourth) == 65)
        let fresh = QuarterID("2021-Q1")!
        let next = Points.Adjustment(Self.first, in: fresh, item: "获区级表彰", times: 3)
        #expect(Self.total([], [commended, again, next], in: fresh) == 70)
    }

    @Test(
        "closed one after another, quarters have no more of a year than the highest cap, and none loses what it had",
        arguments: 1...40 as ClosedRange<UInt64>)
    func byYearClosed(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var closed: [PointsSheet] = []
        var (entered, caps): ([Points.Adjustment], [Int]) = ([], [])
        for quarter in QuarterID("2020-Q1")!.ofYear.shuffled(using: &random) {
            let value = Int.random(in: 1...5, using: &random)
            let rule = Self.rule(
                "获区级表彰", value, cap: value * Int.random(in: 1...4, using: &random), period: .year)
            caps.append(rule.cap ?? 0)
            entered.append(
                Points.Adjustment(
                    Self.first, in: quarter, item: rule.item, times: Int.random(in: 1...4, using: &random)))
            let sheet = Points.compute(
                Self.version([rule]), [], entered, Self.roster, in: quarter, closed: closed)
            let had = closed.reduce(0) { $0 + ($1.row(Self.first)?.total ?? 0) }
            let points = sheet.row(Self.first)?.total ?? 0
            let worth = (entered.last?.times ?? 0) * value
            #expect(points == max(0, min(worth, (rule.cap ?? 0) - had)), "\(quarter)")
            closed.append(sheet)
        }
        let sum = closed.reduce(0) { $0 + ($1.row(Self.first)?.total ?? 0) }
        #expect(sum <= caps.max() ?? 0)
    }

    @Test("adjustments on an item keep to its cap, those beside the rules do not, and no total is below the floor")
    func adjusting() {
        let dues = Points.Adjustment(Self.first, in: Self.third, item: "逾期缴纳党费", times: 5)
        #expect(Self.total([], [dues]) == 54)
        let day = Points.Adjustment(Self.first, in: Self.third, item: "参加主题党日", points: 50)
        #expect(Self.total([], [day]) == 66)
        let beside = Points.Adjustment(Self.first, in: Self.third, points: 50)
        #expect(Self.total([], [beside]) == 110)
        let all = Points.Adjustment(Self.first, in: Self.third, points: -500)
        #expect(Self.total([], [all]) == 0)
        #expect(Self.total([], [all], Self.version(floor: -100)) == -100)
        // An adjustment the other way round takes points of the item back, and never turns it around.
        let back = Points.Adjustment(Self.first, in: Self.third, item: "参加主题党日", points: -50)
        #expect(Self.total(Self.held(1, "主题党日", on: "2020-08-01", Self.first), [back]) == 60)
    }

    // MARK: findings

    @Test("a measure in time counts when its finding is verified, once; a relapse counts against the owner")
    func findings() throws {
        var story = try Story.verified()
        func happenings(_ date: String) -> [String] {
            story.entries.reduce(FindingHappenings?.none) {
                FindingHappenings.evolve($0, $1, in: Story.number.stream)
            }?.happenings(until: day(date)).map { "\($0.what) \($0.on)" } ?? []
        }
        #expect(happenings("2020-05-19") == [])
        #expect(happenings("2020-05-20") == ["measureontime 2020-05-20"])
        try story.when(.close, by: Story.approver, on: "2020-06-01")
        try story.when(
            .lookBack(FindingLookedBack(.relapsed, note: nil)), by: Story.verifier, on: "2020-09-01", "又超期")
        #expect(happenings("2020-12-31") == ["measureontime 2020-05-20", "relapse 2020-09-01"])
    }

    @Test("a measure is overdue on the day after its last one, not where it was extended")
    func overdue() throws {
        var story = try Story.planned()
        func happenings(_ date: String) -> [String] {
            story.entries.reduce(FindingHappenings?.none) {
                FindingHappenings.evolve($0, $1, in: Story.number.stream)
            }?.happenings(until: day(date)).map { "\($0.what) \($0.on)" } ?? []
        }
        #expect(happenings("2020-05-31") == [])
        #expect(happenings("2020-06-01") == ["measureoverdue 2020-06-01"])
        try story.when(
            .requestExtension(Self.extended), by: Story.owner, on: "2020-05-30", "待回访")
        try story.when(.grantExtension(measure: 1, until: nil), by: Story.leader, on: "2020-05-31")
        #expect(happenings("2020-06-01") == [])
        try story.when(.complete(Story.completion("情况说明", "回访记录")), by: Story.owner, on: "2020-07-02")
        #expect(happenings("2020-12-31") == ["measureoverdue 2020-07-01"])
    }

    @Test("a measure that is overdue counts against whoever owned it on its last day, whoever owns it later")
    func reassigned() throws {
        func owners(_ story: Story) -> [Happening.Doer] {
            story.entries.reduce(FindingHappenings?.none) {
                FindingHappenings.evolve($0, $1, in: Story.number.stream)
            }?.happenings(until: day("2020-12-31")).filter { $0.what == .measureoverdue }.map(\.doer) ?? []
        }
        var next = Story.assignment()
        next.owner = Story.clerk
        var late = try Story.planned()
        try late.when(.assign(next), by: Story.recorder, on: "2020-06-01", "轮岗")
        #expect(owners(late) == [.post(Story.owner)])
        var early = try Story.planned()
        try early.when(.assign(next), by: Story.recorder, on: "2020-05-31", "轮岗")
        #expect(owners(early) == [.post(Story.clerk)])
    }

    @Test("a verification that is taken back brings no points, until the finding is verified anew")
    func takenBack() throws {
        var story = try Story.verified()
        func happenings() -> [String] {
            story.entries.reduce(FindingHappenings?.none) {
                FindingHappenings.evolve($0, $1, in: Story.number.stream)
            }?.happenings(until: day("2020-12-31")).map { "\($0.what) \($0.on)" } ?? []
        }
        try story.when(.returnToOwner(method: nil), by: Story.verifier, on: "2020-05-21", "佐证不实")
        #expect(happenings() == [])
        try story.when(.submit(summary: nil), by: Story.owner, on: "2020-05-22")
        try story.when(.verify(FindingVerified(method: .onsite)), by: Story.verifier, on: "2020-05-25")
        #expect(happenings() == ["measureontime 2020-05-25"])
        // Closed, it stands, whatever comes after.
        try story.when(.close, by: Story.approver, on: "2020-06-01")
        try story.when(.reopen, by: Story.approver, on: "2020-06-02", "又有反映")
        #expect(happenings().first == "measureontime 2020-05-25")
    }

    private static let extended: ExtensionRequested = {
        var request = ExtensionRequested()
        request.measure = 1
        request.until = day("2020-06-30")
        return request
    }()

    // MARK: properties

    @Test(
        "come out as a count by hand, in whatever order things happened, and no item beyond its cap",
        arguments: 1...40 as ClosedRange<UInt64>)
    func bruteForce(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let codes = (1...4).map { MemberCode("DY-00\($0)")! }
        let roster = Roster(
            codes.map { Self.member($0, "职务\($0.text)", since: "2020-0\(Int.random(in: 1...9, using: &random))-01") })
        let happenings = (0..<120).map { _ in Self.any(codes, &random) }
        let adjustments = (0..<12).map { place in
            let item = Self.rules.randomElement(using: &random)?.item
            return Points.Adjustment(
                codes.randomElement(using: &random) ?? codes[0],
                in: QuarterID(year: 2020, number: .random(in: 1...4, using: &random))!,
                item: place % 4 == 0 ? nil : item, times: place % 4 == 1 ? .random(in: 1...3, using: &random) : nil,
                points: place % 4 == 1 ? nil : .random(in: -9...9, using: &random), sequence: place)
        }
        for quarter in (1...4).compactMap({ QuarterID(year: 2020, number: $0) }) {
            let sheet = Points.compute(Self.version(), happenings, adjustments, roster, in: quarter)
            #expect(
                sheet
                    == Points.compute(
                        Self.version(), happenings.shuffled(using: &random) + happenings,
                        adjustments.shuffled(using: &random).sorted { $0.sequence < $1.sequence }, roster, in: quarter))
            for row in sheet.rows {
                let byHand = ByHand(happenings, adjustments, roster, row.member, quarter)
                let sum = Self.rules.reduce(0) { $0 + byHand.points($1) } + byHand.beside
                #expect(row.total == max(0, sum), "\(row.member) in \(quarter)")
                #expect(row.items.reduce(0) { $0 + $1.points } + row.adjusted == sum)
                for item in row.items { #expect(abs(item.points) <= item.rule.cap ?? .max) }
            }
        }
    }

    private static func any(_ codes: [MemberCode], _ random: inout SeededRandom) -> Happening {
        let what = Happening.What.allCases.randomElement(using: &random) ?? .hosted
        let on = day("2020-01-01").adding(days: .random(in: 0..<366, using: &random))
        let code = codes.randomElement(using: &random) ?? codes[0]
        // The stream carries its day: one activity is held once.
        let stream = StreamName(kind: "activity", id: "\(on)-\(Int.random(in: 1...2, using: &random))")
        let kind = on.dayNumber % 3 == 0 ? "党课" : on.dayNumber % 3 == 1 ? "主题党日" : "一线调研"
        let isOfActivity = what == .hosted || what == .participated
        return Happening(
            what, kind: isOfActivity ? kind : nil,
            by: Bool.random(using: &random) ? .member(code) : .post(actor("职务\(code)")), on: on, in: stream,
            part: isOfActivity ? nil : .random(in: 1...2, using: &random))
    }

    // MARK: rules

    @Test("a quarter goes by the version in force on its first day")
    func versions() throws {
        var course = Course<PointRules>(PointRulesID("党员量化积分")!)
        func adopt(_ value: Int, from date: String, on today: String) throws {
            var adopted = PointRulesAdopted()
            adopted.from = day(date)
            adopted.rules = [Self.rule("季度基础分", value, cap: value, .base)]
            try course.when(.adopt(adopted), by: Story.approver, on: today)
        }
        try adopt(60, from: "2020-07-01", on: "2020-06-20")
        try adopt(70, from: "2020-10-02", on: "2020-09-20")
        try adopt(80, from: "2020-10-02", on: "2020-09-30")
        let rules = try #require(course.state)
        #expect(rules.version(on: day("2020-06-30")) == nil)
        #expect(rules.version(on: Self.third.first)?.number == 1)
        #expect(rules.version(on: Self.fourth.first)?.number == 1)
        #expect(rules.version(on: QuarterID("2021-Q1")!.first)?.number == 3)
        course.foldEverySubset()
    }

    @Test("rules are adopted by an approver, sound, and not from before the last version")
    func adopting() throws {
        var course = Course<PointRules>(PointRulesID("党员量化积分")!)
        func adopted(_ rules: [PointRule], from date: String = "2020-07-01") -> PointRules.Command {
            var adopted = PointRulesAdopted()
            adopted.from = day(date)
            adopted.rules = rules
            return .adopt(adopted)
        }
        let rows: [(String?, PointRules.Command, ActorID)] = [
            (nil, adopted(Self.rules), Story.approver), ("E-ROLE", adopted(Self.rules), Story.recorder),
            ("E-RULES-EMPTY", adopted([]), Story.approver),
            ("E-TEXT-EMPTY", adopted([Self.rule(" ", 1)]), Story.approver),
            ("E-RULES-TWICE", adopted([Self.rule("甲", 1), Self.rule("甲", 2)]), Story.approver),
            ("E-RULES-VALUE", adopted([Self.rule("甲", 0)]), Story.approver),
            ("E-RULES-VALUE", adopted([Self.rule("甲", 3, cap: 2)]), Story.approver),
            ("E-RULES-KINDS", adopted([Self.rule("甲", 3, .participation)]), Story.approver),
            ("E-RULES-KINDS", adopted([Self.rule("甲", 3, .base, ["党课"])]), Story.approver),
        ]
        for (code, command, person) in rows {
            #expect(course.refusal(of: command, by: person, on: "2020-06-20") == code)
        }
        try course.when(adopted(Self.rules), by: Story.approver, on: "2020-06-20")
        #expect(
            course.refusal(of: adopted(Self.rules, from: "2020-06-30"), by: Story.approver, on: "2020-06-21")
                == "E-RULES-FROM")
        #expect(
            course.refusal(of: adopted(Self.rules), by: Story.approver, on: "2020-06-19") == "E-DATE-BEFORE-STEP")
    }

    @Test(
        "how an item is counted is read from its name, or it is entered by hand",
        arguments: [
            ("季度基础分", Counting.base, [String]()), ("参加支部党员大会", .participation, ["支部党员大会", "党员大会"]),
            ("参加党小组会", .participation, ["党小组会"]), ("听党课", .audience, ["支部党课", "党课"]),
            ("主讲党课", .hosting, ["支部党课", "党课"]), ("双报到志愿服务", .participation, ["双报到志愿服务"]),
            ("整改措施按期完成", .measureontime, []), ("整改措施逾期", .measureoverdue, []), ("已销号问题反弹", .relapse, []),
            ("意见建议被采纳", .manual, []), ("参加", .manual, []),
        ])
    func counting(_ item: String, _ counts: Counting, _ kinds: [String]) {
        let read = PointRule.counting(of: item)
        #expect(read.counts == counts && read.kinds == kinds)
    }

    @Test(
        "a quarter is named as people type it",
        arguments: [
            ("2020-Q3", "2020-Q3"), ("2020q1", "2020-Q1"), ("2020Q4", "2020-Q4"), ("2020-Q5", nil), ("2020-Q0", nil),
            ("202-Q3", nil), ("+020-Q3", nil), ("2020-3", nil), ("", nil),
        ])
    func quarters(_ text: String, _ expected: String?) {
        let quarter = QuarterID(text)
        #expect(quarter?.text == expected)
        if let quarter {
            #expect(QuarterID(containing: quarter.first) == quarter && QuarterID(containing: quarter.last) == quarter)
            #expect(QuarterID(containing: quarter.last.adding(days: 1)) != quarter)
        }
    }
}

/// The same points by the plainest way of counting there is.
private struct ByHand {
    let happenings: [Happening], adjustments: [Points.Adjustment], roster: Roster, member: MemberCode,
        quarter: QuarterID

    init(
        _ happenings: [Happening], _ adjustments: [Points.Adjustment], _ roster: Roster, _ member: MemberCode,
        _ quarter: QuarterID
    ) {
        self.happenings = happenings
        self.adjustments = adjustments
        self.roster = roster
        self.member = member
        self.quarter = quarter
    }

    var beside: Int {
        adjustments.filter { $0.member == member && $0.quarter == quarter && $0.item == nil }.reduce(0) {
            $0 + ($1.points ?? 0)
        }
    }

    func points(_ rule: PointRule) -> Int {
        guard rule.period == .year else { return capped(rule, [quarter]) }
        let quarters = (1...quarter.number).compactMap { QuarterID(year: quarter.year, number: $0) }
        return capped(rule, quarters) - capped(rule, quarters.dropLast())
    }

    private func capped(_ rule: PointRule, _ quarters: [QuarterID]) -> Int {
        var sum = 0
        for quarter in quarters {
            let times = count(rule, quarter)
            sum += rule.sign == .add ? times * rule.value : -times * rule.value
            for it in adjustments where it.member == member && it.quarter == quarter && it.item == rule.item {
                sum += (it.times ?? 0) * (rule.sign == .add ? rule.value : -rule.value) + (it.points ?? 0)
            }
        }
        let cap = rule.cap ?? 1_000_000
        return rule.sign == .add ? min(cap, max(0, sum)) : max(-cap, min(0, sum))
    }

    private func count(_ rule: PointRule, _ quarter: QuarterID) -> Int {
        if rule.counts == .base { return isMember(quarter.first) ? 1 : 0 }
        let mine = happenings.filter { quarter.first <= $0.on && $0.on <= quarter.last && isMine($0) }
        func distinct(_ what: Happening.What) -> Set<String> {
            Set(
                mine.filter { $0.what == what && (rule.kinds.isEmpty || rule.kinds.contains($0.kind ?? "")) }
                    .map { "\($0.source) \($0.part ?? 0)" })
        }
        switch rule.counts {
        case .participation: return distinct(.participated).union(distinct(.hosted)).count
        case .audience: return distinct(.participated).subtracting(distinct(.hosted)).count
        case .hosting: return distinct(.hosted).count
        case .measureontime: return distinct(.measureontime).count
        case .measureoverdue: return distinct(.measureoverdue).count
        case .relapse: return distinct(.relapse).count
        case .taskontime: return distinct(.taskontime).count
        case .base, .manual: return 0
        }
    }

    private func isMember(_ day: CalendarDate) -> Bool {
        (roster.members[member]?.enrolledOn).map { $0 <= day } ?? false
    }

    private func isMine(_ happening: Happening) -> Bool {
        guard isMember(happening.on) else { return false }
        return switch happening.doer {
        case .member(let code): code == member
        case .post(let post): post.name == "职务\(member)"
        case .unnamed: false
        }
    }
}
