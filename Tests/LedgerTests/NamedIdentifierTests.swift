import Testing

@testable import Ledger

@Suite("identifiers made from names")
struct NamedIdentifierTests {
    @Test("are those of RFC 9562, appendix A.4: UUID version 5 of www.example.com")
    func vector() throws {
        let space = try #require(Identifier("6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
        #expect(Identifier(named: "www.example.com", in: space).text == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    }

    @Test(
        "a day begins and ends by the zone's clock",
        arguments: [
            ("Asia/Shanghai", "2020-05-31", "+08:00"), ("UTC", "2020-05-31", "+00:00"),
            ("America/St_Johns", "2020-01-31", "-03:30"), ("America/St_Johns", "2020-07-31", "-02:30"),
            ("Asia/Kathmandu", "2020-05-31", "+05:45"),
        ])
    func days(_ zone: String, _ day: String, _ offset: String) throws {
        let zone = try #require(LocalZone(zone))
        let day = try #require(CalendarDate(day))
        #expect(zone.beginning(of: day) == "\(day)T00:00:00\(offset)")
        #expect(zone.end(of: day) == "\(day)T23:59:59\(offset)")
    }
}
