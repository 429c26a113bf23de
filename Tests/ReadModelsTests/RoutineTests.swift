import GRDB
import Ledger
import LedgerSQLite
import Rectification
import Testing

@testable import ReadModels

/// Duties, tasks and their lights, each held against a count over days that goes by nothing of ours but the events.
@Suite("routine work")
struct RoutineTests {
    // MARK: given

    /// An activity as the test itself keeps it.
    private struct Held {
        var number: ActivityNumber
        var kind: String
        var unit: UnitID
        var on: CalendarDate
        var tasks: [TaskID] = []
        var evidence: [String] = []
        var isWithdrawn = false
    }

    private static let kinds = ["支委会", "党课", "主题党日"]
    private static let units = [TestOffice.first, TestOffice.second]
    private static let plan = PlanID("2020年下半年")!

    /// Enters activities on random days, moves some and withdraws some.
    private static func hold(
        _ count: Int, tasks: [TaskID] = [], at office: TestOffice, _ random: inout SeededRandom
    ) throws -> [Held] {
        var all: [Held] = []
        for ordinal in 1...count {
            let on = day("2020-06-15").adding(days: Int.random(in: 0..<230, using: &random))
            var held = ActivityHeld()
            held.kind = kinds.randomElement(using: &random) ?? ""
            held.topic = "第\(ordinal)次"
            held.branch = units.randomElement(using: &random)
            held.tasks = tasks.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
            // A sheet names what there is; or there is nothing.
            held.evidence = [["照片3张"], ["会议记录"], []].randomElement(using: &random)!.map {
                Exhibit(kind: $0, file: nil)
            }
            var mine = Held(
                number: ActivityNumber(year: 2020, ordinal: ordinal), kind: held.kind, unit: held.branch ?? units[0],
                on: on, tasks: held.tasks, evidence: held.evidence.map(\.kind))
            try office.record(on: on.description, recorded: "2021-03-01", by: TestOffice.recorder) {
                try $0.perform(.hold(held, unknown: []), on: mine.number, of: Activity.self)
            }
            if Int.random(in: 0..<6, using: &random) == 0 {
                mine.on = mine.on.adding(days: Int.random(in: -40...20, using: &random))
                var correction = ActivityCorrected()
                correction.heldOn = mine.on
                if mine.on != on {
                    try office.record(on: "2021-03-01", by: TestOffice.recorder, "录错日期") {
                        try $0.perform(.correct(correction, unknown: []), on: mine.number, of: Activity.self)
                    }
                }
            }
            if Int.random(in: 0..<7, using: &random) == 0 {
                mine.isWithdrawn = true
                try office.record(on: "2021-03-01", by: TestOffice.recorder, "重复") {
                    try $0.perform(.withdraw(approver: TestOffice.approver), on: mine.number, of: Activity.self)
                }
            }
            all.append(mine)
        }
        return all
    }

    private static func rows(
        _ listing: Listing, _ names: [String], at office: TestOffice, on today: String
    ) throws -> [String] {
        office.clock.set(day(today))
        return try office.ledger.rows(of: listing).map { row in
            names.map { listing.value($0, row).text ?? "-" }.joined(separator: " ")
        }
    }

    // MARK: duties

    private static func set(
        _ name: String, _ frequency: Frequency, _ kinds: [String], from: String, until: String? = nil,
        ended: String? = nil, at office: TestOffice
    ) throws {
        var set = DutySet()
        set.frequency = frequency
        set.kinds = kinds
        set.units = units
        set.from = day(from)
        set.until = until.map(day)
        let id = DutyID(name)!
        try office.record(on: "2020-07-01", by: TestOffice.approver) {
            try $0.perform(.set(set), on: id, of: Duty.self)
        }
        guard let ended else { return }
        try office.record(on: ended, recorded: "2021-03-01", by: TestOffice.approver, "并入") {
            try $0.perform(.end, on: id, of: Duty.self)
        }
    }

    /// Every period, month by month of the calendar, and whether a day in it has an activity: slow and plain.
    private static func expected(
        _ name: String, months: Int, kinds: [String], from: String, until: String?, ended: String?,
        _ activities: [Held], today: String
    ) -> [String] {
        units.flatMap { unit -> [String] in
            var lines: [String] = []
            for first in stride(from: 1, through: 36, by: months) {
                let starts = CalendarDate(year: 2020 + (first - 1) / 12, month: (first - 1) % 12 + 1, day: 1)!
                var days: [CalendarDate] = []
                var date = starts
                while date < starts.adding(months: months) {
                    if date >= day(from), until.map({ date <= day($0) }) ?? true { days.append(date) }
                    date = date.adding(days: 1)
                }
                guard let begins = days.first, let ends = days.last, begins <= day(today) else { continue }
                let met = activities.filter {
                    !$0.isWithdrawn && kinds.contains($0.kind) && $0.unit == unit && days.contains($0.on)
                }.min { ($0.on, $0.number) < ($1.on, $1.number) }
                if let ended, ends > day(ended), met == nil { continue }
                if let ended, begins > day(ended) { continue }
                let outcome = met != nil ? "met" : ends < day(today) ? "missed" : "open"
                lines.append(
                    "\(name) \(unit) \(begins) \(ends) \(outcome) \(met?.on.description ?? "-") \(met?.number.text ?? "-")"
                )
            }
            return lines
        }
    }

    @Test("a duty is met, missed or open as a count over every day says", arguments: [1, 2, 3, 4] as [UInt64])
    func duties(_ seed: UInt64) throws {
        let office = try TestOffice()
        var random = SeededRandom(seed: seed)
        try Self.set("一月一次", .monthly, ["支委会"], from: "2020-07-10", at: office)
        try Self.set("一季一次", .quarterly, ["党课", "主题党日"], from: "2020-07-01", until: "2020-12-20", at: office)
        try Self.set("半年一次", .halfyearly, ["主题党日"], from: "2020-05-20", at: office)
        try Self.set("取消了的", .monthly, ["党课"], from: "2020-07-01", ended: "2020-10-15", at: office)
        try Self.set("一年一次", .yearly, ["没有的"], from: "2020-01-01", at: office)
        let activities = try Self.hold(40, at: office, &random)
        for today in ["2021-03-01", "2021-03-31", "2021-04-01"] {
            let found = try Self.rows(
                .dutyPeriods, ["duty", "unit", "from", "until", "outcome", "metOn", "activity"], at: office, on: today)
            let expected =
                Self.expected(
                    "一年一次", months: 12, kinds: ["没有的"], from: "2020-01-01", until: nil, ended: nil, activities,
                    today: today)
                + Self.expected(
                    "一月一次", months: 1, kinds: ["支委会"], from: "2020-07-10", until: nil, ended: nil, activities,
                    today: today)
                + Self.expected(
                    "一季一次", months: 3, kinds: ["党课", "主题党日"], from: "2020-07-01", until: "2020-12-20", ended: nil,
                    activities, today: today)
                + Self.expected(
                    "半年一次", months: 6, kinds: ["主题党日"], from: "2020-05-20", until: nil, ended: nil, activities,
                    today: today)
                + Self.expected(
                    "取消了的", months: 1, kinds: ["党课"], from: "2020-07-01", until: nil, ended: "2020-10-15", activities,
                    today: today)
            #expect(Set(found) == Set(expected))
            #expect(found.count == expected.count)
            #expect(found.contains { $0.contains(" met ") } && found.contains { $0.contains(" missed ") })
        }
        #expect(try office.ledger.checkReadModels().isEmpty)
    }

    @Test("a view sees a duty as it stood on its day, before and after an activity")
    func asOf() throws {
        let office = try TestOffice()
        try Self.set("一月一次", .monthly, ["支委会"], from: "2020-07-01", at: office)
        var held = ActivityHeld()
        (held.kind, held.topic, held.branch) = ("支委会", "小结", TestOffice.first)
        try office.record(on: "2020-07-20", recorded: "2020-08-05", by: TestOffice.recorder) {
            try $0.perform(.hold(held, unknown: []), on: ActivityNumber(year: 2020, ordinal: 1), of: Activity.self)
        }
        func outcomes(_ horizon: Horizon) throws -> [String] {
            try office.ledger.rows(of: .dutyPeriods, horizon).map { row in
                "\(Listing.dutyPeriods.value("unit", row).text ?? "") \(Listing.dutyPeriods.value("outcome", row).text ?? "")"
            }
        }
        #expect(try outcomes(.occurred(day("2020-07-19"))) == ["第一党支部 open", "第二党支部 open"])
        #expect(try outcomes(.occurred(day("2020-07-31"))) == ["第一党支部 met", "第二党支部 open"])
        #expect(try outcomes(.recorded(day("2020-08-04"))).prefix(2) == ["第一党支部 missed", "第一党支部 open"])
        #expect(try outcomes(.now).prefix(2) == ["第一党支部 met", "第一党支部 open"])
    }

    @Test("the grid puts what was held into its month, what lapsed into the last of its period, and what is due")
    func grid() throws {
        let office = try TestOffice()
        try Self.set("一季一次", .quarterly, ["党课"], from: "2020-07-01", at: office)
        var held = ActivityHeld()
        (held.kind, held.topic, held.branch) = ("党课", "初心", TestOffice.first)
        try office.record(on: "2020-08-13", by: TestOffice.recorder) {
            try $0.perform(.hold(held, unknown: []), on: ActivityNumber(year: 2020, ordinal: 1), of: Activity.self)
        }
        let grid = try office.ledger.dutyGrid(
            from: nil, until: nil, kinds: ["党课"], units: [], .occurred(day("2020-11-02")))
        #expect(
            grid.months.map { String($0.description.prefix(7)) } == [
                "2020-08", "2020-09", "2020-10", "2020-11", "2020-12",
            ])
        #expect(grid.rows.map(\.unit) == [TestOffice.first, TestOffice.second])
        #expect(grid.rows[0].outcomes == [.met, nil, nil, nil, .open])
        #expect(grid.rows[1].outcomes == [nil, .missed, nil, nil, .open])
        let none = try office.ledger.dutyGrid(from: nil, until: nil, kinds: ["支委会"], units: [])
        #expect(none.rows.isEmpty)
        let one = try office.ledger.dutyGrid(
            from: day("2020-12-05"), until: day("2020-12-05"), kinds: [], units: [TestOffice.second],
            .occurred(day("2020-11-02")))
        #expect(one.rows.map(\.outcomes) == [[.open]])
    }

    // MARK: tasks

    private struct Assigned {
        var id: TaskID
        var frequency: Frequency
        var from: CalendarDate
        var until: CalendarDate
        var expects: [String] = []
        var proofs: [CalendarDate] = []
        var completedOn: CalendarDate?
    }

    private static func assign(_ tasks: inout [Assigned], at office: TestOffice, _ random: inout SeededRandom) throws {
        var adopted = PlanAdopted()
        adopted.title = "计划"
        (adopted.from, adopted.until) = (day("2020-07-01"), day("2020-12-31"))
        adopted.items = [PlanItem(1, "学习"), PlanItem(2, "活动")]
        try office.record(on: "2020-07-01", by: TestOffice.approver) {
            try $0.perform(.adopt(adopted), on: plan, of: Plan.self)
        }
        for number in 1...12 {
            let from = day("2020-07-01").adding(days: Int.random(in: 0..<120, using: &random))
            let task = Assigned(
                id: TaskID(plan: plan, number: number), frequency: Frequency.allCases[number % 5], from: from,
                until: from.adding(days: Int.random(in: 5..<150, using: &random)),
                expects: ["照片", "会议记录"].filter { _ in Bool.random(using: &random) })
            var assigned = TaskAssigned()
            (assigned.item, assigned.text, assigned.units) = (number % 2 + 1, "任务\(number)", [TestOffice.first])
            (assigned.frequency, assigned.from, assigned.until) = (task.frequency, task.from, task.until)
            assigned.expects = task.expects
            try office.record(on: "2020-07-01", by: TestOffice.recorder) { desk in
                let state = try desk.state(plan, of: Plan.self)
                try desk.perform(.assign(assigned, plan: state), on: task.id, of: PlanTask.self)
            }
            tasks.append(task)
        }
    }

    /// Progress with and without evidence; a task that is done once may be completed.
    private static func work(on tasks: inout [Assigned], at office: TestOffice, _ random: inout SeededRandom) throws {
        for index in tasks.indices {
            for _ in 0..<Int.random(in: 0..<3, using: &random) {
                let on = day("2020-07-01").adding(days: Int.random(in: 0..<200, using: &random))
                var report = TaskProgressed()
                report.text = "做了"
                if Bool.random(using: &random) { report.evidence = [TestOffice.exhibit()] }
                if !report.evidence.isEmpty { tasks[index].proofs.append(on) }
                try office.record(on: on.description, recorded: "2021-03-01", by: TestOffice.recorder) {
                    try $0.perform(.progress(report), on: tasks[index].id, of: PlanTask.self)
                }
            }
            guard tasks[index].frequency == .once, Bool.random(using: &random) else { continue }
            var completed = TaskCompleted()
            completed.evidence = [TestOffice.exhibit(), TestOffice.exhibit("照片")]
            tasks[index].completedOn = day("2021-02-01")
            try office.record(on: "2021-02-01", recorded: "2021-03-01", by: TestOffice.recorder) {
                try $0.perform(.complete(completed, shown: []), on: tasks[index].id, of: PlanTask.self)
            }
        }
    }

    /// Day by day: which periods passed with nothing shown, and how long the next one has.
    private static func expected(_ task: Assigned, _ activities: [Held], today: CalendarDate) -> String {
        let named = activities.filter { !$0.isWithdrawn && $0.tasks.contains(task.id) && !$0.evidence.isEmpty }
        let days = task.proofs + named.map(\.on)
        let kinds = named.flatMap(\.evidence) + (task.proofs.isEmpty ? [] : ["会议记录"])
        let lacking = task.expects.filter { kind in !kinds.contains { $0.hasPrefix(kind) } }
        var spans: [[CalendarDate]] = []
        var date = task.from
        while date <= task.until {
            let opens =
                date == task.from
                || date.day == 1
                    && [.monthly: 1, .quarterly: 3, .halfyearly: 6, .yearly: 12][task.frequency].map {
                        (date.month - 1) % $0 == 0
                    } ?? false
            if opens { spans.append([]) }
            spans[spans.count - 1].append(date)
            date = date.adding(days: 1)
        }
        let unmet = spans.filter { span in
            task.frequency == .once ? days.isEmpty && task.completedOn == nil : !days.contains(where: span.contains)
        }
        let isOpen = task.completedOn == nil
        let due = unmet.first?.last ?? (lacking.isEmpty ? nil : task.until)
        let left = due.map { $0.dayNumber - today.dayNumber }
        let light = !isOpen || left == nil ? "-" : left! < 0 ? "red" : left! <= 15 ? "yellow" : "green"
        let standing =
            !isOpen || left == nil ? "done" : left! < 0 ? "overdue" : task.from > today ? "waiting" : "running"
        let missed = unmet.count { $0.last! < today }
        let missing = isOpen && !lacking.isEmpty ? lacking.joined(separator: "\n") : "-"
        return "\(task.id) \(light) \(standing) \(spans.count) \(spans.count - unmet.count) \(missed) \(missing)"
    }

    @Test(
        "the lights of tasks follow from what was shown, as a count over every day says",
        arguments: [1, 2, 3, 4] as [UInt64])
    func tasks(_ seed: UInt64) throws {
        let office = try TestOffice()
        var random = SeededRandom(seed: seed)
        var tasks: [Assigned] = []
        try Self.assign(&tasks, at: office, &random)
        try Self.work(on: &tasks, at: office, &random)
        let activities = try Self.hold(30, tasks: tasks.map(\.id), at: office, &random)
        let names = ["task", "light", "standing", "periods", "met", "missed", "missing"]
        office.clock.set(day("2021-03-01"))
        for today in ["2021-03-01", "2021-06-30"] {
            let expected = tasks.map { Self.expected($0, activities, today: day(today)) }
            #expect(try Self.rows(.tasks, names, at: office, on: today) == expected)
            let done = expected.count { $0.contains(" done ") }, red = expected.count { $0.contains(" red ") }
            let plan = try Self.rows(.plans, ["tasks", "done", "overdue", "light"], at: office, on: today)
            #expect(plan == ["12 \(done) \(red) \(red > 0 ? "red" : "-")"])
            let items = try Self.rows(.planItems, ["tasks", "done", "overdue"], at: office, on: today)
            let sums = items.map { $0.split(separator: " ").compactMap { Int($0) } }
            #expect((0..<3).map { place in sums.map { $0[place] }.reduce(0, +) } == [12, done, red])
        }
        #expect(try office.ledger.checkReadModels().isEmpty)
        let live = try office.tables()
        _ = try office.ledger.rebuild()
        #expect(try office.tables() == live)
    }

    @Test("a light is green more than fifteen days before the end of a period, then yellow, red the day after")
    func lights() throws {
        let office = try TestOffice()
        var adopted = PlanAdopted()
        adopted.title = "计划"
        (adopted.from, adopted.until) = (day("2020-07-01"), day("2020-12-31"))
        adopted.items = [PlanItem(1, "学习")]
        var assigned = TaskAssigned()
        (assigned.item, assigned.text, assigned.units) = (1, "印发计划", [TestOffice.first])
        (assigned.from, assigned.until) = (day("2020-08-01"), day("2020-08-31"))
        assigned.expects = ["会议记录", "照片"]
        let task = TaskID(plan: Self.plan, number: 1)
        try office.record(on: "2020-07-01", by: TestOffice.approver) { desk in
            try desk.perform(.adopt(adopted), on: Self.plan, of: Plan.self)
            try desk.perform(
                .assign(assigned, plan: try desk.state(Self.plan, of: Plan.self)), on: task, of: PlanTask.self)
        }
        func stands(_ date: String) throws -> [String?] {
            let row = try #require(try office.ledger.rows(of: .tasks, .occurred(day(date))).first)
            return ["light", "standing"].map { Listing.tasks.value($0, row).text }
        }
        #expect(try stands("2020-07-15") == ["green", "waiting"])
        #expect(try stands("2020-08-15") == ["green", "running"])
        #expect(try stands("2020-08-16") == ["yellow", "running"])
        #expect(try stands("2020-08-31") == ["yellow", "running"])
        #expect(try stands("2020-09-01") == ["red", "overdue"])
        var held = ActivityHeld()
        (held.kind, held.topic, held.branch, held.tasks) = ("会议", "印发", TestOffice.first, [task])
        try office.record(on: "2020-09-02", by: TestOffice.recorder) {
            try $0.perform(.hold(held, unknown: []), on: ActivityNumber(year: 2020, ordinal: 1), of: Activity.self)
        }
        // An activity that shows nothing does not do it, nor one that shows only part of what is expected.
        #expect(try stands("2020-09-02") == ["red", "overdue"])
        held.evidence = [Exhibit(kind: "会议记录", file: nil)]
        try office.record(on: "2020-09-03", by: TestOffice.recorder) {
            try $0.perform(.hold(held, unknown: []), on: ActivityNumber(year: 2020, ordinal: 2), of: Activity.self)
        }
        #expect(try stands("2020-09-03") == ["red", "overdue"])
        let due = try office.ledger.dueThings(.init(), .occurred(day("2020-09-03"))).things
        #expect(due.filter { $0.kind == .task }.map(\.day) == [day("2020-08-31")])
        try office.record(on: "2020-09-04", by: TestOffice.recorder) {
            try $0.perform(
                .document([TestOffice.exhibit("照片3张")]), on: ActivityNumber(year: 2020, ordinal: 1), of: Activity.self)
        }
        #expect(try stands("2020-09-04") == [nil, "done"])
        #expect(try stands("2020-09-03") == ["red", "overdue"])
    }
}
