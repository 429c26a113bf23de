import Foundation
import Testing

@Suite("memory of reports and of exported lists", .serialized)
struct ReportMemoryTests {
    /// A ledger with so many findings, a measure each.
    private static func ledger(_ findings: Int) throws -> Program {
        let program = try Program()
        try program.run("init", "--name", "台账")
        let rows = (1...findings).map {
            "\($0),巡察,2020-02-03,第 \($0) 个问题的描述，长一些,第 \($0) 条措施,2020-05-01,第\($0 % 40)科,科长\($0 % 40),"
        }
        let sheet = BadInputTests.header + rows.joined(separator: "\n") + "\n"
        try Data(sheet.utf8).write(to: program.folder.appendingPathComponent("sheet.csv"))
        let answer = try program.run("import", "sheet.csv")
        try #require(answer.code == 0, "\(answer.errors)")
        return program
    }

    @Test("does not grow with their rows")
    func flat() throws {
        let (few, many) = (try Self.ledger(3_000), try Self.ledger(12_000))
        defer {
            few.remove()
            many.remove()
        }
        for format in ["xlsx", "html", "md", "csv"] {
            let words = ["report", "三个清单", "-o", "r.\(format)"]
            let (small, large) = (try few.peak(words), try many.peak(words))
            #expect(large - small < 4_096, "\(format): \(small) KiB for 3,000 findings, \(large) KiB for 12,000")
        }
        let words = ["export", "--csv", "-o", "lists"]
        let (small, large) = (try few.peak(words), try many.peak(words))
        #expect(large - small < 4_096, "lists: \(small) KiB for 3,000 findings, \(large) KiB for 12,000")
    }
}
