import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("An order's text attributes")
struct OrderTextTests {
    @Test(
        "a reason with a control character makes no record: a CloudEvent's text has none",
        arguments: ["一\n二", "一\r\n二", "\t", "一\u{0}", "\u{1B}[2J", "\u{7F}", "\u{85}"])
    func controls(_ reason: String) throws {
        let office = try TestOffice()
        let before = try office.ledger.store.read { try $0.last()?.sequence }
        let fault = #expect(throws: Fault.self) {
            try office.record(on: "2020-07-02", by: TestOffice.recorder, reason) {
                try $0.office(.addUnit(unit("新支部")))
            }
        }
        #expect(fault?.code == "E-REASON-CONTROL" && fault?.kind == .usage)
        #expect(try office.ledger.store.read { try $0.last()?.sequence } == before)
    }

    @Test("any other text is a reason", arguments: ["因故", "a “b” 'c' \\ d", "é", "👩‍💻"])
    func texts(_ reason: String) throws {
        let office = try TestOffice()
        try office.record(on: "2020-07-02", by: TestOffice.recorder, reason) { try $0.office(.addUnit(unit("新支部"))) }
    }
}
