import Testing

@Suite("memory of reports, exports, verify and rebuild", .serialized)
struct ReportMemoryTests {
    private static func ledger(_ findings: Int) throws -> Program {
        let program = try Program.sheet(of: findings)
        try program.done(["import", "sheet.csv"])
        return program
    }

    @Test("does not grow with the ledger")
    func flat() throws {
        let (few, many) = (try Self.ledger(1_500), try Self.ledger(6_000))
        defer {
            few.remove()
            many.remove()
        }
        for format in ["xlsx", "html", "md", "csv"] {
            let words = ["report", "三个清单", "-o", "r.\(format)"]
            let (small, large) = (try few.peak(words), try many.peak(words))
            #expect(large - small < 4_096, "\(format): \(small) KiB for 1,500 findings, \(large) KiB for 6,000")
        }
        for words in [
            ["export", "--csv", "-o", "lists"], ["export", "--cloudevents", "-o", "records"], ["verify"], ["rebuild"],
        ] {
            let (small, large) = (try few.peak(words), try many.peak(words))
            #expect(large - small < 4_096, "\(words): \(small) KiB for 1,500 findings, \(large) KiB for 6,000")
        }
    }
}
