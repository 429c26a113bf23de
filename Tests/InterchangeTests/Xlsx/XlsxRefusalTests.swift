import Ledger
import Testing

@testable import Spreadsheet

@Suite("a workbook that is not taken")
struct XlsxRefusalTests {
    private static let sound = XlsxFile(rows: [["序号", "问题描述", "整改措施"], ["1", "甲", "乙"]])

    private func expect(_ code: String, _ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) {
        let refusal = XlsxFile.refusal(bytes, limits: limits)
        #expect(refusal?.code == code)
        #expect(refusal?.kind == .badData)
        #expect(refusal?.remedy != nil)
    }

    @Test("a sound one is read")
    func isRead() { #expect(XlsxFile.refusal(Self.sound.bytes()) == nil) }

    @Test("an old .xls or an encrypted workbook")
    func ole() {
        expect("E-IMPORT-OLE", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 512))
    }

    @Test("parts under a password")
    func encrypted() { expect("E-IMPORT-ENCRYPTED", Self.sound.bytes(password: "secret")) }

    @Test("macros, by the type of the workbook, by the program in it, or by a sheet of old macros")
    func macros() {
        var file = Self.sound
        file.mainType = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        expect("E-IMPORT-MACROS", file.bytes())
        file = Self.sound
        file.others = [("xl/vbaProject.bin", [1, 2, 3])]
        expect("E-IMPORT-MACROS", file.bytes())
        file = Self.sound
        file.overrides = "<Override PartName=\"/xl/a.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>"
        expect("E-IMPORT-MACROS", file.bytes())
        var parts = Self.sound.parts
        let old = String(decoding: parts[3].bytes, as: UTF8.self).replacing("/worksheet\"", with: "/xlMacrosheet\"")
        parts[3].bytes = Array(old.utf8)
        expect("E-IMPORT-MACROS", ZipWriter(parts).bytes())
    }

    @Test("links to other workbooks, and whatever the sheet takes from outside")
    func external() {
        var file = Self.sound
        file.others = [("xl/externalLinks/externalLink1.xml", [])]
        expect("E-IMPORT-EXTERNAL", file.bytes())
        file = Self.sound
        file.below = "<externalReferences><externalReference r:id=\"x\"/></externalReferences>"
        expect("E-IMPORT-EXTERNAL", file.bytes())
        file = Self.sound
        file.relationships = "<Relationship Id=\"x\" Type=\"\(file.office)/externalLink\" Target=\"x.xml\"/>"
        expect("E-IMPORT-EXTERNAL", file.bytes())
        file = Self.sound
        file.sheets[0].relationships =
            "<Relationship Id=\"x\" Type=\"\(file.office)/oleObject\" Target=\"file:///c:/a.doc\" TargetMode=\"External\"/>"
        expect("E-IMPORT-EXTERNAL", file.bytes())
    }

    @Test(
        "also in parts that are not read: a picture from elsewhere, a query, an object, a control",
        arguments: [
            ("xl/drawings/_rels/drawing1.xml.rels", "image", " TargetMode=\"External\"", "E-IMPORT-EXTERNAL"),
            ("xl/worksheets/_rels/sheet9.xml.rels", "connections", "", "E-IMPORT-EXTERNAL"),
            ("xl/worksheets/_rels/sheet9.xml.rels", "oleObject", "", "E-IMPORT-EMBEDDED"),
            ("xl/worksheets/_rels/sheet9.xml.rels", "control", "", "E-IMPORT-EMBEDDED"),
            ("xl/worksheets/_rels/sheet9.xml.rels", "xlIntlMacrosheet", "", "E-IMPORT-MACROS"),
        ])
    func unread(_ part: String, _ type: String, _ mode: String, _ code: String) {
        var file = Self.sound
        let list = """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="x" Type="\(file.office)/\(type)" Target="a.bin"\(mode)/></Relationships>
            """
        file.others = [(part, Array(list.utf8))]
        expect(code, file.bytes())
        file.others[0].bytes = Array(list.replacing("/\(type)", with: "/image").replacing(mode, with: "").utf8)
        #expect(XlsxFile.refusal(file.bytes()) == nil)
    }

    @Test("but a link that one clicks on is text")
    func hyperlink() throws {
        var file = Self.sound
        file.sheets[0].below = "<hyperlinks><hyperlink ref=\"A1\" r:id=\"x\"/></hyperlinks>"
        file.sheets[0].relationships =
            "<Relationship Id=\"x\" Type=\"\(file.office)/hyperlink\" Target=\"https://example.org/\" TargetMode=\"External\"/>"
        #expect(try file.rows().count == 2)
    }

    @Test("files of other sorts, by what is in them")
    func otherFiles() {
        expect("E-IMPORT-NOT-WORKBOOK", ZipWriter([("word/document.xml", Array("<a/>".utf8))]).bytes())
        expect("E-IMPORT-NOT-WORKBOOK", ZipWriter([("content.xml", Array("<a/>".utf8))]).bytes())
        var file = Self.sound
        file.mainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        expect("E-IMPORT-NOT-WORKBOOK", file.bytes())
        for beginning in ["%PDF-1.7", "{\\rtf1", " \n<html><body>", "\u{FEFF}<?xml version=\"1.0\"?>", "<TABLE>"] {
            expect("E-IMPORT-NOT-SHEET", Array(beginning.utf8))
        }
        expect("E-IMPORT-NOT-SHEET", [0x1F, 0x8B, 8, 0])
    }

    @Test("a zip file cut short, and one with a changed byte in what is compressed")
    func broken() {
        let whole = Self.sound.bytes()
        expect("E-IMPORT-ZIP", Array(whole.prefix(whole.count - 10)))
        expect("E-IMPORT-ZIP", Array(whole.prefix(4)))
        let long = XlsxFile(rows: (0..<500).map { ["\($0 &* 2_654_435_761 % 1_000_003)", "甲"] })
        var bytes = long.bytes()
        let data = bytes.count / 2
        bytes[data] ^= 0x10
        let code = XlsxFile.refusal(bytes)?.code
        #expect(code == "E-IMPORT-ZIP" || code == "E-IMPORT-XML" || code == "E-IMPORT-PART", "\(code ?? "read")")
    }

    @Test("an archive that another program would read as another: a comment, a second archive in it, bytes in front")
    func ambiguous() {
        let whole = Self.sound.bytes()
        func with(comment: [UInt8]) -> [UInt8] {
            Array(whole.prefix(whole.count - 2)) + [UInt8(comment.count & 0xFF), UInt8(comment.count >> 8)] + comment
        }
        expect("E-IMPORT-ZIP", with(comment: Array("note".utf8)))
        expect("E-IMPORT-ZIP", with(comment: XlsxFile(rows: [["序号"], ["2"]]).bytes()))
        expect("E-IMPORT-ZIP", [0x50, 0x4B, 3, 4] + whole)
        expect("E-IMPORT-ZIP", whole + [0])
    }

    @Test("a part whose bytes are not those of its CRC")
    func checksum() {
        let file = XlsxFile(rows: [["整改台账"]])
        let bytes = ZipWriter(file.parts, isStored: true).bytes()
        #expect(XlsxFile.refusal(bytes) == nil)
        let changed = bytes.replacing("整改台账", with: "整改台帐")
        #expect(changed != bytes)
        expect("E-IMPORT-ZIP", changed)
    }

    @Test(
        "a part that is missing",
        arguments: ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/tab1.xml"])
    func missing(_ part: String) { expect("E-IMPORT-PART", Self.sound.bytes(without: part)) }

    @Test("shared strings and styles that are named and missing, and a string that is not in the list")
    func missingStrings() {
        let file = XlsxFile("<row><c t=\"s\" s=\"1\"><v>1</v></c></row>", strings: "<si><t>甲</t></si>", styles: "")
        expect("E-IMPORT-PART", file.bytes())
        expect("E-IMPORT-PART", file.bytes(without: "xl/texts.xml"))
        let number = XlsxFile("<row><c s=\"1\"><v>1.5</v></c></row>", styles: "")
        #expect(XlsxFile.refusal(number.bytes()) == nil)
        expect("E-IMPORT-PART", number.bytes(without: "xl/looks.xml"))
    }

    @Test("two parts with one name")
    func twice() {
        var file = Self.sound
        file.others = [("XL/Workbook.xmk", Array("<a/>".utf8))]
        expect("E-IMPORT-PART-TWICE", file.bytes().replacing("XL/Workbook.xmk", with: "XL/Workbook.xml"))
    }

    @Test("a document type, and so every entity of the file's own")
    func doctype() {
        var parts = Self.sound.parts
        let sheet = String(decoding: parts[4].bytes, as: UTF8.self)
        parts[4].bytes = Array("<!DOCTYPE x [<!ENTITY a \"aaaa\">]>\(sheet)".utf8)
        expect("E-IMPORT-DOCTYPE", ZipWriter(parts).bytes())
        parts[4].bytes = Array("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">\(sheet)".utf8)
        expect("E-IMPORT-DOCTYPE", ZipWriter(parts).bytes())
        parts[4].bytes = Array(sheet.replacing("<sheetData>", with: "<sheetData>&a;").utf8)
        expect("E-IMPORT-XML", ZipWriter(parts).bytes())
    }

    @Test(
        "rows and cells out of order, at no place, of no kind, or with no number",
        arguments: [
            "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"0\"/>", "<row r=\"-1\"/>",
            "<row r=\"a\"/>",
            "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"AAAA1\"><v>1</v></c></row>",
            "<row><c t=\"x\"><v>1</v></c></row>", "<row><c><v>abc</v></c></row>", "<row><c><v>0x10</v></c></row>",
            "<row><c><v>1 2</v></c></row>", "<row><c t=\"s\"><v>-1</v></c></row>",
            "<row><c t=\"s\"><v>99999999999</v></c></row>",
        ])
    func malformed(_ data: String) { expect("E-IMPORT-PART", XlsxFile(data).bytes()) }

    @Test("XML that is not well-formed", arguments: ["<row>", "<row><c></row>", "<row a=1/>", "\u{1}"])
    func malformedXML(_ data: String) { expect("E-IMPORT-XML", XlsxFile(data).bytes()) }

    @Test("what inflates to more than its ratio allows is stopped on the way")
    func ratio() {
        let zeros = String(repeating: "<row/>", count: 1_000_000)
        expect("E-IMPORT-EXPANSION", XlsxFile(zeros).bytes())
        var file = Self.sound
        file.strings = "<si><t>" + String(repeating: "a", count: 900_000) + "</t></si>"
        #expect(XlsxFile.refusal(file.bytes()) == nil)
    }

    @Test("each limit is held")
    func limits() {
        let rows = XlsxFile(rows: (0..<50).map { ["\($0)", "甲"] })
        let bytes = rows.bytes()
        func limited(_ change: (inout WorkbookLimits) -> Void) -> WorkbookLimits {
            var limits = WorkbookLimits()
            change(&limits)
            return limits
        }
        #expect(
            XlsxFile.refusal(
                bytes,
                limits: limited {
                    $0.rows = 50; $0.columns = 2; $0.cells = 100
                }) == nil)
        expect("E-IMPORT-LIMIT", bytes, limits: limited { $0.rows = 49 })
        expect("E-IMPORT-LIMIT", bytes, limits: limited { $0.columns = 1 })
        expect("E-IMPORT-LIMIT", bytes, limits: limited { $0.cells = 99 })
        expect("E-IMPORT-LIMIT", bytes, limits: limited { $0.file = bytes.count - 1 })
        expect("E-IMPORT-LIMIT", bytes, limits: limited { $0.entries = 4 })
        expect("E-IMPORT-LIMIT", bytes, limits: limited { $0.depth = 5 })
        expect("E-IMPORT-LIMIT", bytes, limits: limited { $0.cell = 1 })
        expect("E-IMPORT-EXPANSION", bytes, limits: limited { $0.part = 1_000 })
        expect("E-IMPORT-EXPANSION", bytes, limits: limited { $0.parts = 3_000 })
        let strings = XlsxFile("<row><c t=\"s\"><v>0</v></c></row>", strings: "<si><t>甲</t></si><si><t>乙</t></si>")
            .bytes()
        #expect(
            XlsxFile.refusal(
                strings,
                limits: limited {
                    $0.strings = 2; $0.stringBytes = 6
                }) == nil)
        expect("E-IMPORT-LIMIT", strings, limits: limited { $0.strings = 1 })
        expect("E-IMPORT-LIMIT", strings, limits: limited { $0.stringBytes = 5 })
    }

    @Test("rows and columns beyond those that a spreadsheet has")
    func beyond() {
        #expect(XlsxFile.refusal(XlsxFile("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>").bytes()) == nil)
        expect("E-IMPORT-LIMIT", XlsxFile("<row r=\"1048577\"/>").bytes())
        expect("E-IMPORT-LIMIT", XlsxFile("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>").bytes())
    }

    @Test("a row of one far cell after another ends at the limit of cells, not of memory")
    func sparse() {
        let rows = (1...100).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
        var limits = WorkbookLimits()
        limits.cells = 1 << 20
        expect("E-IMPORT-LIMIT", XlsxFile(rows).bytes(), limits: limits)
    }

    @Test("one tag as long as the file is refused before it is read to its end")
    func longTag() {
        var random = SeededRandom(seed: 1)
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        let noise = String((0..<(6 << 20)).map { _ in letters.randomElement(using: &random) ?? "a" })
        expect("E-IMPORT-LIMIT", XlsxFile("<row a=\"\(noise)\"/>").bytes())
        expect("E-IMPORT-LIMIT", XlsxFile("<!--\(noise)-->").bytes())
    }
}
