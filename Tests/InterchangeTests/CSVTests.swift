import Ledger
import Testing

@testable import Interchange
@testable import Spreadsheet

@Suite("RFC 4180")
struct CSVTests {
    static let tables: [(String, [[String]])] = [
        ("", []),
        ("a", [["a"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\n\nc,", [["a", "b"], [""], ["c", ""]]),
        ("\"a,b\",\"c\"\"d\",\"\"\n", [["a,b", "c\"d", ""]]),
        ("\"\"\"a\"\"\",\"\"\"\"", [["\"a\"", "\""]]),
        ("\"a\r\nb\nc\rd\",e", [["a\r\nb\nc\rd", "e"]]),
        ("5\" pipe,a\"b\"", [["5\" pipe", "a\"b\""]]),
        (" \"a\",b", [[" \"a\"", "b"]]),
        ("a;b;c\n1,5;2;3", [["a", "b", "c"], ["1,5", "2", "3"]]),
        ("a\tb\tc\n1,5\t2;\t3", [["a", "b", "c"], ["1,5", "2;", "3"]]),
        ("title; one\n\"x;y;z\",b,c", [["title; one"], ["x;y;z", "b", "c"]]),
        ("a\u{0},\u{202E}b\n,\u{7}", [["a\u{0}", "\u{202E}b"], ["", "\u{7}"]]),
    ]

    @Test("reads a table", arguments: tables)
    func read(_ text: String, _ cells: [[String]]) throws {
        #expect(try CSVTests.records(text).map(\.cells) == cells)
    }

    @Test("a record keeps the line on which it starts, whatever ends the lines", arguments: ["\n", "\r\n", "\r"])
    func lines(_ ending: String) throws {
        let text = ["a,\"b", "b\"", "", "\"", "", "\",c", "d,e"].joined(separator: ending)
        #expect(try CSVTests.records(text).map(\.line) == [1, 3, 4, 7])
        #expect(CSV.lines(in: Array(text.utf8)[...]) == 7)
    }

    @Test(
        "a broken quote is refused with its place",
        arguments: [
            ("a,b\nc,\"d\ne", "E-IMPORT-QUOTE-OPEN", "line 2"),
            ("a,\"b\nc\nd\n", "E-IMPORT-QUOTE-OPEN", "line 1"),
            ("\"", "E-IMPORT-QUOTE-OPEN", "line 1"),
            ("a,b\nc,d,\"e\" f,g", "E-IMPORT-QUOTE-TEXT", "line 2, column 3"),
            ("\"a\"\"b\"c", "E-IMPORT-QUOTE-TEXT", "line 1, column 1"),
        ])
    func brokenQuotes(_ text: String, _ code: String, _ place: String) {
        let fault = #expect(throws: Fault.self) { try CSVTests.records(text) }
        #expect(fault?.code == code)
        #expect(fault?.kind == .badData)
        #expect(fault?.message.en.contains(place) == true)
    }

    @Test("a cell of 8 MiB, half of it doubled quotes, takes linear time", .timeLimit(.minutes(1)))
    func largeCell() throws {
        let text = "a,\"" + String(repeating: "\"\"问", count: 1 << 20) + "\",b"
        let cells = try #require(try CSVTests.records(text).first?.cells)
        #expect(cells.map(\.utf8.count) == [1, 4 << 20, 1])
    }

    static func records(_ text: String) throws -> [CellRow] {
        var csv = CSV(utf8: Array(text.utf8))
        var out: [CellRow] = []
        while let record = try csv.next() { out.append(record) }
        return out
    }
}
