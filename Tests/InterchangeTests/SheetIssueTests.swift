import Ledger
import Testing

@testable import Interchange
@testable import Spreadsheet

@Suite("what is refused or doubted in a sheet")
struct SheetIssueTests {
    static let header =
        "序号,问题来源,反馈时间,问题描述,整改措施,整改类别,责任单位,责任人,整改时限,整改进展,完成情况,验收人,销号时间\n"

    /// What the rows below the header are, and for each issue its line, column, value, severity and code.
    static let rows: [(String, [String])] = [
        ("1,巡察,2020-02-30,甲,乙,,,,,,,,", ["2 反馈时间 2020-02-30 refused E-IMPORT-DATE"]),
        ("1,巡察,立行立改,甲,乙,,,,,,,,", ["2 反馈时间 立行立改 refused E-IMPORT-DATE"]),
        ("1,巡察,2020年9月,甲,乙,,,,,,,,", ["2 反馈时间 2020年9月 doubted E-IMPORT-DATE-OPEN"]),
        (
            "1,,,甲,乙,,,,44104,,,,1900-01-01",
            [
                "2 整改时限 44104 refused E-IMPORT-DATE", "2 销号时间 1900-01-01 refused E-IMPORT-DATE",
            ]
        ),
        (",,,,乙,,,,,,,,", ["2 问题描述  refused E-IMPORT-NO-FINDING"]),
        (
            "1,巡察,,\u{3000},乙,,,,,,,,\n,,,,丙,,,,,,,,",
            [
                "2 问题描述  refused E-IMPORT-NO-DESCRIPTION", "3 问题描述  refused E-IMPORT-NO-FINDING",
            ]
        ),
        ("1,,,甲,,,,,2020-09-30,,,,", ["2 整改措施  refused E-IMPORT-NO-MEASURE"]),
        ("1,,,甲,乙,,,,,,,,\n,,,,,,,,,做了,,,", ["3 整改措施  refused E-IMPORT-NO-MEASURE"]),
        ("1,,,甲,乙,,,,,,,,\n,别处,,,,,,,,,,,", ["3 整改措施  refused E-IMPORT-NO-MEASURE"]),
        (
            "1,,,甲,乙,,,,,,,,\n,别处,,,丙,,,,,,,张三,",
            [
                "3 问题来源 别处 doubted E-IMPORT-MERGED-CELL", "3 验收人 张三 doubted E-IMPORT-MERGED-CELL",
            ]
        ),
        ("1,,,甲,乙,整改,,,,,,,", ["2 整改类别 整改 doubted E-IMPORT-KIND"]),
        ("1,,,甲,乙,,,,,,60%,,", ["2 完成情况 60% doubted E-IMPORT-STATUS"]),
        ("1,,,甲,乙,限期整改,,,长期坚持,,,,", ["2 整改时限 长期坚持 doubted E-IMPORT-KIND-DEADLINE"]),
        ("1,,,甲,乙,,,,,,,,\n１,,,丙,丁,,,,,,,,", ["3 序号 １ doubted E-IMPORT-SEQUENCE-TWICE"]),
        ("1,,,甲,乙,,,,,,,,,多,余", ["2 #14 多 refused E-IMPORT-ROW-LONG"]),
        ("1,,,甲,乙,,,,,,,,,,", []),
        ("1,,,甲", []),
        ("1,,,=1+1,@乙,,-丙,+丁,,\u{202E}\u{7},,,", []),
    ]

    @Test("is listed with its line, column, value and code", arguments: rows)
    func listed(_ rows: String, _ issues: [String]) throws {
        let sheet = try Sheet.read(Array((SheetIssueTests.header + rows).utf8), mapping: [:])
        #expect(
            sheet.issues.map { "\($0.line) \($0.column) \($0.value) \($0.severity) \($0.code)" } == issues)
        for issue in sheet.issues { #expect(issue.message.zh != issue.message.en) }
    }

    @Test("untrusted text is kept as it stands: control and bidirectional characters, NUL, formulas, line breaks")
    func kept() throws {
        let text = "\u{202E}甲\u{0}\u{7}\r\n\"=1+1\""
        let quoted = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        let rows = SheetIssueTests.header + "1,,,\"\(quoted)\",=乙,,,,,@丙,,,\n"
        let finding = try #require(try Sheet.read(Array(rows.utf8), mapping: [:]).findings.first)
        #expect(finding.description == text)
        #expect(finding.measures.first?.text == "=乙")
        #expect(finding.measures.first?.progress == "@丙")
    }

    @Test("a cell of 1 MiB is refused with its row and column, alone", .timeLimit(.minutes(1)))
    func longCell() throws {
        let long = String(repeating: "问", count: (1 << 20) / 3)
        let rows =
            SheetIssueTests.header + "1,,,甲,乙,,,,,,,,\n,,,,丙,,,,,\"\(long)\",,,\n"
            + ",,,,丁,,,,,,,,\n2,,,\(long),戊,,,,,,,,\n"
        let sheet = try Sheet.read(Array(rows.utf8), mapping: [:])
        #expect(sheet.findings.flatMap(\.measures).map(\.text) == ["乙", "丁"])
        #expect(sheet.issues.map(\.code) == ["E-IMPORT-CELL-LONG", "E-IMPORT-CELL-LONG"])
        #expect(sheet.issues.map(\.line) == [3, 5])
        #expect(sheet.issues.map(\.column) == ["整改进展", "问题描述"])
        #expect(sheet.issues.allSatisfy { $0.value.utf8.count <= 403 && $0.value.hasSuffix("…") })
    }

    @Test("the longest cell that fits is taken", arguments: [(0, 1), (1, 0)])
    func limit(_ over: Int, _ findings: Int) throws {
        let cell = String(repeating: "a", count: Sheet.longestCell + over)
        let sheet = try Sheet.read(Array((SheetIssueTests.header + "1,,,\(cell),乙,,,,,,,,").utf8), mapping: [:])
        #expect(sheet.findings.count == findings)
    }

    @Test("a measure's own unit and owner stay with it, and what has no place is kept beside it")
    func ownUnit() throws {
        let rows = SheetIssueTests.header + "1,巡察,,甲,乙,,\"办公室、督查科\",张三,,,,,\n,别处,,,丙,,办信科,李四,,,,,\n"
        let finding = try #require(try Sheet.read(Array(rows.utf8), mapping: [:]).findings.first)
        #expect(finding.units == ["办公室", "督查科"])
        #expect(finding.measures.map(\.units) == [["办公室", "督查科"], ["办信科"]])
        #expect(finding.measures.map(\.owner) == ["张三", "李四"])
        #expect(finding.measures.map(\.unplaced) == [[:], [.source: "别处"]])
    }

    @Test("a word in the deadline's place gives the kind where the kind is blank")
    func kindFromDeadline() throws {
        let rows = SheetIssueTests.header + "1,,,甲,乙,,,,长期坚持,,,,\n,,,,丙,,,,立行立改,,,,\n,,,,丁,,,,2020.9.30,,,,\n"
        let finding = try #require(try Sheet.read(Array(rows.utf8), mapping: [:]).findings.first)
        #expect(finding.measures.map(\.kind) == [.sustained, .immediate, nil])
    }

    @Test("rows are counted once, by the worst thing in them")
    func counts() throws {
        let rows =
            SheetIssueTests.header + "1,,2020-02-30,甲,乙,整改,,,2020-02-31,,,,\n"
            + "2,,,丙,丁,整改,,,,,一半,,\n3,,,戊,己,,,,,,,,\n"
        let sheet = try Sheet.read(Array(rows.utf8), mapping: [:])
        #expect(sheet.rows == 3)
        #expect(sheet.refusedRows == 1)
        #expect(sheet.doubtedRows == 1)
    }

    @Test(
        "a sequence is a number where it is a plain one",
        arguments: [
            ("15", 15), ("１５", 15), ("15.", 15), ("15、", 15), ("2020-015", nil), ("一", nil), ("-1", nil), (".", nil),
            ("99999999999999999999", nil),
        ])
    func number(_ sequence: String, _ number: Int?) throws {
        let sheet = try Sheet.read(Array((SheetIssueTests.header + "\(sequence),,,甲,乙").utf8), mapping: [:])
        #expect(sheet.findings.map(\.sequence) == [sequence])
        #expect(sheet.findings.map(\.number) == [number])
    }

    @Test(
        "a list is split at its separators, but not inside brackets",
        arguments: [
            ("通知；材料7份", ["通知", "材料7份"]), ("纪要;照片、记录\n 登记 ", ["纪要", "照片", "记录", "登记"]),
            ("讲稿（3月、4月）、签到表", ["讲稿（3月、4月）", "签到表"]), ("讲稿（3月、签到表", ["讲稿（3月", "签到表"]), ("；、 ", []),
        ])
    func lists(_ cell: String, _ parts: [String]) {
        #expect(CellText.parts(cell, separators: ["、", "；", ";", "\n"]) == parts)
    }

    @Test("no bytes whatever make it crash: broken samples, and noise")
    func noise() {
        var random = SeededRandom(seed: 2020)
        for round in 0..<600 {
            var bytes = round % 3 == 0 ? SheetIssueTests.noise(&random) : RectificationSample.bytes
            if round % 3 == 1 {
                bytes = RectificationSample.encoded(RectificationSample.text, as: TextEncoding.allCases[round % 5])
            }
            for _ in 0..<Int.random(in: 0...20, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(Array("\",\r\n;月".utf8).randomElement(using: &random) ?? 0, at: place)
                }
            }
            do {
                let sheet = try Sheet.read(bytes, mapping: [:])
                #expect(sheet.rows >= sheet.findings.count)
                #expect(!ImportReport.csv(sheet.issues, .zh).isEmpty)
            } catch {
                #expect(error.code.hasPrefix("E-IMPORT-"))
                #expect(error.kind == .badData)
            }
        }
    }

    private static func noise(_ random: inout SeededRandom) -> [UInt8] {
        let header = Bool.random(using: &random) ? Array(header.utf8) : []
        let alphabet = SeededRandom.telling + Array(",\"\r\n;0123456789年月日底前".utf8)
        let length = Int.random(in: 0...2_000, using: &random)
        return header + (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    }
}
