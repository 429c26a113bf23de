import Foundation
import Ledger
import ReadModels
import Rectification
import Testing

@testable import Interchange

/// The samples of a work plan and of half a year's activities, and sheets like them.
@Suite("importing a work plan and activities", .serialized)
struct RoutineImportTests {
    private static let plan = PlanID("2020年下半年")!
    private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("tools/samples")
    private static let planSample = samples.appendingPathComponent("work-plan-2020h2.csv")
    private static let activitySample = samples.appendingPathComponent("activities-2020h2.csv")

    private static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

    private static func take(
        plan bytes: [UInt8], _ bench: ImportBench, isDryRun: Bool = false, name: PlanID = plan
    ) throws -> ImportResult {
        let file = bench.folder.appendingPathComponent("plan.csv")
        try Data(bytes).write(to: file)
        return try PlanImporter.run(
            file, bytes: bytes, naming: .init(name, title: "2020年下半年党建工作计划", document: nil),
            order: Order(actor: bench.recorder, on: CalendarDate("2020-07-01"), isDryRun: isDryRun), in: bench.ledger)
    }

    private static func take(
        activities bytes: [UInt8], _ bench: ImportBench, plan: PlanID? = RoutineImportTests.plan
    ) throws -> ImportResult {
        let file = bench.folder.appendingPathComponent("activities.csv")
        try Data(bytes).write(to: file)
        return try ActivityImporter.run(
            file, bytes: bytes, plan: plan, order: Order(actor: bench.recorder), in: bench.ledger)
    }

    /// Counts in the ledger as `name=number` a line.
    private static func counts(_ bench: ImportBench) throws -> [String] {
        func rows(_ listing: Listing, _ field: String) throws -> [String] {
            try bench.ledger.rows(of: listing, .occurred(CalendarDate("2020-12-31")!)).map {
                listing.value(field, $0).text ?? ""
            }
        }
        let tasks = try rows(.tasks, "frequency"), kinds = try rows(.activities, "kind")
        var lines = [
            "tasks=\(tasks.count)", "items=\(try rows(.planItems, "number").count)", "activities=\(kinds.count)",
        ]
        for (kind, all) in Dictionary(grouping: kinds, by: { $0 }) { lines.append("\(kind)=\(all.count)") }
        let titles = Dictionary(uniqueKeysWithValues: Frequency.allCases.map { ($0.rawValue, $0.title.zh) })
        for (word, all) in Dictionary(grouping: tasks, by: { $0 }) {
            lines.append("\(titles[word] ?? "")=\(all.count)")
        }
        for (name, field) in [("expected", "expected"), ("present", "present"), ("minutes", "minutes")] {
            lines.append("\(name)=\(try rows(.activities, field).compactMap { Int($0) }.reduce(0, +))")
        }
        for task in try bench.ledger.rows(of: .tasks) {
            let number = Listing.tasks.value("number", task).text ?? ""
            let named = Listing.tasks.value("activities", task).text ?? "0"
            if named != "0" { lines.append("task \(number)=\(named)") }
        }
        return lines.sorted()
    }

    /// The same counts by Python's csv module, which has nothing of ours.
    private static let python = """
        import csv, sys, collections
        plan = list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig')))
        held = list(csv.DictReader(open(sys.argv[2], encoding='utf-8-sig')))
        out = ['tasks=%d' % len(plan), 'items=%d' % len({r['计划条目'] for r in plan}), 'activities=%d' % len(held)]
        for column, rows in (('频次', plan), ('类别', held)):
            out += ['%s=%d' % pair for pair in collections.Counter(r[column] for r in rows).items()]
        for name, column in (('expected', '应到'), ('present', '实到'), ('minutes', '时长（分钟）')):
            out.append('%s=%d' % (name, sum(int(r[column]) for r in held)))
        out += ['task %s=%d' % pair for pair in collections.Counter(r['关联任务序号'] for r in held if r['关联任务序号']).items()]
        print('\\n'.join(out))
        """

    @Test("both samples come in whole: their counts are what Python's csv says, and stay so after a rebuild")
    func samples() throws {
        let bench = try ImportBench()
        let plan = try Self.take(plan: try Self.bytes(Self.planSample), bench)
        #expect(plan.issues.isEmpty && plan.outcome != nil)
        #expect((plan.rows, plan["items"], plan["tasks"]) == (65, 20, 65))
        let held = try Self.take(activities: try Self.bytes(Self.activitySample), bench)
        #expect(held.issues.isEmpty)
        #expect((held.rows, held["activities"]) == (150, 150))

        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", Self.python, Self.planSample.path, Self.activitySample.path]
        // A file, not a pipe: other tests' processes would hold its other end open.
        let output = bench.folder.appendingPathComponent("counts.txt")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let told = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        let expected = told.split(separator: "\n").map(String.init).sorted()
        #expect(expected.count > 30)
        #expect(try Self.counts(bench) == expected)

        let listings: [Listing] = [.plans, .planItems, .tasks, .taskPeriods, .activities]
        let before = try listings.map { try bench.ledger.rows(of: $0) }
        #expect(try bench.ledger.checkReadModels().isEmpty)
        _ = try bench.ledger.rebuild()
        #expect(try listings.map { try bench.ledger.rows(of: $0) } == before)
        #expect(try bench.ledger.verify(evidence: true).outcome == .intact)
    }

    @Test("an activity has the sheet's own day, host, evidence and task, and the line it is claimed by")
    func activity() throws {
        let bench = try ImportBench()
        _ = try Self.take(plan: try Self.bytes(Self.planSample), bench)
        _ = try Self.take(activities: try Self.bytes(Self.activitySample), bench)
        let record = try #require(try bench.records().first { $0.stream.text == "activity/2020-001" })
        guard case .held(let held)? = try Activity.Event.entry(in: record)?.event else {
            Issue.record("no activity")
            return
        }
        #expect(record.occurredOn == CalendarDate("2020-07-02"))
        #expect(held.kind == "支委会" && held.branch?.text == "第一党支部" && held.host?.name == "第一党支部书记")
        #expect(held.evidence.map(\.kind) == ["会议记录", "签到表"])
        #expect(held.tasks.map(\.text) == ["2020年下半年-19"])
        #expect(held.claim?.line == 2)
    }

    @Test("the same sheet again appends nothing, a dry run nothing at all, and another name is refused")
    func again() throws {
        let bench = try ImportBench()
        let bytes = try Self.bytes(Self.planSample)
        let dry = try Self.take(plan: bytes, bench, isDryRun: true)
        #expect(dry.outcome?.isDryRun == true)
        #expect(try bench.records().count == 1 && bench.evidenceFiles() == 0)
        _ = try Self.take(plan: bytes, bench)
        let count = try bench.records().count
        #expect(try Self.take(plan: bytes, bench).outcome?.wasRepeated == true)
        let fault = #expect(throws: Fault.self) { try Self.take(plan: bytes, bench, name: PlanID("另一份")!) }
        #expect(fault?.code == "E-IMPORT-AGAIN")
        #expect(try bench.records().count == count)
    }

    private static let head = "序号,计划条目,任务,责任单位,责任人（职务）,开始,截止,频次,成果与佐证,关联制度\r\n"
    private static let sound = ["1", "1.学习", "开会", "办公室", "办公室主任", "2020-07-01", "2020-12-31", "每月", "记录", ""]

    private static func planRow(_ changes: [Int: String]) -> String {
        sound.enumerated().map { changes[$0.offset] ?? $0.element }.joined(separator: ",")
    }

    @Test(
        "a row of a plan that cannot be taken is refused by its cell, and nothing of the sheet is entered",
        arguments: [
            ([5: "2020-13-01"], "2 开始 2020-13-01 E-IMPORT-DATE"), ([6: "长期坚持"], "2 截止 长期坚持 E-IMPORT-DATE"),
            ([6: "2020-06-30"], "2 截止 2020-06-30 E-IMPORT-DATES"), ([5: ""], "2 开始  E-IMPORT-BLANK"),
            ([7: "经常"], "2 频次 经常 E-IMPORT-FREQUENCY"), ([3: ""], "2 责任单位  E-IMPORT-BLANK"),
            ([2: " "], "2 任务  E-IMPORT-BLANK"), ([0: "一"], "2 序号 一 E-IMPORT-NUMBER"),
            ([0: "0"], "2 序号 0 E-IMPORT-NUMBER"),
            ([1: ""], "2 计划条目  E-IMPORT-BLANK"),
            ([3: String(repeating: "科", count: 60)], "2 责任单位 \(String(repeating: "科", count: 60)) E-IMPORT-NAME"),
        ])
    func refused(_ changes: [Int: String], _ line: String) throws {
        let bench = try ImportBench()
        let sheet = Self.head + Self.planRow(changes) + "\r\n" + Self.planRow([0: "2"])
        let result = try Self.take(plan: Array(sheet.utf8), bench)
        #expect(result.lines == [line])
        #expect(result.outcome == nil && result.refusal?.code == "E-IMPORT-ROWS")
        #expect(try bench.records().count == 1 && bench.evidenceFiles() == 0)
    }

    @Test("two rows of one number are refused; what is only left open is doubted, and told in the report")
    func numbersAndDoubts() throws {
        let bench = try ImportBench()
        let twice = Self.head + [Self.planRow([:]), Self.planRow([:])].joined(separator: "\r\n")
        #expect(try Self.take(plan: Array(twice.utf8), bench).lines == ["3 序号 1 E-IMPORT-SEQUENCE-TWICE"])
        let open =
            Self.head
            + [
                Self.planRow([0: "7", 6: "2020年12月底前"]), Self.planRow([0: "", 1: "", 7: "按季"]),
                Self.planRow([0: "2", 1: "1、理论学习", 7: ""]), "合计,,,,,,,,,",
            ].joined(separator: "\r\n")
        let result = try Self.take(plan: Array(open.utf8), bench)
        #expect(
            result.lines == [
                "2 截止 2020年12月底前 E-IMPORT-DATE-OPEN", "3 序号  E-IMPORT-NUMBER-MISSING",
                "4 计划条目 1、理论学习 E-IMPORT-ITEM-TITLE", "4 频次  E-IMPORT-FREQUENCY-MISSING",
            ])
        #expect(result.skipped.map(\.line) == [5])
        let rows = try bench.ledger.rows(of: .tasks).map { row in
            ["number", "item", "frequency"].map { Listing.tasks.value($0, row).text ?? "" }.joined(separator: " ")
        }
        #expect(rows == ["2 1 once", "7 1 monthly", "8 1 quarterly"])
    }

    @Test("a plan takes an approver: the one who imports, or one for whom it is keyed in")
    func approver() throws {
        let bench = try ImportBench()
        let clerk = ActorID("登记员")!
        _ = try bench.ledger.perform(Order(actor: bench.recorder)) { desk in
            try desk.office(.addActor(clerk, unit: nil, personal: Erasable()))
            try desk.office(.grant(.recorder, clerk))
        }
        let bytes = try Self.bytes(Self.planSample)
        func run(_ boss: ActorID?) throws -> ImportResult {
            let file = bench.folder.appendingPathComponent("plan.csv")
            try Data(bytes).write(to: file)
            return try PlanImporter.run(
                file, bytes: bytes, naming: .init(Self.plan, title: "计划", document: nil),
                order: Order(actor: clerk, onBehalfOf: boss), in: bench.ledger)
        }
        #expect(#expect(throws: Fault.self) { try run(nil) }?.code == "E-ROLE")
        #expect(try run(bench.recorder).outcome != nil)
        let adopted = try #require(try bench.records().first { $0.type == PlanAdopted.type })
        #expect((adopted.actor, adopted.onBehalfOf) == (clerk.text, bench.recorder.text))
    }

    private static let activityHead = "日期,类别,党支部,主题,应到,实到,时长（分钟）,主持（职务）,佐证材料,关联任务序号,参加党员,谈话内容\r\n"

    @Test("what can hardly be right of an activity is kept and doubted; it stands in the ledger too")
    func doubts() throws {
        let bench = try ImportBench()
        _ = try Self.take(plan: try Self.bytes(Self.planSample), bench)
        let rows = [
            "2020.7.2,支委会,第一党支部,小结,3人,4,50,支书,会议记录、签到表,19、999,DY-001、DY-002,",
            "2020-07-03,谈心谈话,第二党支部,,２,２,,支书,,25,,家里有困难",
            "2020-07-02,支委会,第一党支部,小结,3,3,50,支书,,,,",
        ]
        let result = try Self.take(activities: Array((Self.activityHead + rows.joined(separator: "\n")).utf8), bench)
        let expected = [
            "2 实到 4 E-CLAIM-PRESENT", "2 关联任务序号 999 E-CLAIM-TASK-UNKNOWN", "3 主题  E-IMPORT-TOPIC-MISSING",
            "4 主题 小结 E-CLAIM-ACTIVITY-TWICE",
        ]
        #expect(result.lines == expected)
        #expect(try bench.records().count { $0.type == ActivityDoubted.type } == 4)
        let again = try Self.take(activities: Array((Self.activityHead + rows.joined(separator: "\n")).utf8), bench)
        #expect(again.outcome?.wasRepeated == true && again.lines == expected)
        let names = ["number", "kind", "present", "tasks", "participants", "hasPersonal", "doubts"]
        let told = try bench.ledger.rows(of: .activities).map { row in
            names.map { Listing.activities.value($0, row).text?.replacing("\n", with: "、") ?? "-" }.joined(
                separator: " ")
        }
        #expect(
            told == [
                "2020-001 支委会 4 2020年下半年-19 DY-001、DY-002 0 2", "2020-002 支委会 3 - - 0 1",
                "2020-003 谈心谈话 2 2020年下半年-25 - 1 1",
            ])
        // What was said stands in no record, only its digest.
        #expect(try bench.records().allSatisfy { !String(decoding: $0.data, as: UTF8.self).contains("家里有困难") })
    }

    @Test(
        "an activity without a day, a kind or a branch, with a day to come or a count that is none is refused",
        arguments: [
            ("2021-08-03,支委会,第一党支部,小结,3,3,50,支书,,,,", "2 日期 2021-08-03 E-IMPORT-FUTURE"),
            (",支委会,第一党支部,小结,3,3,50,支书,,,,", "2 日期  E-IMPORT-BLANK"),
            ("2020-07-02,,第一党支部,小结,3,3,50,支书,,,,", "2 类别  E-IMPORT-BLANK"),
            ("2020-07-02,支委会,,小结,3,3,50,支书,,,,", "2 党支部  E-IMPORT-BLANK"),
            ("2020-07-02,支委会,第一党支部,小结,若干,3,50,支书,,,,", "2 应到 若干 E-IMPORT-NUMBER"),
            ("2020-07-02,支委会,第一党支部,小结,3,-1,50,支书,,,,", "2 实到 -1 E-IMPORT-NUMBER"),
            ("2020-02-30,支委会,第一党支部,小结,3,3,50,支书,,,,", "2 日期 2020-02-30 E-IMPORT-DATE"),
        ])
    func refusedActivities(_ row: String, _ line: String) throws {
        let bench = try ImportBench()
        let result = try Self.take(activities: Array((Self.activityHead + row).utf8), bench, plan: nil)
        #expect(result.lines == [line])
        #expect(result.outcome == nil)
        #expect(try bench.records().count == 1)
    }

    @Test("task numbers need a plan that there is")
    func plans() throws {
        let bench = try ImportBench()
        let bytes = try Self.bytes(Self.activitySample)
        #expect(
            #expect(throws: Fault.self) { try Self.take(activities: bytes, bench, plan: nil) }?.code == "E-IMPORT-PLAN")
        #expect(#expect(throws: Fault.self) { try Self.take(activities: bytes, bench) }?.code == "E-PLAN-UNKNOWN")
        #expect(try bench.records().count == 1)
    }
}
