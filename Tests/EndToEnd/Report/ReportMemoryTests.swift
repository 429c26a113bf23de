import Testing

@Suite("memory of reports, exports, verify and rebuild", .serialized)
struct ReportMemoryTests {
    private static func ledger(_ findings: Int) throws -> Program {
        let program = try Program.sheet(of: findings)
        try program.done(["import", "sheet.csv"])
        return program
    }

    /// Findings; half of them for a program that was built to be debugged.
    private static let (fewer, more) = Program.release == nil ? (1_500, 6_000) : (3_000, 12_000)

    @Test("does not grow with the ledger")
    func flat() throws {
        let (few, many) = (try Self.ledger(Self.fewer), try Self.ledger(Self.more))
        defer {
            few.remove()
            many.remove()
        }
        for format in ["xlsx", "html", "md", "csv"] {
            let words = ["report", "三个清单", "-o", "r.\(format)"]
            let (small, large) = (try few.peak(words), try many.peak(words))
            #expect(large - small < 4_096, "\(format): \(small) KiB, and \(large) KiB for four times the findings")
        }
        for words in [
            ["export", "--csv", "-o", "lists"], ["export", "--cloudevents", "-o", "records"], ["verify"], ["rebuild"],
        ] {
            let (small, large) = (try few.peak(words), try many.peak(words))
            #expect(large - small < 4_096, "\(words): \(small) KiB, and \(large) KiB for four times the findings")
        }
    }
}
