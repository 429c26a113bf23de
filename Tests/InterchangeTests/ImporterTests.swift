import Foundation
import Ledger
import ReadModels
import Rectification
import Testing

@testable import Interchange

@Suite("importing a sheet")
struct ImporterTests {
    /// The lines of the sample that break a rule, and how.
    static let sampleDoubts = [
        "7 验收人 办公室主任 E-CLAIM-VERIFIER-OWNER",
        "36 佐证材料  E-CLAIM-COMPLETED-NO-EVIDENCE",
        "38 销号时间 2020-04-10 E-CLAIM-CLOSED-BEFORE-FEEDBACK",
        "41 完成情况 整改中 E-CLAIM-CLOSED-MEASURE-OPEN",
        "47 验收人  E-CLAIM-CLOSED-NO-VERIFIER",
    ]

    @Test("the sample gives 40 findings with 68 measures, five rows in doubt, in one command")
    func sample() throws {
        let bench = try ImportBench()
        let result = try bench.take(RectificationSample.bytes, named: "台账-2020.csv")
        #expect(result.rows == 68)
        #expect(result.findings == 40)
        #expect(result.measures == 68)
        #expect(result.refusedRows == 0)
        #expect(result.lines == ImporterTests.sampleDoubts)
        #expect(result.doubtedRows == 5)
        #expect(result.refusal == nil)
        let records = try bench.records()
        #expect(result.outcome?.records == 2...records.count)
        #expect(Set(records.dropFirst().map(\.commandID)).count == 1)
        #expect(records.count { $0.type == FindingRegistered.type } == 40)
        #expect(records.count { $0.type == MeasurePlanned.type } == 68)
        #expect(records.count { $0.type == FindingClosed.type } == 30)
        #expect(records.count { $0.type == MeasureCompleted.type } == 46)
        #expect(records.count { $0.type == RoundOpened.type } == 8)
        #expect(records.allSatisfy { $0.actor == bench.recorder.text })
    }

    @Test("every record reads back as the payload of its type, and is marked as claimed")
    func readBack() throws {
        let bench = try ImportBench()
        try bench.take(RectificationSample.bytes)
        for record in try bench.records().dropFirst() {
            let type = try #require(EventCatalogue.payload(named: record.type))
            func check<P: Payload>(_ type: P.Type) throws {
                let payload = try record.data.withUnsafeBytes { try PropertyCoder.read(type, $0) }
                #expect(try PropertyCoder.write(payload).bytes == record.data)
            }
            try check(type)
            let isClaim = String(decoding: record.data, as: UTF8.self).contains("\"claim\":{\"line\":")
            #expect(isClaim || record.type == SheetImported.type)
        }
    }

    @Test("the first record of the import names the file, which is kept")
    func file() throws {
        let bench = try ImportBench()
        try bench.take(RectificationSample.bytes, named: "台账-2020.csv")
        let record = try bench.records()[1]
        guard case .imported(let sheet)? = try SheetEvent.entry(in: record)?.event else {
            Issue.record("record 2 is \(record.type)")
            return
        }
        #expect(sheet.file.name == "台账-2020.csv")
        #expect(sheet.file.mediaType == "text/csv")
        #expect(sheet.file.digest == Digest.sha256(RectificationSample.bytes))
        #expect(sheet.file.size == RectificationSample.bytes.count)
        #expect(bench.ledger.evidence.state(of: sheet.file) == .whole)
        #expect(bench.evidenceFiles() == 1)
        #expect((sheet.rows, sheet.findings, sheet.measures, sheet.doubtedRows) == (68, 40, 68, 5))
    }

    @Test("a finding's history has the sheet's own dates, steps and people")
    func history() throws {
        let bench = try ImportBench()
        try bench.take(RectificationSample.bytes)
        let lines = try bench.records().filter { $0.stream.text == "finding/2020-017" }.map {
            "\($0.occurredOn) \($0.type.dropFirst("taizhang.".count)) \($0.onBehalfOf ?? "-")"
        }
        #expect(
            lines == [
                "2020-04-17 finding.registered.v1 -", "2020-04-17 finding.assigned.v1 -",
                "2020-04-17 measure.planned.v1 -", "2020-04-17 measure.planned.v1 -",
                "2020-05-13 measure.progressed.v1 post/网上信访科科长", "2020-05-13 measure.completed.v1 post/网上信访科科长",
                "2020-09-04 measure.progressed.v1 post/网上信访科科长", "2020-09-04 measure.completed.v1 post/网上信访科科长",
                "2020-09-11 finding.verified.v1 post/督查科科长", "2020-09-11 finding.closed.v1 -",
            ])
        let finding = try #require(try bench.finding("2020-017"))
        #expect(finding.stage == .closed)
        #expect(finding.round?.text == "巡察反馈-2020")
        #expect(finding.verifiers.map(\.name) == ["督查科科长"])
        #expect(finding.measures.map(\.completedOn) == [CalendarDate("2020-05-13"), CalendarDate("2020-09-04")])
        #expect(finding.measures.map(\.deadline) == [CalendarDate("2020-05-15"), CalendarDate("2020-08-31")])
        #expect(finding.measures.map { $0.evidence.map(\.kind) } == [["复核表"], ["政策依据手册"]])
    }

    @Test("open findings stand where the sheet says they do")
    func stages() throws {
        let bench = try ImportBench()
        try bench.take(RectificationSample.bytes)
        #expect(try bench.finding("2020-039")?.stage == .assigned)
        #expect(try bench.finding("2021-040")?.stage == .assigned)
        #expect(try bench.finding("2020-033")?.stage == .inprogress)
        #expect(try bench.finding("2020-012")?.stage == .inprogress)
        #expect(try bench.finding("2020-005")?.stage == .inprogress)
        #expect(try bench.finding("2020-022")?.closedOn == CalendarDate("2020-04-10"))
        #expect(try bench.finding("2020-028")?.verifiers == [])
        #expect(try bench.finding("2020-033")?.measures.first?.progress.first?.on == ImportBench.today)
        #expect(try bench.finding("2020-001")?.measures.last?.progress.first?.on == CalendarDate("2020-07-03"))
    }

    @Test("units and posts that the ledger does not know are entered, posts with the unit that the sheet lets conclude")
    func names() throws {
        let bench = try ImportBench()
        try bench.take(RectificationSample.bytes)
        let office = try bench.office()
        #expect(office.units.count == 8)
        #expect(office.unit(of: try #require(ActorID("督查科科长")))?.text == "督查科")
        #expect(office.members[try #require(ActorID("局党组书记"))]?.isClaimed == true)
        #expect(office.unit(of: try #require(ActorID("局党组书记"))) == nil)
        // Responsible in two units: neither is safe to conclude.
        let two = try ImportBench()
        try two.take(ImportBench.sheet([ImportBench.row(), ImportBench.row(["序号": "2", "责任单位": "办信科"])]))
        #expect(try two.office().unit(of: try #require(ActorID("办公室主任"))) == nil)
        #expect(try two.records().first { $0.stream.text == "unit/办公室" }?.occurredOn == CalendarDate("2020-04-17"))
    }

    @Test("what several rows name is dated by the earliest of them, and work stands in the order of its days")
    func earliest() throws {
        let bench = try ImportBench()
        try bench.take(
            ImportBench.sheet([
                ImportBench.row(["反馈时间": "2020-05-06", "整改进展": "6月9日完成"]),
                ImportBench.measure(["整改进展": "5月20日完成"]), ImportBench.row(["序号": "2"]),
            ]))
        let records = try bench.records()
        for stream in ["unit/办公室", "post/办公室主任", "post/督查科科长", "round/巡察反馈-2020"] {
            #expect(records.first { $0.stream.text == stream }?.occurredOn == CalendarDate("2020-04-17"), "\(stream)")
        }
        let completed = records.filter { $0.stream.text == "finding/2020-001" && $0.type == MeasureCompleted.type }
        #expect(completed.map(\.occurredOn) == [CalendarDate("2020-05-20"), CalendarDate("2020-06-09")])
        #expect(try bench.finding("2020-001")?.measures.map(\.completedOn?.month) == [6, 5])
    }

    @Test("--round takes every finding, dated by the earliest feedback")
    func oneRound() throws {
        let bench = try ImportBench()
        try bench.take(RectificationSample.bytes, round: RoundID("2020年整改"))
        let rounds = try bench.records().filter { $0.type == RoundOpened.type }
        #expect(rounds.map(\.stream.text) == ["round/2020年整改"])
        #expect(rounds.first?.occurredOn == CalendarDate("2020-01-16"))
        #expect(try bench.finding("2021-040")?.round == RoundID("2020年整改"))
    }

    @Test("rounds are named by source and year, quotes included")
    func rounds() throws {
        let bench = try ImportBench()
        try bench.take(RectificationSample.bytes)
        let rounds = try bench.records().filter { $0.type == RoundOpened.type }.map {
            "\($0.stream.id) \($0.occurredOn)"
        }
        #expect(rounds.contains("主题教育\"回头看\"-2020 2020-07-10"))
        #expect(rounds.contains("谈心谈话-2020 2020-09-25"))
        #expect(rounds.contains("谈心谈话-2021 2021-01-20"))
    }

    @Test("the same file again appends nothing and answers with the first outcome and its doubts")
    func again() throws {
        let bench = try ImportBench()
        let first = try bench.take(RectificationSample.bytes)
        let count = try bench.records().count
        let second = try bench.take(RectificationSample.bytes, named: "renamed.csv")
        #expect(second.outcome?.wasRepeated == true)
        #expect(second.outcome?.records == first.outcome?.records)
        #expect(second.lines == first.lines)
        #expect(second.issues.map(\.message) == first.issues.map(\.message))
        #expect(try bench.records().count == count)
        #expect(bench.evidenceFiles() == 1)
    }

    @Test("the same file in another way is refused: every finding would be entered twice")
    func otherWay() throws {
        let bench = try ImportBench()
        try bench.take(RectificationSample.bytes)
        let count = try bench.records().count
        let fault = #expect(throws: Fault.self) {
            try bench.take(RectificationSample.bytes, round: RoundID("另一轮"))
        }
        #expect(fault?.code == "E-IMPORT-AGAIN")
        #expect(try bench.records().count == count)
    }

    @Test("another sheet with the same numbers gets the next free ones, in doubt")
    func numbers() throws {
        let bench = try ImportBench()
        try bench.take(ImportBench.sheet([ImportBench.row(["序号": "3"])]))
        let result = try bench.take(
            ImportBench.sheet([ImportBench.row(["序号": "3", "问题描述": "别的"]), ImportBench.row(["序号": "4"])]))
        #expect(result.lines == ["2 序号 3 E-CLAIM-NUMBER-TAKEN"])
        #expect(try bench.finding("2020-004")?.description == "手续不全")
        #expect(try bench.finding("2020-005")?.description == "别的")
        #expect(try bench.records().count { $0.type == RoundOpened.type } == 1)
    }

    @Test("a dry run keeps nothing, and says what would be appended")
    func dryRun() throws {
        let bench = try ImportBench()
        let result = try bench.take(RectificationSample.bytes, isDryRun: true)
        #expect(result.outcome?.isDryRun == true)
        #expect(result.outcome?.written.count ?? 0 > 300)
        #expect(result.lines == ImporterTests.sampleDoubts)
        #expect(try bench.records().count == 1)
        #expect(bench.evidenceFiles() == 0)
        #expect(try bench.take(RectificationSample.bytes).outcome?.wasRepeated == false)
    }

    @Test("a refused row: nothing is appended, nothing is kept, and the issues are there to report")
    func refused() throws {
        let bench = try ImportBench()
        let result = try bench.take(
            ImportBench.sheet([ImportBench.row(), ImportBench.row(["序号": "2", "反馈时间": "2020-02-30"])]))
        #expect(result.outcome == nil)
        #expect(result.lines == ["3 反馈时间 2020-02-30 E-IMPORT-DATE"])
        #expect(result.refusedRows == 1)
        #expect(result.refusal?.code == "E-IMPORT-ROWS")
        #expect(result.refusal?.kind == .badData)
        #expect(result.refusal?.message.en.hasPrefix("1 rows") == true)
        #expect(try bench.records().count == 1)
        #expect(bench.evidenceFiles() == 0)
    }

    @Test(
        "a row that no record can hold is refused with its line",
        arguments: [
            (["问题描述": String(repeating: "\u{1}", count: 15_000)], "问题描述"),
            (["整改措施": String(repeating: "\u{0}", count: 15_000)], "整改措施"),
            (["整改进展": String(repeating: "\u{1F}", count: 15_000)], "整改进展"),
            (["佐证材料": String(repeating: "a、", count: 4_900)], "佐证材料"),
        ])
    func oversized(_ changes: [String: String], _ column: String) throws {
        let bench = try ImportBench()
        let result = try bench.take(
            ImportBench.sheet([ImportBench.row(), ImportBench.row(changes.merging(["序号": "2"]) { $1 })]))
        #expect(result.outcome == nil)
        #expect(result.issues.map { "\($0.line) \($0.column) \($0.code)" } == ["3 \(column) E-IMPORT-ROW-LARGE"])
        #expect(result.refusal != nil)
        #expect(try bench.records().count == 1)
        #expect(bench.evidenceFiles() == 0)
    }

    @Test("only a recorder imports")
    func recorderOnly() throws {
        let bench = try ImportBench()
        let stranger = try #require(ActorID("督查科科长"))
        let unknown = #expect(throws: Fault.self) { try bench.take(RectificationSample.bytes, as: stranger) }
        #expect(unknown?.code == "E-ACTOR-UNKNOWN")
        try bench.take(RectificationSample.bytes)
        let other = ImportBench.sheet([ImportBench.row(["序号": "99"])])
        let fault = #expect(throws: Fault.self) { try bench.take(other, as: stranger) }
        #expect(fault?.code == "E-ROLE")
        #expect(fault?.kind == .notPermitted)
        #expect(bench.evidenceFiles() == 1)
    }

    @Test("a header without rows, and a file that changes meanwhile, are refused")
    func wholeFile() throws {
        let bench = try ImportBench()
        let empty = #expect(throws: Fault.self) { try bench.take(ImportBench.sheet([])) }
        #expect(empty?.code == "E-IMPORT-EMPTY")
        let file = bench.folder.appendingPathComponent("changing.csv")
        let bytes = ImportBench.sheet([ImportBench.row()])
        try Data(bytes + [0x0A]).write(to: file)
        let changed = #expect(throws: Fault.self) {
            try Importer.run(file, bytes: bytes, order: Order(actor: bench.recorder), in: bench.ledger)
        }
        #expect(changed?.code == "E-IMPORT-CHANGED")
        #expect(try bench.records().count == 1)
        #expect(bench.evidenceFiles() == 0)
    }
}
