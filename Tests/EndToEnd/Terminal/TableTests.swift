import Ledger
import Testing

@testable import ReadModels
@testable import Console

@Suite("Table")
struct TableTests {
    static let findings = Table(
        [
            .init(Message("编号", "Number"), importance: 9),
            .init(Message("灯", "Light"), importance: 8),
            .init(Message("问题", "Finding"), .left, .flexible(minimum: 12), importance: 7),
            .init(Message("责任单位", "Unit"), .left, .flexible(minimum: 6), importance: 2),
            .init(Message("时限", "Due"), importance: 3),
            .init(Message("逾期", "Overdue"), .right, importance: 4),
        ],
        rows: [
            ["2020-015", .init(.red), "三会一课记录不规范，支委会会议记录缺失较多", "第一支部", "2020-09-15", "16天"],
            ["2020-016", .init(.yellow), "short\tname\nsecond", "机关党委办公室（综合科）", "2020-10-09", ""],
        ])

    private func terminal(_ columns: Int, colour: Bool = false) -> Screen {
        Screen(isTerminal: true, usesColour: colour, columns: columns)
    }

    @Test("on a wide terminal nothing is cut")
    func wide() {
        let expected = """
            编号      灯    问题                                        责任单位                  时限        逾期
            2020-015  ● 红  三会一课记录不规范，支委会会议记录缺失较多  第一支部                  2020-09-15  16天
            2020-016  ● 黄  short⇥name⏎second                           机关党委办公室（综合科）  2020-10-09

            """
        #expect(Self.findings.text(on: terminal(120), language: .zh) == expected)
    }

    @Test("at 80 columns the flexible columns are cut, the widest first")
    func eighty() {
        let expected = """
            编号      灯    问题                    责任单位                时限        逾期
            2020-015  ● 红  三会一课记录不规范，…   第一支部                2020-09-15  16天
            2020-016  ● 黄  short⇥name⏎second       机关党委办公室（综合…   2020-10-09

            """
        #expect(Self.findings.text(on: terminal(80), language: .zh) == expected)
    }

    @Test("at 40 columns the least important columns go, and the reader is told")
    func forty() {
        let expected = """
            编号      灯    问题                逾期
            2020-015  ● 红  三会一课记录不规…   16天
            2020-016  ● 黄  short⇥name⏎second
            窗口太窄，未显示：责任单位、时限

            """
        #expect(Self.findings.text(on: terminal(40), language: .zh) == expected)
    }

    @Test("no line is wider than the terminal nor ends with a space", arguments: 1...130)
    func fits(columns: Int) {
        for language in Language.allCases {
            for line in Self.findings.text(on: terminal(columns), language: language).split(separator: "\n") {
                #expect(String(line).displayWidth <= columns)
                #expect(line.last != " ")
            }
        }
    }

    @Test("columns stand under each other at every width", arguments: [120, 80, 60])
    func aligned(columns: Int) {
        let lines = Self.findings.text(on: terminal(columns), language: .zh).split(separator: "\n").map(String.init)
        func column(of mark: String, in line: String) -> Int? {
            line.firstRange(of: mark).map { String(line[..<$0.lowerBound]).displayWidth }
        }
        #expect(column(of: "灯", in: lines[0]) == column(of: "●", in: lines[1]))
        #expect(column(of: "问题", in: lines[0]) == column(of: "三会", in: lines[1]))
        #expect(column(of: "问题", in: lines[0]) == column(of: "short", in: lines[2]))
        #expect(lines[0].displayWidth == lines[1].displayWidth)
    }

    @Test("numbers stand at the right of their column, an empty last cell leaves nothing behind")
    func rightAligned() {
        let table = Table(
            [
                .init(Message("单位", "Unit")), .init(Message("逾期项", "Overdue"), .right),
                .init(Message("率", "Rate"), .right),
            ],
            rows: [["第一支部", "7", "42.5%"], ["二", "12", ""]])
        let expected = """
            单位      逾期项     率
            第一支部       7  42.5%
            二            12

            """
        #expect(table.text(on: terminal(80), language: .zh) == expected)
    }

    @Test("styles change neither the words nor their places", arguments: [120, 80, 40, 20, 5])
    func styles(columns: Int) {
        let plain = Self.findings.text(on: terminal(columns), language: .en)
        let colourful = Self.findings.text(on: terminal(columns, colour: true), language: .en)
        #expect(colourful != plain)
        #expect(colourful.withoutStyles == plain)
    }

    @Test("elsewhere it is tab-separated and whole")
    func tabSeparated() {
        let expected = """
            Number\tLight\tFinding\tUnit\tDue\tOverdue
            2020-015\t● red\t三会一课记录不规范，支委会会议记录缺失较多\t第一支部\t2020-09-15\t16天
            2020-016\t● yellow\tshort\\tname\\nsecond\t机关党委办公室（综合科）\t2020-10-09\t

            """
        let narrow = Screen(isTerminal: false, usesColour: true, columns: 10)
        #expect(Self.findings.text(on: narrow, language: .en) == expected)
    }

    @Test("nothing in a cell reaches the screen unescaped")
    func untrusted() {
        let table = Table([.init(Message(verbatim: "x"))], rows: [["\u{1B}[2J\u{202E}"]])
        for text in [
            table.text(on: terminal(80), language: .zh), table.text(on: .plain, language: .zh), table.csv(.zh),
        ] {
            #expect(text == "x\n\\u{1B}[2J\\u{202E}\n")
        }
    }

    @Test(
        "a cell of CSV is quoted where it must be and never a formula",
        arguments: [
            ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"yes\"", "\"say \"\"yes\"\"\""),
            ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\nb\""), ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"),
            ("@x", "'@x"), ("\tx", "\"'\tx\""), ("\rx", "'\\u{D}x"), ("＝1", "'＝1"), ("−1", "'−1"), (" =1", "' =1"),
            ("\n=1", "\"'\n=1\""), ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
            ("2020-09-30", "2020-09-30"), ("a=b", "a=b"), ("三，四", "三，四"),
            ("x\"\u{301},=1", "\"x\"\"\u{301},=1\""),
        ])
    func csv(text: String, field: String) {
        let table = Table(
            [.init(Message("甲", "A")), .init(Message("乙", "B"))], rows: [[.init(text, .red), "z"]])
        #expect(table.csv(.zh) == "甲,乙\n\(field),z\n")
        #expect(table.csv(.en) == "A,B\n\(field),z\n")
    }

    @Test("a negative number of the program's own is a number in CSV, a text that looks like one a text")
    func figures() {
        var listing = Listing.findings
        listing.fields = [.init("n", Message("n", "n"), .integer, "n"), .init("t", Message("t", "t"), .text, "t")]
        let answer = ListingAnswer(listing: listing, rows: [ListingRow(values: [.integer(-5), .text("-5")])])
        #expect(answer.csv.csv(.en) == "n,t\n-5,'-5\n")
    }
}
