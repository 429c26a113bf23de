import Ledger
import Rectification
import Testing

@testable import Interchange
@testable import Spreadsheet

@Suite("a ledger in a workbook")
struct XlsxSheetTests {
    private static let header = ["序号", "问题来源", "反馈时间", "问题描述", "整改措施", "整改时限", "责任单位"]

    private static func ledger(_ name: String, _ description: String = "甲") -> XlsxFile.Sheet {
        XlsxFile.Sheet(
            name: name,
            data: XlsxFile.data([header, ["1", "巡察反馈", "2020-04-17", description, "乙", "2020年9月底前", "办公室"]]))
    }

    private static let notes = XlsxFile.Sheet(name: "填表说明", data: XlsxFile.data([["说明"], ["一、问题描述要具体"]]))

    // MARK: what stands around the table

    @Test("title rows, merged cells, blank rows and notes are read as in a CSV file that was saved of it")
    func titles() throws {
        let rows = [
            ["区信访局巡察整改台账（2020年）"], ["填报单位：机关党委"], [], Self.header,
            ["1", "巡察反馈", "2020-04-17", "甲", "乙", "2020-09-30", "办公室"], ["", "", "", "", "丙", "立行立改"], [],
            ["2", "巡察反馈", "2020-04-17", "丁", "戊", "长期坚持", "办公室"], [], ["合计", "", "", "2"], ["注：以上均已核实"],
        ]
        var file = XlsxFile(rows: rows)
        file.sheets[0].below =
            "<mergeCells><mergeCell ref=\"A1:G1\"/><mergeCell ref=\"A5:A6\"/><mergeCell ref=\"D5:D6\"/></mergeCells>"
        let sheet = try Sheet.read(file.bytes(), mapping: [:])
        let text = rows.map { ($0 + [String](repeating: "", count: 7 - $0.count)).joined(separator: ",") }
        let csv = try Sheet.read(Array(text.joined(separator: "\r\n").utf8), mapping: [:])
        #expect(sheet.findings == csv.findings)
        #expect(sheet.findings.map(\.line) == [5, 8])
        #expect(sheet.findings[0].measures.map(\.line) == [5, 6])
        #expect(sheet.header.line == 4)
        #expect(sheet.header.titles == csv.header.titles)
        #expect(sheet.skipped == csv.skipped)
        #expect(sheet.issues == [] && csv.issues == [])
        #expect(sheet.format == .xlsx)
    }

    @Test("a date cell, a month cell and a text are what they would be in a CSV file")
    func dates() throws {
        var file = XlsxFile(
            XlsxFile.data([Self.header]) + """
                <row r="2"><c r="A2"><v>1</v></c><c r="C2" s="1"><v>43938</v></c><c r="D2" t="inlineStr"><is><t>甲</t></is></c>\
                <c r="E2" t="inlineStr"><is><t>乙</t></is></c><c r="F2" s="2"><v>44104</v></c></row>\
                <row r="3"><c r="A3"><v>2</v></c><c r="C3" s="3"><v>43922</v></c><c r="D3" t="inlineStr"><is><t>丙</t></is></c></row>
                """,
            styles: """
                <numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>\
                <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="57"/></cellXfs>
                """)
        let sheet = try Sheet.read(file.bytes(), mapping: [:])
        #expect(sheet.findings.map(\.number) == [1, 2])
        #expect(sheet.findings.map(\.feedbackOn) == [CalendarDate("2020-04-17"), CalendarDate("2020-04-30")])
        #expect(sheet.findings[0].measures.map(\.deadline) == [CalendarDate("2020-09-30")])
        #expect(
            sheet.issues.map { "\($0.line) \($0.column) \($0.value) \($0.code)" } == [
                "3 反馈时间 2020年4月 E-IMPORT-DATE-OPEN"
            ])
        file.styles = nil
        let numbers = try Sheet.read(file.bytes(), mapping: [:])
        #expect(numbers.issues.map(\.code) == ["E-IMPORT-DATE", "E-IMPORT-DATE", "E-IMPORT-DATE"])
    }

    @Test(
        "a formula without a result refuses its row and names its cell; outside the table's columns it does not matter")
    func uncalculated() throws {
        let file = XlsxFile(
            XlsxFile.data([Self.header + ["备注"]]) + """
                <row r="2"><c r="A2"><v>1</v></c><c r="D2" t="str"><f>A1</f></c><c r="E2" t="inlineStr"><is><t>乙</t></is></c></row>\
                <row r="3"><c r="A3"><v>2</v></c><c r="D3" t="inlineStr"><is><t>丙</t></is></c><c r="H3"><f>1</f></c></row>
                """)
        let sheet = try Sheet.read(file.bytes(), mapping: [:])
        #expect(sheet.issues.map { "\($0.line) \($0.column) \($0.code)" } == ["2 问题描述 E-IMPORT-FORMULA"])
        #expect(sheet.issues.first?.message.en.contains("D2") == true)
        #expect(sheet.findings.map(\.line) == [3])
    }

    @Test("hidden rows are read, and said")
    func hidden() throws {
        var file = XlsxFile(
            sheets: [
                XlsxFile.Sheet(
                    name: "台账",
                    data: XlsxFile.data(
                        [Self.header, ["1", "", "", "甲", "乙"], ["2", "", "", "丙", "丁"], ["合计"]],
                        attributes: [3: "hidden=\"1\"", 4: "hidden=\"true\""]))
            ])
        file.sheets[0].below = "<cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols>"
        let sheet = try Sheet.read(file.bytes(), mapping: [:])
        #expect(sheet.findings.map(\.number) == [1, 2])
        #expect(sheet.hiddenLines == [3])
    }

    @Test("a noncharacter is refused with its row and column")
    func noncharacter() throws {
        let file = XlsxFile(rows: [Self.header, ["1", "", "", "甲\u{1FFFE}", "乙"]])
        #expect(try Sheet.read(file.bytes(), mapping: [:]).issues.map(\.code) == ["E-IMPORT-CHARACTER"])
    }

    // MARK: several sheets

    @Test("the only sheet with a header is read, wherever it stands and whatever its part is called")
    func onlyOne() throws {
        let file = XlsxFile(sheets: [Self.notes, Self.ledger("整改台账")])
        let sheet = try Sheet.read(file.bytes(), mapping: [:])
        #expect(sheet.label == SheetLabel(number: 2, name: "整改台账"))
        #expect(sheet.otherSheets.map(\.name) == ["填表说明"])
        #expect(sheet.findings.count == 1)
    }

    @Test("of several the one that is named is read, by its name or its number")
    func named() throws {
        var file = XlsxFile(sheets: [Self.ledger("一季度", "甲"), Self.ledger("二季度", "乙"), Self.notes])
        file.sheets[1].attributes = "state=\"hidden\""
        let refusal = #expect(throws: Fault.self) { try Sheet.read(file.bytes(), mapping: [:]) }
        #expect(refusal?.code == "E-IMPORT-SHEETS")
        #expect(refusal?.state?.zh == "它们是：1 一季度、2 二季度（隐藏）")
        #expect(try Sheet.read(file.bytes(), sheet: "二季度", mapping: [:]).findings.map(\.description) == ["乙"])
        #expect(try Sheet.read(file.bytes(), sheet: "1", mapping: [:]).findings.map(\.description) == ["甲"])
        let unknown = #expect(throws: Fault.self) { try Sheet.read(file.bytes(), sheet: "4", mapping: [:]) }
        #expect(unknown?.code == "E-IMPORT-SHEET")
        let notes = #expect(throws: Fault.self) { try Sheet.read(file.bytes(), sheet: "填表说明", mapping: [:]) }
        #expect(notes?.code == "E-IMPORT-HEADER")
    }

    @Test("a tab that is called by a number is found by its name first")
    func numberedName() throws {
        let file = XlsxFile(sheets: [Self.ledger("2", "甲"), Self.ledger("1", "乙")])
        #expect(try Sheet.read(file.bytes(), sheet: "1", mapping: [:]).findings.map(\.description) == ["乙"])
    }

    @Test("where none of several has a header, they are named")
    func none() throws {
        let file = XlsxFile(sheets: [Self.notes, Self.notes])
        let refusal = #expect(throws: Fault.self) { try Sheet.read(file.bytes(), mapping: [:]) }
        #expect(refusal?.code == "E-IMPORT-HEADER")
        #expect(refusal?.state?.en.contains("1 填表说明, 2 填表说明") == true)
    }

    @Test("one sheet after another of the same workbook can be imported, each once, and each says which it is")
    func oneAfterAnother() throws {
        let bench = try ImportBench()
        let bytes = XlsxFile(sheets: [Self.ledger("一季度", "甲"), Self.ledger("二季度", "乙")]).bytes()
        let first = try bench.take(bytes, named: "a.xlsx", sheet: "一季度")
        let again = try bench.take(bytes, named: "a.xlsx", sheet: "1")
        #expect(again.outcome?.wasRepeated == true && again.outcome?.records == first.outcome?.records)
        try bench.take(bytes, named: "a.xlsx", sheet: "二季度")
        let fault = #expect(throws: Fault.self) {
            try bench.take(bytes, named: "a.xlsx", sheet: "二季度", round: RoundID("另一轮"))
        }
        #expect(fault?.code == "E-IMPORT-AGAIN")
        let selected = try bench.records().compactMap { record -> String? in
            guard case .selected(let it)? = try SheetEvent.entry(in: record)?.event else { return nil }
            return "\(it.number) \(it.worksheet)"
        }
        #expect(selected == ["1 一季度", "2 二季度"])
        #expect(try bench.records().count { $0.type == FindingRegistered.type } == 2)
        #expect(bench.evidenceFiles() == 1)
    }

    @Test("a workbook that is refused leaves nothing")
    func refused() throws {
        let bench = try ImportBench()
        var file = XlsxFile(sheets: [Self.ledger("台账")])
        file.others = [("xl/vbaProject.bin", [0])]
        let fault = #expect(throws: Fault.self) { try bench.take(file.bytes(), named: "a.xlsx") }
        #expect(fault?.code == "E-IMPORT-MACROS")
        #expect(try bench.records().count == 1)
        #expect(bench.evidenceFiles() == 0)
    }
}
