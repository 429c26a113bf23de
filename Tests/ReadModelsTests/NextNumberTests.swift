import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("The number after the highest of the year (domain.md: register)")
struct NextNumberTests {
    private func register(_ office: TestOffice, _ given: FindingNumber) throws {
        try office.record(on: "2020-07-03", by: TestOffice.recorder) { desk in
            let round = try desk.round(TestOffice.round)
            try desk.finding(given, .register(TestOffice.registration("记录不规范", "组织生活"), round: round))
        }
    }

    @Test("is told by its size, not by its text, and by its own year")
    func size() throws {
        let office = try TestOffice()
        #expect(try office.register(on: "2020-07-02") == number("2020-1"))
        for given in ["2020-9", "2020-999", "2019-4000", "2020-1000"] { try register(office, number(given)) }
        #expect(try office.register(on: "2020-07-04") == number("2020-1001"))
    }

    @Test("goes on inside an order, after those that it names itself")
    func inside() throws {
        let office = try TestOffice()
        try office.record(on: "2020-07-02", by: TestOffice.recorder) { desk in
            let round = try desk.round(TestOffice.round)
            for given in ["2020-1", nil, "2020-20", nil] {
                let next: FindingNumber = try given.map { number($0) } ?? desk.nextNumber(in: 2020)
                try desk.finding(next, .register(TestOffice.registration("记录不规范", "组织生活"), round: round))
            }
        }
        let all = try office.ledger.rows(of: .findings).map { $0.values[0].text }
        #expect(all == ["2020-001", "2020-002", "2020-020", "2020-021"])
    }

    @Test(
        "is free in the ledger whatever the tables say",
        arguments: [
            "DELETE FROM rm_span",
            "UPDATE rm_span SET rank = 'finding/2020-x' WHERE stream = 'finding/2020-003'",
        ])
    func tampered(_ sql: String) throws {
        let office = try TestOffice()
        for _ in 1...3 { _ = try office.register(on: "2020-07-02") }
        try office.tamper(sql)
        #expect(try office.register(on: "2020-07-03") == number("2020-4"))
    }
}
