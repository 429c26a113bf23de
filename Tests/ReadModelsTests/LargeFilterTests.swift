import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("Questions of many values")
struct LargeFilterTests {
    private func office() throws -> TestOffice {
        let office = try TestOffice()
        for place in 1...3 {
            _ = try office.planned("第\(place)个", category: "类\(place)", on: "2020-07-02", due: "2020-08-0\(place)")
        }
        return office
    }

    @Test(
        "a thousand values and more, of each kind of field",
        arguments: [
            ("category", "类", [1, 2, 3]), ("number", "2020-", [1, 2, 3]), ("owner", "第一支部书记", [1, 2, 3]),
            ("units", "第一党支部", [1, 2, 3]), ("measures", "", [1, 2, 3]), ("deadline", "2020-08", [1, 2, 3]),
        ])
    func manyValues(_ name: String, _ stem: String, _ expected: [Int]) throws {
        let office = try office()
        let values = (0..<2_500).map { place -> Filter.Value in
            switch name {
            case "category": .text("类\(place)")
            case "number": .text("2020-" + String(1_000 + place).suffix(3))
            case "owner", "units": .text(place == 2_000 ? stem : "无\(place)")
            case "measures": .integer(place)
            default: .days(day("2020-08-01").adding(days: place)...day("2020-08-01").adding(days: place))
            }
        }
        var query = ListingQuery()
        query.filter = .comparison(Filter.Comparison(name, .among, values))
        #expect(try office.ledger.count(of: .findings, query) == expected.count)
        query.filter = .comparison(Filter.Comparison(name, .unequal, values))
        #expect(try office.ledger.count(of: .findings, query) == 0)
    }

    @Test("more values than SQLite takes arguments")
    func veryMany() throws {
        let office = try office()
        var query = ListingQuery(["category": (0..<40_000).map { .text("类\($0)") }])
        #expect(try office.ledger.count(of: .findings, query) == 3)
        query = ListingQuery(["number": (0..<40_000).map { .text("无\($0)") }])
        #expect(try office.ledger.count(of: .findings, query) == 0)
    }

    @Test("groups count every row, and a limit cuts the groups")
    func limitedGroups() throws {
        let office = try office()
        _ = try office.planned("又一个", category: "类3", on: "2020-07-02", due: "2020-08-09")
        var query = ListingQuery()
        query.limit = 1
        let groups = try office.ledger.groups(of: .findings, query, by: ["category"]).rows.map(\.values)
        #expect(groups == [[.text("类3"), .integer(2)]])
        query.limit = 2
        #expect(try office.ledger.groups(of: .findings, query, by: ["round"]).rows.map(\.values.last) == [.integer(4)])
    }

    @Test("words with a quotation mark that a combining mark follows are looked for as they are")
    func combiningMark() throws {
        let office = try office()
        _ = try office.planned("说\"\u{301}不\"行", on: "2020-07-02", due: "2020-08-09")
        #expect(try office.ledger.find(try SearchWords(["说\"\u{301}不"])).total == 1)
    }

    @Test("more words than can be looked for together are refused")
    func manyWords() throws {
        let office = try office()
        let most = (0..<100).map { _ in "第" }
        #expect(try office.ledger.find(try SearchWords(most)).total >= 3)
        let fault = #expect(throws: Fault.self) {
            try office.ledger.find(try SearchWords((0..<600).map { "词\($0)" }))
        }
        #expect(fault?.code == "E-FIND-MANY" && fault?.kind == .usage)
    }
}
