import Ledger
import LedgerSQLite
import Rectification
import Testing

@testable import ReadModels

@Suite("Filter language")
struct FilterLanguageTests {
    private static let days = FilterDays(today: day("2020-09-15"))

    private static func read(_ text: String, _ listing: Listing = .findings) throws -> Filter {
        try Filter.read(text, of: listing, days)
    }

    @Test(
        "is read in both languages, with full-width signs, by precedence: not, and, or",
        arguments: [
            ("灯 = 红", "light = red"), ("灯＝红", "light = red"), ("Light == RED", "light = red"),
            ("责任人=督查科科长", "owner = 督查科科长"), ("owner is none", "owner is none"), ("责任人为空", "owner is none"),
            ("责任人 为空", "owner is none"), ("责任人 不为空", "not owner is none"),
            ("owner is not none", "not owner is none"),
            ("灯 in （红，黄）", "light in (red, yellow)"), ("灯 在（红、黄）", "light in (red, yellow)"),
            ("灯 not in (红)", "not light in (red)"), ("状态 ≠ 整改中", "stage != inprogress"),
            ("stage = \"in progress\"", "stage = inprogress"), ("描述性 = 1", "?"),
            ("问题 ~ “三会 一课”", "description ~ \"三会 一课\""),
            ("问题 包含 记录", "description ~ 记录"), ("来自导入 = 是", "claimed = yes"), ("claimed != no", "claimed != no"),
            ("措施数 ≥ ２", "measures >= 2"), ("编号 = 2020-1", "number = 2020-001"),
            ("时限 = 2020年9月", "deadline = 2020-09"), ("时限 < 2020", "deadline < 2020"),
            ("时限 <= today", "deadline <= 2020-09-15"), ("时限 > -15d", "deadline > 2020-08-31"),
            ("时限 = 昨天", "deadline = 2020-09-14"),
            ("时限 = 上月", "deadline = 2020-08"), ("时限 = last-year", "deadline = 2019"),
            ("灯=红 or 灯=黄 and not 退回次数>1", "light = red or light = yellow and not returns > 1"),
            ("(灯=红 or 灯=黄) and 退回次数>1", "(light = red or light = yellow) and returns > 1"),
            ("非 (灯=红 且 灯=黄) 或 逾期 > 3", "not (light = red and light = yellow) or overdueDays > 3"),
            ("not not 灯=红", "not not light = red"),
        ])
    func reading(text: String, canonical: String) throws {
        guard canonical != "?" else {
            #expect(throws: Fault.self) { try Self.read(text) }
            return
        }
        let filter = try Self.read(text)
        #expect(filter.description == canonical)
        #expect(try Self.read(canonical) == filter)
    }

    @Test(
        "a mistake is pointed at: its code, and the characters that are wrong",
        arguments: [
            ("", "E-FILTER-SYNTAX", 0..<1), ("灯", "E-FILTER-SYNTAX", 1..<2), ("灯 红", "E-FILTER-SYNTAX", 2..<3),
            ("灯 = ", "E-FILTER-SYNTAX", 4..<5), ("灯 = 红 单位", "E-FILTER-SYNTAX", 6..<8),
            ("责任 = 甲", "E-FILTER-FIELD", 0..<2), ("灯 < 红", "E-FILTER-OPERATOR", 2..<3),
            ("灯 = 蓝", "E-FILTER-VALUE", 4..<5), ("时限 = 2020-13", "E-FILTER-VALUE", 5..<12),
            ("时限 = -100000d", "E-FILTER-VALUE", 5..<13),
            ("退回次数 = 三", "E-FILTER-VALUE", 7..<8), ("(灯 = 红", "E-FILTER-SYNTAX", 0..<1),
            ("灯 in (红", "E-FILTER-SYNTAX", 5..<6), ("灯 = 红)", "E-FILTER-SYNTAX", 5..<6),
            ("问题 ~ \"甲", "E-FILTER-SYNTAX", 5..<7), ("责任人 = 空", "E-FILTER-SYNTAX", 6..<7),
            ("责任人 is 甲", "E-FILTER-SYNTAX", 7..<8), ("灯 in 红", "E-FILTER-SYNTAX", 5..<6),
            ("且 灯 = 红", "E-FILTER-SYNTAX", 0..<1), ("灯 = 红 且", "E-FILTER-SYNTAX", 7..<8),
        ])
    func mistakes(text: String, code: String, range: Range<Int>) throws {
        let fault = try #require(throws: Fault.self) { try Self.read(text) }
        #expect(fault.code == code && fault.kind == .usage)
        #expect(fault.place == Fault.Place(text: text, range: range), "\(fault)")
        #expect(fault.remedy != nil)
    }

    @Test("neither depth nor length bring it down")
    func limits() throws {
        let deep = String(repeating: "(", count: 2_000) + "灯=红"
        #expect(throws: Fault.self) { try Self.read(deep) }
        #expect(throws: Fault.self) { try Self.read(String(repeating: "非 ", count: 1_500) + "灯=红") }
        #expect(throws: Fault.self) { try Self.read(String(repeating: "灯=红 且 ", count: 1_000) + "灯=红") }
        // As long and as deep as may be: SQLite takes it.
        let office = try TestOffice()
        let wide = (0..<285).map { _ in "measures=1" }.joined(separator: " or ")
        let nested = String(repeating: "(not ", count: 24) + "灯=红" + String(repeating: ")", count: 24)
        for text in [wide, nested] {
            var query = ListingQuery()
            query.filter = try Self.read(text)
            #expect(try office.ledger.rows(of: .findings, query).isEmpty)
        }
    }

    @Test("every field of every list is found by its name and by its titles alone", arguments: Listing.all.map(\.name))
    func fields(name: String) throws {
        let listing = try #require(Listing.named(name))
        #expect(Set(listing.fields.map(\.name)).count == listing.fields.count)
        for field in listing.fields {
            #expect(listing.field(called: field.name)?.name == field.name)
            #expect(listing.field(called: field.title.zh)?.name == field.name, "\(field.title.zh)")
            #expect(try Self.read("\(field.name) is none", listing).description == "\(field.name) is none")
        }
    }

    @Test(
        "random filters: written and read again they are the same, and the database gives the rows that Swift finds",
        arguments: [("findings", 1), ("measures", 2), ("rounds", 3), ("findings", 4)] as [(String, UInt64)])
    func random(name: String, seed: UInt64) throws {
        let office = try TestOffice()
        try office.live(160, seed: seed)
        _ = try office.planned(
            "记录缺 100% 会议 Late_Reports", category: "a\"b", on: office.clock.today.description, due: "2022-08-01")
        let listing = try #require(Listing.named(name))
        let rows = try office.ledger.rows(of: listing)
        let judge = FilterRows(listing: listing)
        var maker = RandomFilter(listing: listing, rows: rows, random: SeededRandom(seed: seed))
        var some = 0
        for _ in 0..<400 {
            let filter = maker.filter()
            let written = filter.description
            #expect(try Self.read(written, listing) == filter, "\(written)")
            var query = ListingQuery()
            query.filter = filter
            let found = try office.ledger.rows(of: listing, query)
            #expect(found == rows.filter { judge.holds(filter, $0) }, "\(written)")
            #expect(try office.ledger.count(of: listing, query) == found.count)
            if !found.isEmpty, found.count < rows.count { some += 1 }
        }
        // Most filters would otherwise be about nothing; there is one round only.
        #expect(some > 50 || rows.count < 2, "\(some) of 400 told rows apart")
    }

    @Test("values are arguments: nothing that is written in one becomes SQL")
    func injection() throws {
        let office = try TestOffice()
        _ = try office.planned(on: "2020-07-02", due: "2020-08-01")
        var query = ListingQuery()
        for text in ["' OR 1=1 --", "x'); DROP TABLE rm_finding; --", "{today}", "\\", "%", "_"] {
            for relation in ["=", "~"] {
                query.filter = try Self.read("description \(relation) \(FilterToken.quoted(text))")
                #expect(try office.ledger.rows(of: .findings, query).isEmpty, "\(text)")
            }
        }
        #expect(try office.ledger.rows(of: .findings).count == 1)
    }
}

@Suite("Queries of listings")
struct ListingQueryTests {
    private func office() throws -> TestOffice {
        let office = try TestOffice()
        let both = [TestOffice.first, TestOffice.second]
        _ = try office.planned("甲", category: "财务", units: both, on: "2020-07-02", due: "2020-08-01")
        _ = try office.planned("乙", category: "信息", units: [TestOffice.second], on: "2020-07-03", due: "2020-08-20")
        _ = try office.planned("丙", category: "财务", on: "2020-07-04", due: "2020-12-31")
        _ = try office.register("丁", category: "信息", on: "2020-07-05")
        office.clock.set(day("2020-08-10"))
        return office
    }

    private func texts(_ office: TestOffice, _ query: ListingQuery) throws -> [[String?]] {
        try office.ledger.rows(of: .findings, query).map { $0.values.map(\.text) }
    }

    @Test("rows are sorted by several fields; what has no value comes last either way; lights by how pressing they are")
    func sorting() throws {
        let office = try office()
        var query = ListingQuery()
        query.columns = try ListingQuery.fields("问题", of: .findings)
        for (sort, expected) in [
            ("-编号", "丁丙乙甲"), ("灯", "甲乙丙丁"), ("-灯", "丙乙甲丁"), ("类别，-时限", "乙丁丙甲"),
        ] {
            query.order = try ListingQuery.order(sort, of: .findings)
            #expect(try texts(office, query).map { $0[0] ?? "" }.joined() == expected, "\(sort)")
        }
        query.order = []
        query.limit = 2
        #expect(try texts(office, query) == [["甲"], ["乙"]])
        #expect(try office.ledger.count(of: .findings, query) == 2)
        #expect(throws: Fault.self) { try ListingQuery.order("灯,没有", of: .findings) }
        let fault = #expect(throws: Fault.self) { try ListingQuery.fields("灯, 没有", of: .findings) }
        #expect(fault?.place?.range == 3..<5)
    }

    @Test("groups count rows, a row for each of its names, the most frequent first")
    func groups() throws {
        let office = try office()
        func groups(_ fields: [String]) throws -> [[String?]] {
            try office.ledger.groups(of: .findings, ListingQuery(), by: fields).rows.map { $0.values.map(\.text) }
        }
        #expect(try groups(["units"]) == [["第一党支部", "3"], ["第二党支部", "2"]])
        #expect(try groups(["light"]) == [["red", "1"], ["yellow", "1"], ["green", "1"], [nil, "1"]])
        #expect(
            try groups(["category", "units"]) == [
                ["财务", "第一党支部", "2"], ["财务", "第二党支部", "1"], ["信息", "第二党支部", "1"], ["信息", "第一党支部", "1"],
            ])
    }

    @Test("as of a moment, days are counted from it and rows are as they were")
    func horizon() throws {
        let office = try office()
        var query = ListingQuery()
        query.columns = ["description", "light", "overdueDays", "age"]
        query.filter = try Filter.read("light = red", of: .findings, FilterDays(today: day("2020-09-01")))
        #expect(
            try office.ledger.rows(of: .findings, query, .occurred(day("2020-09-01"))).map { $0.values.map(\.text) }
                == [
                    ["甲", "red", "31", "61"], ["乙", "red", "12", "60"],
                ])
        #expect(try office.ledger.rows(of: .findings, query, .occurred(day("2020-07-02"))).isEmpty)
    }

    @Test("a finding's row says what its typed row says")
    func sameAsRows() throws {
        let office = try TestOffice()
        try office.live(150, seed: 7)
        let typed = try office.ledger.findings()
        var query = ListingQuery()
        query.columns = [
            "number", "stage", "light", "overdueDays", "age", "measures", "measuresDone", "evidence", "closedOn",
            "deadline",
        ]
        let rows = try office.ledger.rows(of: .findings, query).map { $0.values.map(\.text) }
        #expect(
            rows
                == typed.map {
                    [
                        $0.number.text, $0.stage.rawValue, $0.light?.rawValue, "\($0.overdueDays)", "\($0.age)",
                        "\($0.measures)", "\($0.measuresDone)", "\($0.evidence)", $0.closedOn?.description,
                        $0.deadline?.description,
                    ]
                })
        let rounds = try office.ledger.statistics(by: .round)
        query.columns = ["name", "findings", "open", "overdue"]
        #expect(
            try office.ledger.rows(of: .rounds, query).map { $0.values.map(\.text) }
                == rounds.map {
                    [$0.group, "\($0.statistics.total)", "\($0.statistics.open)", "\($0.statistics.overdue)"]
                })
    }
}

@Suite("Saved views")
struct SavedViewTests {
    @Test("a view is read as it was written, with comments, in either language")
    func reading() throws {
        var view = SavedView(list: "findings")
        view.condition = "灯 = 红 且 问题 ~ \"a = b\""
        view.sort = "-overdueDays"
        view.limit = 20
        view.groups = "units"
        #expect(try SavedView.read(Array(view.text.utf8), called: "x") == view)
        let text =
            "\u{FEFF}# 逾期\r\n列表 ＝ findings\r\n\r\n条件 = 灯 = 红 且 问题 ~ \"a = b\"\r\n排序=-overdueDays\n项数 = 20\n 分组 = units"
        #expect(try SavedView.read(Array(text.utf8), called: "x") == view)
    }

    @Test(
        "a bad file is refused by its line",
        arguments: [
            ("list = findings\nwher = 1", "E-VIEW-LINE", "2"), ("\n\nlist findings", "E-VIEW-LINE", "3"),
            ("list = a\nlist = b", "E-VIEW-LINE", "2"), ("list =", "E-VIEW-LINE", "1"),
            ("list = a\nlimit = 0", "E-VIEW-LINE", "2"), ("# nothing", "E-VIEW-LIST", ""), ("", "E-VIEW-LIST", ""),
        ])
    func mistakes(text: String, code: String, line: String) throws {
        let fault = try #require(throws: Fault.self) { try SavedView.read(Array(text.utf8), called: "x") }
        #expect(fault.code == code)
        #expect(line.isEmpty || fault.message.en.contains("Line \(line) "))
    }

    @Test("a condition over several lines is kept on one; a line break within quotation marks cannot be kept")
    func lineBreaks() throws {
        var view = SavedView(list: "findings")
        view.condition = "灯 = 红\n  且 问题 ~ \"a = b\"\r\n"
        #expect(try SavedView.read(Array(view.text.utf8), called: "x").condition == "灯 = 红   且 问题 ~ \"a = b\"")
        view.condition = "问题 ~ \"a\nb\""
        let fault = #expect(throws: Fault.self) { try view.kept() }
        #expect(fault?.code == "E-VIEW-BREAK" && fault?.kind == .usage)
    }

    @Test("what is no text is no view")
    func noText() {
        #expect(throws: Fault.self) { try SavedView.read([0xFF, 0xFE, 0x00], called: "x") }
        #expect(throws: Fault.self) { try SavedView.read(Array(repeating: 0x23, count: 20_000), called: "x") }
    }
}
