import Ledger
import Testing

@testable import Interchange

@Suite("findings read ahead on a thread of their own, against those read in place")
struct FindingsAheadTests {
    private func source(_ findings: Int, tail: String = "") throws -> SheetSource {
        let rows = (0..<findings).flatMap {
            [ImportBench.row(["序号": "\($0 + 1)"]), ImportBench.measure(["完成情况": "差不多"])]
        }
        return try SheetSource(ImportBench.sheet(rows + (tail.isEmpty ? [] : [tail])), mapping: [:])
    }

    /// What is handed over, and what ends it.
    private func ahead(_ source: SheetSource) -> ([ReadFinding], Fault?) {
        var found: [ReadFinding] = []
        do {
            try FindingsAhead(source).forEach { found.append($0) }
            return (found, nil)
        } catch {
            return (found, error as? Fault)
        }
    }

    @Test("are the same, whatever their number", arguments: [0, 1, 63, 64, 65, 128, 300, 1_000])
    func same(count: Int) throws {
        let source = try source(count)
        var plain: [ReadFinding] = []
        var reading = try source.reading()
        while let found = try reading.next() { plain.append(found) }
        let (found, fault) = ahead(source)
        #expect(found == plain && fault == nil)
        #expect(found.count == count && found.allSatisfy { $0.issues.count == 1 })
    }

    @Test("end with what is wrong with the file", arguments: [0, 64, 500])
    func broken(count: Int) throws {
        let (found, fault) = ahead(try source(count, tail: "\"never closed"))
        #expect(fault?.code == "E-IMPORT-QUOTE-OPEN")
        #expect(found.count <= count)
    }

    @Test("may be left in the middle", arguments: [0, 1, 64, 900])
    func abandoned(place: Int) throws {
        let source = try source(1_000)
        var count = 0
        #expect(throws: CancellationError.self) {
            try FindingsAhead(source).forEach { _ in
                if count == place { throw CancellationError() }
                count += 1
            }
        }
        #expect(count == place)
    }
}
