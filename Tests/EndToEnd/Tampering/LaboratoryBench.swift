import Foundation
import Ledger
import LedgerSQLite
import ReadModels

/// Where the mutations of one ledger are made and judged, on two cores.
struct LaboratoryBench: Sendable {
    struct Done: Sendable {
        var answers: [(LaboratoryTests.Mutation, LaboratoryTests.Answer)] = []
        /// Whether there are no mutations after these.
        var isLast = false
    }

    /// How many copies lie on the disk at a time, for each core.
    static let batch = 80
    private static let isExhaustive = ProcessInfo.processInfo.environment["TAIZHANG_SOAK"] == "1"

    let made: Program
    var references: CustodyReferences
    /// The same with the kept checkpoint.
    var against: CustodyReferences

    /// Makes two batches of mutations, and judges them.
    func run(from first: Int) -> [Result<Done, any Error>] {
        let results = Results()
        DispatchQueue.concurrentPerform(iterations: 2) { lane in
            results.add(Result { try batch(from: first + lane * Self.batch) })
        }
        return results.all
    }

    /// The second verifier judges its copies as it makes them.
    private func batch(from first: Int) throws -> Done {
        let copies = made.folder.appendingPathComponent("copies-\(first)")
        try FileManager.default.createDirectory(at: copies, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: copies) }
        let script = Program.root.path + "/Tests/EndToEnd/Tampering/laboratory.py"
        let said = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            [
                "python3", script, made.folder.path, Program.root.path + "/tools/verify_ledger.py",
                Self.isExhaustive ? "1" : "6", copies.path, "\(first)", "\(Self.batch)",
            ], in: made.folder)
        guard said.code == 0 else { throw Stopped(errors: said.errors) }
        var done = Done(isLast: said.errors.contains("last"))
        for line in said.output.split(separator: "\n") {
            let mutation = try JSONDecoder().decode(LaboratoryTests.Mutation.self, from: Data(line.utf8))
            let folder = copies.appendingPathComponent("\(mutation.number)")
            // Whoever cuts a ledger cleanly has the program, and it makes the query tables anew.
            if mutation.kind.hasPrefix("the tail cut off cleanly") {
                _ = try OpenLedger.open(folder, access: .readWrite).rebuild()
            }
            var answer = Self.answer(on: folder, mutation.against ? against : references)
            // The program itself, now and then: it must say what its parts say.
            if mutation.number % 40 == 3, try exitCode(on: folder, mutation.against) == 0, !answer.isIntact {
                answer = .fault("the program says intact, its parts do not: \(answer)")
            }
            done.answers.append((mutation, answer))
        }
        return done
    }

    private struct Stopped: Error { var errors: String }

    private func exitCode(on folder: URL, _ isAgainst: Bool) throws -> Int32 {
        let against = isAgainst ? ["--against", made.folder.path + "/kept.checkpoint"] : []
        return try Program(in: folder).run(
            ["verify", "--json", "--ledger", folder.path, "--ca", made.folder.path + "/root.pem"] + against
        ).code
    }

    /// As the program does it (`Verify.swift`): a ledger that does not open is verified all the same.
    private static func answer(on folder: URL, _ references: CustodyReferences) -> LaboratoryTests.Answer {
        do {
            do {
                return .init(try OpenLedger.open(folder, access: .readOnly).verify(against: references))
            } catch let fault as Fault where ["E-LEDGER-UNOPENED", "E-RECORD-UNREADABLE"].contains(fault.code) {
                let store = try SQLiteStore.open(folder.appendingPathComponent("ledger.db"), access: .readOnly)
                let evidence = EvidenceStore(folder: folder.appendingPathComponent("evidence"))
                return .init(try store.read { Verifier.verify($0, evidence: evidence) })
            }
        } catch {
            return .fault((error as? Fault)?.code ?? "\(error)")
        }
    }

    private final class Results: @unchecked Sendable {
        private let lock = NSLock()
        private(set) var all: [Result<Done, any Error>] = []
        func add(_ one: Result<Done, any Error>) { lock.withLock { all.append(one) } }
    }
}

extension LaboratoryTests.Answer {
    init(_ verdict: Verdict) {
        self = .verdict(verdict.outcome, codes: Set(verdict.findings.map(\.code.rawValue)))
    }
}
