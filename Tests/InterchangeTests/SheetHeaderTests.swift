import Ledger
import Testing

@testable import Interchange

@Suite("the header of a sheet")
struct SheetHeaderTests {
    @Test("knows each column by each of its names", arguments: SheetColumn.allCases)
    func synonyms(_ column: SheetColumn) {
        for name in column.names + [column.rawValue] { #expect(SheetColumn(named: name) == column, "\(name)") }
    }

    @Test("no name stands for two columns")
    func unique() {
        let keys = SheetColumn.allCases.flatMap { Set(($0.names + [$0.rawValue]).map(SheetColumn.key)) }
        #expect(Set(keys).count == keys.count)
    }

    @Test(
        "white space, line breaks, width, case and remarks do not count",
        arguments: [
            ("整改\n时限", SheetColumn.deadline), (" 责 任 人\u{3000}", .owner), ("整改时限（年月日）", .deadline),
            ("*问题描述：", .description), ("ＩＤ", .sequence), ("feedback_date", .feedbackDate), ("LEAD UNIT", .leadUnit),
        ])
    func normalised(_ name: String, _ column: SheetColumn) {
        #expect(SheetColumn(named: name) == column)
    }

    @Test("columns of unknown name are reported with how many cells they have, unnamed ones too")
    func unknown() throws {
        let text = "序号,问题描述,整改措施,备注,领导批示,,空列\n1,甲,乙,丙,,,\n,,丁,戊,同意,己,\n"
        let sheet = try Sheet.read(Array(text.utf8), mapping: [:])
        #expect(
            sheet.unknownColumns == [
                .init(name: "备注", position: 4, cells: 2), .init(name: "领导批示", position: 5, cells: 1),
                .init(name: "", position: 6, cells: 1),
            ])
    }

    @Test("a mapping names a column, in Chinese or in English, and goes before the usual names")
    func mapped() throws {
        let mapping = try SheetColumn.mapping(["毛病＝问题描述", "问题=manifestation", "Wer=owner"])
        let text = "序号,毛病,问题,wer\n1,甲,乙,丙\n"
        let finding = try #require(try Sheet.read(Array(text.utf8), mapping: mapping).findings.first)
        #expect([finding.description, finding.manifestation, finding.owner] == ["甲", "乙", "丙"])
    }

    @Test("a mapping settles which of two columns is meant; the other is reported as unknown")
    func settled() throws {
        let text = "序号,问题,问题描述,措施\n1,甲,乙,丙\n"
        let sheet = try Sheet.read(Array(text.utf8), mapping: ["问题描述": .description])
        #expect(sheet.findings.map(\.description) == ["乙"])
        #expect(sheet.unknownColumns == [.init(name: "问题", position: 2, cells: 1)])
    }

    static let wrong: [(String, [String: SheetColumn], String, String)] = [
        ("", [:], "E-IMPORT-HEADER", "no header row"),
        ("a,b,c\n1,2,3", [:], "E-IMPORT-HEADER", "no header row"),
        ("标题\n序号,毛病,整改措施,责任人\n1,2,3,4", [:], "E-IMPORT-HEADER", "line 2 has no description"),
        ("问题描述,措施\n1,2", [:], "E-IMPORT-HEADER", "fewer than three"),
        ("序号,问题,整改时限\n1,2,2020-09-30", [:], "E-IMPORT-HEADER", "no measure column (there is a column “整改时限”"),
        ("序号,问题,问题描述,措施\n1,2,3,4", [:], "E-IMPORT-HEADER-TWICE", "both “问题” and “问题描述”"),
        ("序号,问题,问题,措施\n1,2,3,4", [:], "E-IMPORT-HEADER-TWICE", "both “问题” and “问题”"),
        ("序号,问题,措施\n1,2,3", ["单位": .unit], "E-IMPORT-MAP", "no column “单位”"),
        ("序号,问题,甲,乙\n1,2,3", ["甲": .unit, "乙": .unit], "E-IMPORT-HEADER-TWICE", "both “甲” and “乙”"),
    ]

    @Test("a header that cannot be used is refused, saying what was found and how to map", arguments: wrong)
    func refused(_ text: String, _ mapping: [String: SheetColumn], _ code: String, _ says: String) {
        let fault = #expect(throws: Fault.self) { try Sheet.read(Array(text.utf8), mapping: mapping) }
        #expect(fault?.code == code)
        #expect(fault?.message.en.contains(says) == true, "\(fault?.message.en ?? "")")
        #expect(fault?.remedy?.zh.contains("--map") == true)
    }

    @Test("an argument of --map that names no column is refused", arguments: ["甲", "=unit", "甲=", "甲=乙", " =unit"])
    func wrongArgument(_ argument: String) {
        let fault = #expect(throws: Fault.self) { try SheetColumn.mapping([argument]) }
        #expect(fault?.code == "E-IMPORT-MAP")
        #expect(fault?.kind == .usage)
    }
}
