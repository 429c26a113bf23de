import Foundation
import Testing

@testable import Ledger

@Suite("a witness remembers before it signs (C2SP tlog-witness)")
struct WitnessTests {
    @Test("a growing log is cosigned; the last checkpoint carries the log's line and the witness's, and no stranger's")
    func grows() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            let witness = try bench.witness()
            #expect(try witness.addCheckpoint(bench.request(0, 3)).status == 200)
            var request = try AddCheckpointRequest(bench.request(3, 10))
            try request.note.sign(with: SeedSigner("stranger"))
            #expect(try witness.addCheckpoint(Array(request.text.utf8)).status == 200)
            let latest = try #require(try bench.state.latest)
            #expect(latest.signatures.map(\.name) == ["log-key", "witness"])
            #expect(try latest.verified(by: [bench.log.key, bench.signer.key]).count == 2)
            let hash = Digest.sha256(bench.origin.utf8).hex
            #expect(try bench.folder.checkpoint(originHash: hash) == latest)
            #expect(try bench.folder.checkpoint(originHash: String(repeating: "0", count: 64)) == nil)
            #expect(try bench.folder.checkpoint(originHash: "../..") == nil)
        }
    }

    @Test("the same size again is cosigned again; an older size is a conflict; the empty tree has one root")
    func sizes() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            let witness = try bench.witness()
            #expect(try witness.addCheckpoint(bench.request(0, 0, isForked: true)).status == 422)
            for _ in 1...2 {
                let answer = try witness.addCheckpoint(bench.request(0, 5, proof: [.zero]))
                #expect(answer.status == 422)
                #expect(answer.message.en == "The consistency proof from size 0 is not empty.")
                #expect(try witness.addCheckpoint(bench.request(0, 0)).status == 200)
            }
            #expect(try witness.addCheckpoint(bench.request(0, 5)).status == 200)
            #expect(try witness.addCheckpoint(bench.request(5, 5)).status == 200)
            #expect(try witness.addCheckpoint(bench.request(5, 5, proof: [.zero])).status == 422)
            #expect(try witness.addCheckpoint(bench.request(3, 5)) == .conflict(latest: 5))
            #expect(try witness.addCheckpoint(bench.request(0, 3)) == .conflict(latest: 5))
            #expect(try witness.addCheckpoint(bench.request(6, 5)).status == 400)
            #expect(try bench.state.checkpoint?.size == 5)
            #expect(try bench.state.forkCount == 0, "none of this contradicts")
        }
    }

    @Test("what is no request, or no checkpoint, is 400; nothing is remembered of it")
    func malformed() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            var note = SignedNote(text: "\(bench.origin)\nfive\n")
            try note.sign(with: bench.log)
            let noCheckpoint = AddCheckpointRequest(oldSize: 0, proof: [], note: note).text
            for body in ["", "old 0\n", noCheckpoint] {
                #expect(try bench.witness().addCheckpoint(Array(body.utf8)).status == 400)
            }
            #expect(try bench.state.latest == nil)
        }
    }

    @Test("the witness remembers before it signs: where signing fails, only the same checkpoint can be cosigned later")
    func rememberedFirst() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            let failing = try bench.witness(FailingSigner(key: bench.signer.key))
            #expect(throws: FailingSigner.Gone.self) { try failing.addCheckpoint(bench.request(0, 5)) }
            #expect(try bench.state.checkpoint?.size == 5)
            #expect(try bench.state.latest?.signatures.map(\.name) == ["log-key"])
            let hash = Digest.sha256(bench.origin.utf8).hex
            #expect(try bench.folder.checkpoint(originHash: hash) == nil, "never shown without a cosignature")
            let witness = try bench.witness()
            #expect(try witness.addCheckpoint(bench.request(0, 6, isForked: true)) == .conflict(latest: 5))
            #expect(try witness.addCheckpoint(bench.request(5, 5, isForked: true)).status == 422)
            #expect(try witness.addCheckpoint(bench.request(5, 5)).status == 200)
            #expect(try bench.state.latest?.signatures.map(\.name) == ["log-key", "witness"])
        }
    }

    @Test("a fork is put down, both notes and the request, once however often it comes")
    func forks() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            let witness = try bench.witness()
            _ = try witness.addCheckpoint(bench.request(0, 5))
            let request = try bench.request(5, 5, isForked: true)
            let held = try #require(try bench.state.latest)
            for _ in 1...2 { #expect(try witness.addCheckpoint(request).status == 422) }
            // From another old size the answer is a conflict; the other root at the size held is a fork all the same.
            #expect(try witness.addCheckpoint(bench.request(0, 5, isForked: true)).status == 409)
            #expect(try bench.state.forkCount == 1)
            let fork = try #require(try self.forks(of: bench).first)
            #expect(try text(fork, "held") == held.encoded)
            #expect(try Array(text(fork, "request").utf8) == request)
            let submitted = try SignedNote(Array(text(fork, "submitted").utf8))
            #expect(try submitted.verified(by: [bench.log.key]) == [bench.log.key])
            #expect(try Checkpoint(text: submitted.text).root != Checkpoint(text: held.text).root)

            #expect(try witness.addCheckpoint(bench.request(5, 9, isForked: true)).status == 422)
            #expect(try bench.state.forkCount == 1)
            #expect(try bench.state.unprovenCount == 1, "a larger tree that is not shown to go on from the one held")
            #expect(try bench.state.latest == held)
        }
    }

    @Test("a checkpoint that came with a bad proof is put down as unproven until it comes with a good one")
    func unproven() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            let witness = try bench.witness()
            _ = try witness.addCheckpoint(bench.request(0, 5))
            for proof in [[], [Digest.zero]] {
                #expect(try witness.addCheckpoint(bench.request(5, 9, proof: proof)).status == 422)
            }
            #expect(try bench.state.unprovenCount == 1)
            #expect(try bench.state.forkCount == 0, "whoever sent the proof may have spoilt it")
            #expect(try witness.addCheckpoint(bench.request(5, 9)).status == 200)
            #expect(try bench.state.unprovenCount == 0)
        }
    }

    private func forks(of bench: WitnessBench) throws -> [URL] {
        let folder = try bench.state.folder.appendingPathComponent("forks")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    }

    private func text(_ folder: URL, _ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test("an unsigned or badly signed contradiction is 403 and leaves no trace")
    func unsigned() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            let witness = try bench.witness()
            _ = try witness.addCheckpoint(bench.request(0, 5))
            var request = try AddCheckpointRequest(bench.request(5, 5, isForked: true))
            request.note.signatures[0].bytes[0] ^= 1
            #expect(try witness.addCheckpoint(Array(request.text.utf8)).status == 403)
            request.note.signatures[0].name = "somebody"
            #expect(try witness.addCheckpoint(Array(request.text.utf8)).status == 403)
            #expect(try bench.state.forkCount == 0)
        }
    }

    @Test("of two histories that come at once, one is cosigned", arguments: 1...5)
    func race(round: Int) throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            _ = try bench.witness().addCheckpoint(bench.request(0, 5))
            let requests = try (6...13).flatMap { size in
                [try bench.request(5, size), try bench.request(5, size, isForked: true, proof: [])]
            }
            let first = try [bench.request(0, 5, isForked: true)] + requests
            let statuses = Statuses()
            DispatchQueue.concurrentPerform(iterations: first.count) { index in
                statuses.add((try? bench.witness().addCheckpoint(first[index]).status) ?? 500)
            }
            let counts = statuses.counts
            #expect(counts[200] == 1, "\(counts)")
            #expect((counts[409] ?? 0) + (counts[422] ?? 0) == first.count - 1, "\(counts)")
            #expect(try bench.state.latest?.signatures.count == 2)
        }
    }

    @Test("what another process remembers while the lock is waited for counts")
    func waits() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            _ = try bench.witness().addCheckpoint(bench.request(0, 5))
            let statuses = Statuses()
            let request = try bench.request(5, 9)
            let isDone = DispatchSemaphore(value: 0)
            try DurableFile.locked(bench.state.folder.appendingPathComponent("lock")) {
                DispatchQueue.global().async {
                    statuses.add((try? bench.witness().addCheckpoint(request).status) ?? 500)
                    isDone.signal()
                }
                Thread.sleep(forTimeInterval: 0.2)
                try bench.state.remember(AddCheckpointRequest(bench.request(5, 8)).note)
            }
            isDone.wait()
            #expect(statuses.counts == [409: 1])
            #expect(try bench.state.checkpoint?.size == 8)
        }
    }

    @Test("the log stays locked until the cosignature is written: it could put an older checkpoint back")
    func lockedWhileSigning() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            let lock = try bench.state.folder.appendingPathComponent("lock")
            let signer = LookingSigner(signer: bench.signer, lock: lock)
            #expect(try bench.witness(signer).addCheckpoint(bench.request(0, 5)).status == 200)
            #expect(throws: LookingSigner.NotLocked.self) { try signer.sign([]) }
        }
    }

    /// Signs only while somebody holds the lock.
    private struct LookingSigner: Signer {
        struct NotLocked: Error {}
        let signer: SeedSigner
        let lock: URL
        var key: VerifierKey { signer.key }

        func sign(_ message: [UInt8]) throws -> [UInt8] {
            let descriptor = open(lock.path, O_RDWR)
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK else { throw NotLocked() }
            return try signer.sign(message)
        }
    }

    private final class Statuses: @unchecked Sendable {
        private let lock = NSLock()
        private(set) var counts: [Int: Int] = [:]

        func add(_ status: Int) { lock.withLock { counts[status, default: 0] += 1 } }
    }
}
