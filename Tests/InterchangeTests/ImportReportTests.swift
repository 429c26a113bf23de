import Ledger
import Testing

@testable import Interchange

@Suite("the report of an import")
struct ImportReportTests {
    private static func issue(_ line: Int, _ value: String, _ severity: SheetIssue.Severity = .doubted) -> SheetIssue {
        SheetIssue(
            line: line, column: "整改时限", value: value, severity: severity, code: "E-IMPORT-DATE",
            message: Message("日历上没有，这一天", "no such day, at all"))
    }

    @Test("has a byte order mark, CRLF, a header and the rows by line", arguments: Language.allCases)
    func layout(_ language: Language) {
        let report = ImportReport.csv([Self.issue(9, "a,\"b\"\nc"), Self.issue(3, "2020-02-30", .refused)], language)
        #expect(report.starts(with: [0xEF, 0xBB, 0xBF]))
        let expected =
            language == .zh
            ? "行,列,值,结果,代码,原因\r\n3,整改时限,2020-02-30,拒绝,E-IMPORT-DATE,日历上没有，这一天\r\n"
                + "9,整改时限,\"a,\"\"b\"\"\nc\",存疑,E-IMPORT-DATE,日历上没有，这一天\r\n"
            : "row,column,value,result,code,why\r\n3,整改时限,2020-02-30,refused,E-IMPORT-DATE,\"no such day, at all\"\r\n"
                + "9,整改时限,\"a,\"\"b\"\"\nc\",doubted,E-IMPORT-DATE,\"no such day, at all\"\r\n"
        #expect(String(decoding: report.dropFirst(3), as: UTF8.self) == expected)
    }

    @Test(
        "a cell is never a formula, and hides nothing",
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "'\t=1"), (" =1", "' =1"),
            ("\u{0}=1", "'\\u{0}=1"), ("＝1", "'＝1"), ("−1", "'−1"), ("a=1", "a=1"),
            ("\u{202E}a\u{7}", "\\u{202E}a\\u{7}"),
            ("\u{FEFF}=1", "'\\u{FEFF}=1"), ("x\"\u{301},=1+1", "x\"\u{301},=1+1"),
        ])
    func untrusted(_ value: String, _ cell: String) throws {
        let text = String(decoding: ImportReport.csv([Self.issue(1, value)], .en).dropFirst(3), as: UTF8.self)
        #expect(try CSVTests.records(text).last?.cells[2] == cell)
    }
}
