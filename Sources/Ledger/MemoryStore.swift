/// A ledger held in memory: the store for tests and dry runs, and the plain twin of every other store in the contract
/// suite.
package final class MemoryStore: LedgerStore {
    package struct Contents: Equatable, Sendable {
        package var records: [StoredRecord] = []
        package var commands: [(id: String, records: ClosedRange<Int>)] = []
        package var tiles: [[Int]: [UInt8]] = [:]
        package var disclosures: [SealedDisclosure] = []
        package var checkpoints: [StoredCheckpoint] = []
        package var attestations: [StoredAttestation] = []

        package static func == (left: Contents, right: Contents) -> Bool {
            left.records == right.records && left.tiles == right.tiles && left.disclosures == right.disclosures
                && left.checkpoints == right.checkpoints && left.attestations == right.attestations
                && left.commands.elementsEqual(right.commands) { $0 == $1 }
        }
    }

    package final class Transaction: LedgerTransaction {
        package var contents: Contents
        private var versions: [[UInt8]: Int] = [:]

        init(_ contents: Contents) {
            self.contents = contents
            for record in contents.records { versions[Array(record.stream.utf8)] = record.version }
        }

        package func last() -> StoredRecord? { contents.records.last }
        package func version(of stream: StreamName) -> Int { versions[Array(stream.text.utf8)] ?? 0 }

        package func outcome(of command: Identifier) -> ClosedRange<Int>? {
            contents.commands.first { $0.id == command.text }?.records
        }

        package func scan(_ selection: Selection, _ body: (StoredRecord) throws -> Scan) throws {
            let chosen: [StoredRecord]
            switch selection {
            case .from(let first): chosen = contents.records.filter { $0.sequence >= first }
            case .backwards(let from): chosen = contents.records.reversed().filter { $0.sequence <= from }
            case .stream(let name): chosen = contents.records.filter { $0.stream.isSameBytes(as: name.text) }
            case .kind(let kind):
                chosen = contents.records.filter { $0.stream.utf8.starts(with: "\(kind)/".utf8) }.sorted(by: byStream)
            }
            for record in chosen where try body(record) == .stop { return }
        }

        package func scanVersions(_ body: (String, Int, Int) throws -> Void) throws {
            for record in contents.records.sorted(by: byStream) {
                try body(record.stream, record.version, record.sequence)
            }
        }

        package func scanCheckpoints(_ body: (StoredCheckpoint) throws -> Scan) throws {
            let sorted = contents.checkpoints.sorted { ($0.size, $0.origin) > ($1.size, $1.origin) }
            for checkpoint in sorted where try body(checkpoint) == .stop { return }
        }

        package func scanAttestations(_ body: (StoredAttestation) throws -> Void) throws {
            try contents.attestations.forEach(body)
        }

        private func byStream(_ left: StoredRecord, _ right: StoredRecord) -> Bool {
            left.stream.isSameBytes(as: right.stream)
                ? left.version < right.version : left.stream.utf8.lexicographicallyPrecedes(right.stream.utf8)
        }

        package func tile(level: Int, index: Int) -> [UInt8]? { contents.tiles[[level, index]] }

        package func scanTiles(_ body: (Int, Int, [UInt8]) throws -> Void) throws {
            for (key, hashes) in contents.tiles.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                try body(key[0], key[1], hashes)
            }
        }

        package func scanCommands(_ body: (String, (first: Int, last: Int)) throws -> Void) throws {
            for command in contents.commands.sorted(by: { $0.records.lowerBound < $1.records.lowerBound }) {
                try body(command.id, (command.records.lowerBound, command.records.upperBound))
            }
        }

        package func disclosure(_ digest: String) -> SealedDisclosure? {
            contents.disclosures.first { $0.digest == digest }
        }

        package func scanDisclosures(_ body: (SealedDisclosure) throws -> Void) throws {
            try contents.disclosures.forEach(body)
        }

        package func structuralFindings() -> () throws -> [Verdict.Finding] { { [] } }

        package func insert(_ record: StoredBytes) {
            contents.records.append(record.record)
            versions[Array(record.stream)] = record.version
        }

        package func insert(command: Identifier, records: ClosedRange<Int>) {
            contents.commands.append((command.text, records))
        }

        package func insert(_ disclosure: SealedDisclosure) { contents.disclosures.append(disclosure) }

        package func replace(_ disclosure: SealedDisclosure) {
            contents.disclosures = contents.disclosures.map { $0.digest == disclosure.digest ? disclosure : $0 }
        }

        package func remove(disclosure digest: String) { contents.disclosures.removeAll { $0.digest == digest } }
        package func insert(_ checkpoint: StoredCheckpoint) { contents.checkpoints.append(checkpoint) }
        package func insert(_ attestation: StoredAttestation) { contents.attestations.append(attestation) }

        package func put(tile hashes: [UInt8], level: Int, index: Int) { contents.tiles[[level, index]] = hashes }
    }

    package private(set) var contents: Contents

    package init(_ contents: Contents = Contents()) {
        self.contents = contents
    }

    package func read<T>(_ body: (Transaction) throws -> T) throws -> T {
        try body(Transaction(contents))
    }

    package func write<T>(_ body: (Transaction) throws -> T) throws -> T {
        let transaction = Transaction(contents)
        let result = try body(transaction)
        contents = transaction.contents
        return result
    }
}
