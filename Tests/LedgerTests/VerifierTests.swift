import Foundation
import Testing

@testable import Ledger

@Suite("verify")
struct VerifierTests {
    private func ledger(commands: Int) throws -> SampleLedger {
        var ledger = try SampleLedger()
        try ledger.grow(by: commands)
        return ledger
    }

    private func codes(_ verdict: Verdict) -> Set<Verdict.Code> { Set(verdict.findings.map(\.code)) }

    @Test("an untouched ledger is intact, and what was not checked is said")
    func intact() throws {
        let verdict = try ledger(commands: 9).verify()
        #expect(verdict.outcome == .intact)
        #expect(verdict.size == 19)
        #expect(verdict.notChecked.map(\.en).contains("files of evidence"))
        #expect(verdict.notChecked.contains { $0.en.hasPrefix("keys, signatures") })
    }

    @Test("a ledger without records is not intact")
    func empty() throws {
        let verdict = try SampleLedger(isOpened: false).verify()
        #expect(codes(verdict) == [.missing])
        #expect(verdict.root == nil)
    }

    @Test("any single changed byte of any record is found, whether or not the hash beside it is made to fit")
    func everyByte() throws {
        let ledger = try ledger(commands: 3)
        let contents = ledger.store.contents
        let sound = try ledger.verify(contents).root
        var random = SeededRandom(seed: 6962)
        for (index, record) in contents.records.enumerated() {
            for place in record.body.indices {
                var changed = contents
                changed.records[index].body[place] ^= UInt8.random(in: 1...255, using: &random)
                let verdict = try ledger.verify(changed)
                #expect(
                    verdict.outcome == .failed
                        && verdict.findings.contains { $0.code == .hash && $0.sequence == index + 1 })
                changed.records[index].hash = Digest.sha256(changed.records[index].body).bytes
                let rehashed = try ledger.verify(changed)
                #expect(rehashed.outcome == .failed, "record \(index + 1), byte \(place)")
                #expect(rehashed.root != sound)
            }
        }
    }

    @Test("any changed byte of a hash or of a tile is found")
    func hashesAndTiles() throws {
        let ledger = try ledger(commands: 2)
        let contents = ledger.store.contents
        for index in contents.records.indices {
            for place in 0..<Digest.size {
                var changed = contents
                changed.records[index].hash[place] ^= 1
                #expect(codes(try ledger.verify(changed)) == [.hash])
            }
        }
        for (key, hashes) in contents.tiles {
            for place in hashes.indices {
                var changed = contents
                changed.tiles[key]?[place] ^= 1
                #expect(codes(try ledger.verify(changed)) == [.tile])
            }
        }
    }

    @Test("any prefix that a ledger had between two commands verifies")
    func prefixes() throws {
        var ledger = try SampleLedger()
        for size in 1..<90 {
            let verdict = try ledger.verify()
            #expect(verdict.outcome == .intact, "\(size) commands")
            #expect(verdict.size == ledger.store.contents.records.count)
            try ledger.grow(by: 1)
        }
    }

    @Test("a record removed from anywhere is found, with those after it moved up or not")
    func removed() throws {
        let ledger = try ledger(commands: 5)
        for index in ledger.store.contents.records.indices {
            var changed = ledger.store.contents
            changed.records.remove(at: index)
            #expect(try ledger.verify(changed).outcome == .failed)
            for later in index..<changed.records.count { changed.records[later].sequence -= 1 }
            #expect(try ledger.verify(changed).outcome == .failed)
        }
    }

    @Test("a record inserted anywhere is found")
    func inserted() throws {
        let ledger = try ledger(commands: 5)
        for index in ledger.store.contents.records.indices {
            var changed = ledger.store.contents
            for later in index..<changed.records.count { changed.records[later].sequence += 1 }
            var record = ledger.store.contents.records[index]
            record.sequence = index + 1
            changed.records.insert(record, at: index)
            #expect(try ledger.verify(changed).outcome == .failed)
        }
    }

    @Test("two records swapped are found")
    func swapped() throws {
        let ledger = try ledger(commands: 4)
        let count = ledger.store.contents.records.count
        for one in 0..<count {
            for other in (one + 1)..<max(count, one + 1) {
                var changed = ledger.store.contents
                changed.records.swapAt(one, other)
                changed.records[one].sequence = one + 1
                changed.records[other].sequence = other + 1
                #expect(codes(try ledger.verify(changed)).isSuperset(of: [.id, .chain]))
            }
        }
    }

    @Test("an index column that disagrees with the bytes is found, even by Unicode equivalence only")
    func columns() throws {
        var ledger = try ledger(commands: 2)
        try ledger.append([SampleLedger.draft(StreamName(kind: "finding", id: "é"))])
        let last = ledger.store.contents.records.count - 1
        let changes: [(String, (inout StoredRecord) -> Void)] = [
            ("stream", { $0.stream = "finding/e\u{301}" }), ("version", { $0.version = 2 }),
            ("version", { $0.version = Int.max }), ("type", { $0.type += "x" }),
        ]
        for (field, change) in changes {
            var changed = ledger.store.contents
            change(&changed.records[last])
            #expect(try ledger.verify(changed).findings.contains { $0.code == .column && $0.field == field })
        }
    }

    @Test(
        "positions and versions at the ends of their range are findings, not crashes",
        arguments: [Int.min, -1, 0, Int.max])
    func extremes(number: Int) throws {
        let ledger = try ledger(commands: 2)
        for index in ledger.store.contents.records.indices {
            var changed = ledger.store.contents
            changed.records[index].sequence = number
            #expect(try ledger.verify(changed).outcome == .failed)
            changed = ledger.store.contents
            changed.records[index].version = number
            #expect(try ledger.verify(changed).outcome == .failed)
            changed = ledger.store.contents
            changed.commands.append((id: "x", records: number...number))
            #expect(codes(try ledger.verify(changed)).contains(.command))
        }
    }

    @Test("commands that are missing, or name other records, are found")
    func commands() throws {
        let ledger = try ledger(commands: 4)
        for index in ledger.store.contents.commands.indices {
            var changed = ledger.store.contents
            changed.commands.remove(at: index)
            #expect(codes(try ledger.verify(changed)).contains(.command))
            changed = ledger.store.contents
            let records = changed.commands[index].records
            changed.commands[index].records = records.lowerBound...(records.upperBound + 1)
            #expect(codes(try ledger.verify(changed)).contains(.command))
        }
    }

    @Test("a tile missing or too many is found")
    func tiles() throws {
        let ledger = try ledger(commands: 4)
        var changed = ledger.store.contents
        changed.tiles[[0, 0]] = nil
        #expect(codes(try ledger.verify(changed)) == [.tile])
        changed = ledger.store.contents
        changed.tiles[[3, 0]] = Digest.zero.bytes
        #expect(codes(try ledger.verify(changed)) == [.tile])
    }

    /// A ledger as a forger would write it: chain, tree and hashes all fit, only the rule is broken.
    private func forged(_ change: (inout Record, Int) -> Void) throws -> Verdict {
        let records = try ledger(commands: 3).store.contents.records.map { try $0.record() }
        let store = MemoryStore()
        try store.write { transaction in
            var (head, tiles, commands) = (Digest.zero, TileWriter(size: 0), [(String, ClosedRange<Int>)]())
            var hasher = SHA256Hasher()
            for (index, original) in records.enumerated() {
                var record = original
                record.previousHash = head
                change(&record, index + 1)
                let body = try record.encoded()
                head = Digest.sha256(body)
                try transaction.insert(
                    StoredRecord(
                        sequence: index + 1, stream: record.stream.text, version: record.version, type: record.type,
                        body: body, hash: head.bytes))
                try tiles.append(MerkleTree.leaf(body, &hasher), in: transaction, &hasher)
                if let last = commands.last, last.0 == record.commandID {
                    commands[commands.count - 1].1 = last.1.lowerBound...(index + 1)
                } else {
                    commands.append((record.commandID, (index + 1)...(index + 1)))
                }
            }
            try tiles.flush(in: transaction)
            for (id, range) in commands {
                transaction.insert(command: try #require(Identifier(id)), records: range)
            }
        }
        return try store.read { Verifier.verify($0, evidence: nil) }
    }

    @Test("a ledger forged to fit in every hash still has to keep the rules")
    func rules() throws {
        #expect(try forged { _, _ in }.outcome == .intact)
        let forgeries: [(Verdict.Code, (inout Record, Int) -> Void)] = [
            (.id, { if $1 == 3 { $0.sequence = 9 } }),
            (.streamversion, { if $1 == 5 { $0.version += 1 } }),
            (.time, { if $1 == 3 { $0.time = Instant(milliseconds: $0.time.milliseconds - 5_000) } }),
            (.occurredon, { if $1 == 4 { $0.occurredOn = SampleLedger.today.adding(days: 1) } }),
            (.source, { if $1 == 2 { $0.source = "urn:uuid:00000000-0000-0000-0000-000000000000" } }),
            (.envelope, { if $1 == 1 { $0.type = Sample.type } }),
            (.envelope, { if $1 == 1 { $0.data = Array(#"{"zone":"Nowhere/Land"}"#.utf8) } }),
            (.chain, { if $1 == 3 { $0.previousHash = .zero } }),
            (.canonical, { if $1 == 3 { $0.data = Array(#"{"b":1,"a":2}"#.utf8) } }),
            (.canonical, { if $1 == 3 { $0.data = Array(#"{"a": 1}"#.utf8) } }),
            (.disclosure, { if $1 == 3 { $0.data = Array(#"{"_sd":["x"]}"#.utf8) } }),
            (.disclosure, { if $1 == 3 { $0.data = Array(#"{"_sd":[]}"#.utf8) } }),
            (.disclosure, { if $1 == 3 { $0.data = Array(#"{"a":[{"...":"x"}]}"#.utf8) } }),
        ]
        for (code, forgery) in forgeries {
            let verdict = try forged(forgery)
            #expect(codes(verdict) == [code], "\(verdict.findings)")
        }
    }

    @Test(
        "data of a shape that nobody knows crashes nothing",
        arguments: [
            "null", "1", "[]", "\"x\"", "{}", #"{"sha256":1}"#, #"{"_sd":{"_sd":null}}"#, #"{"...":[[[]]]}"#,
            #"{"mediatype":"","name":"","sha256":"","size":1e+30}"#, #"{"a":"},{"}"#, #"{"zone":7}"#,
        ])
    func strangeData(data: String) throws {
        for place in [1, 3] {
            let verdict = try forged { if $1 == place { $0.data = Array(data.utf8) } }
            #expect(!codes(verdict).contains(.unreadable))
            #expect(!codes(verdict).contains(.canonical))
        }
    }

    @Test("a disclosure that no digest names, or that is filed under another record, is found")
    func disclosures() throws {
        try withFolder { folder in
            var ledger = try ledger(commands: 2)
            try ledger.append([ledger.person(keys: SubjectKeys(folder: folder, surroundings: .system))])
            #expect(try ledger.verify().outcome == .intact)
            var changed = ledger.store.contents
            changed.disclosures[0].sequence = 2
            #expect(codes(try ledger.verify(changed)) == [.disclosure])
            changed = ledger.store.contents
            changed.disclosures[0].digest = Base64URL.encode(Digest.zero.bytes)
            #expect(codes(try ledger.verify(changed)) == [.disclosure])
            changed = ledger.store.contents
            changed.disclosures = []
            #expect(try ledger.verify(changed).outcome == .intact, "erased, or left out of a copy")
        }
    }

    @Test("a disclosure that two records name is found")
    func disclosureNamedTwice() throws {
        try withFolder { folder in
            var ledger = try ledger(commands: 1)
            var draft = try ledger.person(keys: SubjectKeys(folder: folder, surroundings: .system))
            try ledger.append([draft])
            draft.disclosures = []
            try ledger.append([draft])
            let verdict = try ledger.verify()
            #expect(codes(verdict) == [.disclosure])
            #expect(verdict.firstBad == ledger.store.contents.records.count)
        }
    }

    @Test("evidence that is missing, altered, unreadable or orphaned is told apart")
    func evidence() throws {
        try withFolder { folder in
            let evidence = EvidenceStore(folder: folder.appendingPathComponent("evidence"))
            let source = folder.appendingPathComponent("照片.jpg")
            try Data("photo".utf8).write(to: source)
            let file = try evidence.add(source)
            var ledger = try ledger(commands: 1)
            try ledger.append([SampleLedger.draft { $0.files = [file] }])
            let stored = evidence.url(of: file.digest)
            var verdict = try ledger.verify(evidence: evidence)
            #expect(verdict.outcome == .intact)
            #expect(verdict.evidence == 1)
            try Data("phota".utf8).write(to: stored)
            #expect(codes(try ledger.verify(evidence: evidence)) == [.evidenceAltered])
            try FileManager.default.removeItem(at: stored)
            #expect(codes(try ledger.verify(evidence: evidence)) == [.evidenceMissing])
            try FileManager.default.createDirectory(at: stored, withIntermediateDirectories: false)
            #expect(try ledger.verify(evidence: evidence).outcome == .unreadable)
            try FileManager.default.removeItem(at: stored)
            _ = try evidence.add(source)
            try Data("another".utf8).write(to: source)
            _ = try evidence.add(source)
            verdict = try ledger.verify(evidence: evidence)
            #expect(verdict.outcome == .intact)
            #expect(verdict.orphans == 1)
        }
    }

    @Test("more findings than are listed are counted, and unreadable is never among the uncounted")
    func listed() {
        var verdict = Verdict()
        for sequence in 1...30 { verdict.add(.init(.hash, at: sequence, Message(verbatim: ""))) }
        #expect(verdict.findings.count == Verdict.listed)
        #expect(verdict.moreFindings == 10)
        verdict.add(.init(.unreadable, at: 31, Message(verbatim: "")))
        #expect(verdict.outcome == .unreadable)
        #expect(verdict.firstBad == 1)
    }
}
