import Foundation
import Testing

@Suite("memory of an import", .serialized)
struct ImportMemoryTests {
    /// The peak of an import of so many findings, a measure each and a few people and units, KiB.
    private static func peak(_ findings: Int, _ words: [String]) throws -> Int {
        let program = try Program()
        defer { program.remove() }
        try program.run("init", "--name", "台账")
        let rows = (1...findings).map {
            "\($0),巡察,2020-02-03,第 \($0) 个问题的描述，长一些,第 \($0) 条措施,2020-05-01,第\($0 % 40)科,科长\($0 % 40),"
        }
        let sheet = BadInputTests.header + rows.joined(separator: "\n") + "\n"
        try Data(sheet.utf8).write(to: program.folder.appendingPathComponent("sheet.csv"))
        return try program.peak(["import", "sheet.csv"] + words)
    }

    @Test("does not grow with the sheet", arguments: [[], ["--dry-run"]])
    func flat(words: [String]) throws {
        let (small, large) = (try Self.peak(2_000, words), try Self.peak(8_000, words))
        // The file itself, in memory, has 700 KiB more.
        #expect(large - small < 6_144, "\(words): \(small) KiB for 2,000 findings, \(large) KiB for 8,000")
    }
}
