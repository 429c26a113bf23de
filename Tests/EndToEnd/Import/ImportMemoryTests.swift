import Testing

@Suite("memory of an import", .serialized)
struct ImportMemoryTests {
    private static func peak(_ findings: Int, _ words: [String]) throws -> Int {
        let program = try Program.sheet(of: findings)
        defer { program.remove() }
        return try program.peak(["import", "sheet.csv"] + words)
    }

    @Test("does not grow with the sheet", arguments: [[], ["--dry-run"]])
    func flat(words: [String]) throws {
        let (small, large) = (try Self.peak(2_000, words), try Self.peak(8_000, words))
        // The file itself, in memory, has 700 KiB more.
        #expect(large - small < 6_144, "\(words): \(small) KiB for 2,000 findings, \(large) KiB for 8,000")
    }
}
