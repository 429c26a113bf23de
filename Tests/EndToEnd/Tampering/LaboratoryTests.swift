import Foundation
import Ledger
import ReadModels
import Testing

/// The tamper laboratory: mutations enumerated by machine (`laboratory.py`) over a ledger that has everything in it, and
/// what both verifiers must say of each. `tools/soak` mutates every record and every row.
@Suite("the tamper laboratory", .serialized)
struct LaboratoryTests {
    /// A mutation, and what the second verifier said of the copy.
    struct Mutation: Decodable, Sendable {
        var number: Int
        var kind: String
        var what: String
        var against: Bool
        var code: Int32
        var codes: Set<String>
    }

    @Test(
        "every mutation is met by both verifiers with a word that fits it; neither stops, and neither calls it intact")
    func everyMutation() throws {
        let made = try LaboratoryLedger.made.get()
        defer { made.remove() }
        var references = CustodyReferences()
        references.authorities = [UInt8](try Data(contentsOf: made.folder.appendingPathComponent("root.pem")))
        let kept = [UInt8](try Data(contentsOf: made.folder.appendingPathComponent("kept.checkpoint")))
        var against = references
        against.checkpoints = [try .init(kept, name: Message(verbatim: "kept"))]
        let bench = LaboratoryBench(made: made, references: references, against: against)
        var seen: [String: Int] = [:]
        var first = 0
        var isLast = false
        while !isLast {
            for result in bench.run(from: first) {
                let done = try result.get()
                isLast = isLast || done.isLast
                for (mutation, answer) in done.answers {
                    seen[mutation.kind, default: 0] += 1
                    check(mutation, answer)
                }
            }
            first += 2 * LaboratoryBench.batch
        }
        #expect(Set(seen.keys) == Set(Self.table.keys), "kinds without a row, or rows without a mutation")
        #expect(seen.values.reduce(0, +) > 500)
    }

    // MARK: What the program says

    enum Answer: Sendable, Equatable {
        case verdict(Verdict.Outcome, codes: Set<String>)
        case fault(String)

        var isIntact: Bool { if case .verdict(.intact, _) = self { true } else { false } }
        var codes: Set<String> { if case .verdict(_, let codes) = self { codes } else { [] } }
    }

    // MARK: What is held against the table

    private func check(_ mutation: Mutation, _ ours: Answer?) {
        let name = "\(mutation.kind): \(mutation.what)"
        guard let row = Self.table[mutation.kind] else { return }
        guard let ours else {
            Issue.record("\(name): no verdict")
            return
        }
        if row.codes.isEmpty {
            #expect(mutation.code == 0, "the second verifier on \(name): \(mutation.codes.sorted())")
            #expect(ours.isIntact, "the program on \(name): \(ours)")
            return
        }
        #expect([1, 65].contains(mutation.code), "the second verifier on \(name): \(mutation.code) \(mutation.codes)")
        #expect(
            !mutation.codes.isDisjoint(with: row.codes),
            "the second verifier on \(name): \(mutation.codes.sorted()), expected one of \(row.codes.sorted())")
        #expect(!ours.isIntact, "the program on \(name)")
        #expect(
            !ours.codes.isDisjoint(with: row.codes),
            "the program on \(name): \(ours), expected one of \(row.codes.sorted())")
        #expect(
            ours.codes.contains("rolledback") == mutation.codes.contains("rolledback"),
            "whether anything was cut off, \(name): \(ours), \(mutation.codes.sorted())")
    }
}
