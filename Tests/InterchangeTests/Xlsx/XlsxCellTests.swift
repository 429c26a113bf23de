import Testing

@testable import Spreadsheet

@Suite("the cells of a workbook (ECMA-376 part 1, 18.3.1.4)")
struct XlsxCellTests {
    /// Styles 0…: general, then one for each of these codes.
    private static func styles(_ codes: [String]) -> String {
        let formats = codes.enumerated().map { index, code in
            "<numFmt numFmtId=\"\(index + 164)\" formatCode=\"\(XlsxFile.escaped(code).replacing("\"", with: "&quot;"))\"/>"
        }
        let cells = codes.indices.map { "<xf numFmtId=\"\($0 + 164)\"/>" }
        return "<numFmts>\(formats.joined())</numFmts><cellXfs><xf numFmtId=\"0\"/>\(cells.joined())</cellXfs>"
    }

    @Test("shared strings, inline ones, truth values, errors, days and results of formulas are what a person sees")
    func kinds() throws {
        let rows = try XlsxFile(
            """
            <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>乙</t></is></c><c r="C1" t="b"><v>1</v></c>\
            <c r="D1" t="b"><v>0</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="d"><v>2020-09-30T00:00:00</v></c>\
            <c r="G1" t="str"><f>A1&amp;"x"</f><v>甲x</v></c><c r="H1"><f>1+1</f><v>2</v></c></row>
            """, strings: "<si><t>零</t></si><si><t>甲</t></si>"
        ).rows()
        #expect(rows == [CellRow(line: 1, cells: ["甲", "乙", "TRUE", "FALSE", "#N/A", "2020-09-30", "甲x", "2"])])
    }

    @Test("a rich text is its runs one after the other, without how it is pronounced")
    func richText() throws {
        let item = """
            <r><rPr><b/></rPr><t>整改</t></r><r><t xml:space="preserve"> 台账</t></r>\
            <rPh sb="0" eb="2"><t>せいかい</t></rPh><phoneticPr fontId="1"/>
            """
        let rows = try XlsxFile(
            "<row><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is>\(item)</is></c><c t=\"s\"><v>1</v></c></row>",
            strings: "<si>\(item)</si><si><t>次</t></si>"
        ).rows()
        #expect(rows.map(\.cells) == [["整改 台账", "整改 台账", "次"]])
    }

    @Test("line breaks, white space and escaped characters are kept")
    func texts() throws {
        let rows = try XlsxFile(
            """
            <row><c t="inlineStr"><is><t xml:space="preserve"> 一&#10;二 </t></is></c>\
            <c t="inlineStr"><is><t>a_x000D_b_x005F_x000D_c_xD800_d_x00</t></is></c></row>
            """
        ).rows()
        #expect(rows.map(\.cells) == [[" 一\n二 ", "a\rb_x000D_c_xD800_d_x00"]])
    }

    @Test("rows and cells that the file leaves out are blank, and lines are the rows' own numbers")
    func gaps() throws {
        let rows = try XlsxFile(
            "<row r=\"2\"><c r=\"C2\"><v>7</v></c><c r=\"E2\" s=\"0\"/></row><row r=\"5\" hidden=\"1\"><c r=\"A5\"><v>8</v></c></row>"
        ).rows()
        #expect(rows.map(\.line) == [1, 2, 3, 4, 5])
        #expect(rows.map(\.cells) == [[], ["", "", "7"], [], [], ["8"]])
        #expect(rows.map(\.isHidden) == [false, false, false, false, true])
    }

    @Test("rows and cells without references follow one another")
    func withoutReferences() throws {
        let rows = try XlsxFile(
            "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c r=\"B4\"><v>3</v></c><c><v>4</v></c></row><row/>"
        ).rows()
        #expect(rows.map(\.line) == [1, 2, 3, 4, 5])
        #expect(rows.map(\.cells) == [["1", "2"], [], [], ["", "3", "4"], []])
    }

    @Test("a formula without a result is noted at its place, one with an empty result is not")
    func uncalculated() throws {
        let rows = try XlsxFile(
            """
            <row><c><f>1+1</f></c><c t="str"><f>""</f><v></v></c><c><v>3</v></c><c t="str"><f>A1</f></c>\
            <c><f>A1</f><v></v></c><c><f>A1</f><v/></c></row>
            """
        ).rows()
        #expect(rows.map(\.uncalculated) == [[0, 3, 4, 5]])
        #expect(rows.map(\.cells) == [["", "", "3"]])
    }

    @Test("what is no part of the vocabulary says nothing, wherever it stands")
    func foreign() throws {
        let rows = try XlsxFile(
            """
            <row><c><v>1</v><x:v xmlns:x="urn:x">9</x:v></c><x:c xmlns:x="urn:x"><v>9</v></x:c>\
            <c t="inlineStr"><is><t>2</t><x:t xmlns:x="urn:x">9</x:t></is><extLst><ext><is><t>9</t></is></ext></extLst></c></row>
            """
        ).rows()
        #expect(rows.map(\.cells) == [["1", "2"]])
    }

    @Test("the strict vocabulary is read as the transitional one")
    func strict() throws {
        var file = XlsxFile(
            "<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>44104</v></c></row>", strings: "<si><t>甲</t></si>",
            styles: Self.styles(["yyyy/m/d"]))
        file.isStrict = true
        #expect(try file.rows().map(\.cells) == [["甲", "2020-09-30"]])
    }

    @Test(
        "days count from 1900, with a 29th of February that never was, or from 1904",
        arguments: [
            ("", "44104", "2020-09-30"), ("", "61", "1900-03-01"), ("", "60", "1900-02-29"), ("", "59", "1900-02-28"),
            ("", "1", "1900-01-01"), ("", "0", "1900-01-00"), ("", "2958465", "9999-12-31"), ("", "2958466", "2958466"),
            ("", "-1", "-1"), ("", "44104.5", "2020-09-30"), ("", "44104.9999999", "2020-10-01"),
            ("<workbookPr date1904=\"1\"/>", "42642", "2020-09-30"),
            ("<workbookPr date1904=\"true\"/>", "0", "1904-01-01"),
            ("<workbookPr date1904=\"0\"/>", "44104", "2020-09-30"),
        ])
    func days(_ properties: String, _ value: String, _ seen: String) throws {
        var file = XlsxFile("<row><c s=\"1\"><v>\(value)</v></c></row>", styles: Self.styles(["yyyy-mm-dd"]))
        file.properties = properties
        #expect(try file.rows().map(\.cells) == [[seen]])
    }

    @Test(
        "the formats that a file need not spell out",
        arguments: [
            (14, "2020-09-30"), (15, "2020-09-30"), (16, "2020-09-30"), (17, "2020-09-30"), (22, "2020-09-30 12:00"),
            (27, "2020-09-30"), (31, "2020-09-30"), (36, "2020-09-30"), (50, "2020-09-30"), (57, "2020-09-30"),
            (58, "2020-09-30"), (18, "12:00"), (20, "12:00"), (21, "12:00:00"), (45, "12:00:00"), (46, "1058508:00:00"),
            (0, "44104.5"), (1, "44105"), (2, "44104.50"), (3, "44105"), (9, "4410450%"), (49, "44104.5"),
            (12, "44104.5"),
            (99, "44104.5"),
        ])
    func builtIn(_ id: Int, _ seen: String) throws {
        let styles =
            "<cellXfs><xf numFmtId=\"\(id)\"/></cellXfs><dxfs><dxf><numFmt numFmtId=\"\(id)\" formatCode=\"@\"/></dxf></dxfs>"
        let rows = try XlsxFile("<row><c s=\"0\"><v>44104.5</v></c></row>", styles: styles).rows()
        #expect(rows.map(\.cells) == [[seen]])
    }

    @Test("a style that is not there shows the number as it is")
    func noStyle() throws {
        #expect(try XlsxFile("<row><c s=\"9\"><v>44104</v></c></row>").rows().map(\.cells) == [["44104"]])
    }
}
