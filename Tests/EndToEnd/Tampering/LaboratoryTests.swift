import Foundation
import Testing

/// Mutations enumerated by machine over a ledger that has everything in it (`laboratory.py`), and what both verifiers must
/// say of each. `tools/soak` mutates every row and every record.
@Suite("the tamper laboratory", .serialized)
struct LaboratoryTests {
    private struct Judgement: Decodable {
        var kind: String
        var what: String
        var ours: Verdict
        var theirs: Verdict

        struct Verdict: Decodable {
            var code: Int32
            var codes: Set<String>

            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                code = try list.decode(Int32.self)
                codes = try list.decode(Set<String>.self)
            }
        }
    }

    @Test(
        "every mutation is met by both verifiers with a word that fits it; neither stops, and neither calls it intact")
    func laboratory() throws {
        let step = ProcessInfo.processInfo.environment["TAIZHANG_SOAK"] == "1" ? 1 : 41
        let made = try Victim.original.get()
        let script = Program.root.path + "/Tests/EndToEnd/Tampering/laboratory.py"
        let verifier = Program.root.path + "/tools/verify_ledger.py"
        let answer = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["python3", script, made.ledger.path, Program.file.path, verifier, made.folder.path, "\(step)"],
            in: made.folder)
        try #require(answer.code == 0, "\(answer.errors)")
        let judgements = try answer.output.split(separator: "\n").map {
            try JSONDecoder().decode(Judgement.self, from: Data($0.utf8))
        }
        #expect(judgements.count > 200)
        var met: Set<String> = []
        for one in judgements {
            met.insert(one.kind)
            guard let expected = Self.table[one.kind] else {
                Issue.record("the table has no row for “\(one.kind)”")
                continue
            }
            for (who, verdict) in [("the program", one.ours), ("the second verifier", one.theirs)] {
                guard !expected.isEmpty else {
                    #expect(verdict.code == 0, "\(who) on \(one.kind), \(one.what): \(verdict.codes.sorted())")
                    continue
                }
                #expect(
                    [1, 65].contains(verdict.code),
                    "\(who) on \(one.kind), \(one.what): exit code \(verdict.code), \(verdict.codes.sorted())")
                #expect(
                    !verdict.codes.isDisjoint(with: expected),
                    "\(who) on \(one.kind), \(one.what): \(verdict.codes.sorted()), expected one of \(expected.sorted())"
                )
            }
        }
        #expect(met == Set(Self.table.keys), "rows that nothing was done for: \(Set(Self.table.keys).subtracting(met))")
    }

    /// Kind of mutation → codes of which each verifier gives at least one. Empty: nothing can be seen, for the reason given.
    private static let table: [String: Set<String>] = [
        "nothing": [],

        "record.seq": ["missing", "id"], "record.stream": ["column"], "record.version": ["column"],
        "record.type": ["column"], "record.body": ["hash"], "record.hash": ["hash"],
        "command.id": ["command"], "command.first": ["command"], "command.last": ["command"],
        "tile.level": ["tile"], "tile.idx": ["tile"], "tile.hashes": ["tile"],
        "disclosure.digest": ["disclosure", "erasure"], "disclosure.seq": ["disclosure"],
        // Whose it is and what it says lie under a key that is kept apart: whoever opens it sees that it does not fit its digest.
        "disclosure.subject": [], "disclosure.sealed": [],
        "checkpoint.size": ["checkpoint", "rolledback"], "checkpoint.origin": ["checkpoint"],
        "checkpoint.note": ["checkpoint", "rolledback"],
        // An attestation's id is the order in which it was taken in, and nothing else.
        "attestation.id": [],
        "attestation.size.cosignature": ["checkpoint", "quorum"], "attestation.size.timestamp": ["checkpoint"],
        "attestation.origin.cosignature": ["checkpoint", "quorum"], "attestation.origin.timestamp": ["checkpoint"],
        "attestation.kind": ["checkpoint", "quorum"],
        "attestation.content.cosignature": ["cosignature", "quorum"], "attestation.content.timestamp": ["timestamp"],

        "body, its hash made to fit": ["chain", "tile", "canonical", "envelope"],
        "everything hashed anew": ["tile"],
        "everything hashed anew, tiles made anew": ["heads", "checkpoint", "forked", "signature"],
        "a record removed": ["missing"], "a record doubled": ["id", "column"],
        "a record swapped with the next": ["id", "chain"], "the clock set back": ["time"],
        "the tail cut off": ["tile", "command", "rolledback"], "the tail cut off cleanly": ["rolledback"],

        "signed again with another key": ["checkpoint"], "rewritten, and signed with another key": ["checkpoint"],
        "a second key of the same name": ["key"], "a key without proof of possession": ["key"],
        "an erasure of nothing": ["erasure"], "heads that are not those": ["heads"],

        "evidence altered": ["evidence-altered"], "evidence cut short": ["evidence-altered"],
        "evidence emptied": ["evidence-altered"], "evidence removed": ["evidence-missing"],
        "evidence swapped": ["evidence-altered"],

        "a row of tile removed": ["tile"], "a row of command removed": ["command"],
        "a row of attestation removed, cosignature": ["quorum"],
        // A token that is gone proves nothing any more, and nobody can tell that it was there: keep a copy.
        "a row of attestation removed, timestamp": [],
        "a checkpoint removed, vouched for": ["checkpoint", "quorum"],
        // The same of a checkpoint: the ledger's own copy is a convenience, the ones kept elsewhere are the proof.
        "a checkpoint removed, that nobody vouched for": [],
    ]
}
