/// Records as they will lie in the store, with their leaves of the Merkle tree, kept for another thread. They are bytes
/// alone: where two threads held the same texts, counting who holds them took an eighth of an append (perf).
private struct PressedRecords: Sendable {
    private var records = RecordCopies()
    private var leaves: [Digest] = []

    /// - Parameter count: how many there will be.
    init(_ count: Int) {
        records.reserve(count, of: 600)
        leaves.reserveCapacity(count)
    }

    mutating func take(_ record: StoredBytes, _ leaf: Digest) {
        records.take(record)
        leaves.append(leaf)
    }

    func forEach(_ body: (StoredBytes, _ leaf: Digest) throws -> Void) rethrows {
        for index in leaves.indices {
            try records.withStored(index) { try body($0, leaves[index]) }
        }
    }
}

/// Makes the records of one command, one after the other: bytes, hash, leaf. It asks nothing of the store.
struct RecordPress: ~Copyable {
    /// What all records of the command have alike.
    private let template: Record
    private let sign: ((Record, _ bytes: [UInt8]) throws -> String?)?
    private var next: Int
    private var head: Digest
    private var hasher = SHA256Hasher()

    /// - Parameters:
    ///   - template: a record with what all of them have alike.
    ///   - first: the position of the first.
    ///   - head: the hash of the record before it.
    init(
        _ template: Record, from first: Int, after head: Digest,
        sign: ((Record, _ bytes: [UInt8]) throws -> String?)? = nil
    ) {
        self.template = template
        self.sign = sign
        self.head = head
        next = first
    }

    /// Shows the record as it is to be stored, and its leaf.
    mutating func press(
        _ draft: Draft, version: Int, _ each: (StoredBytes, _ leaf: Digest) throws -> Void
    ) throws {
        var record = template
        record.sequence = next
        record.stream = draft.stream
        record.version = version
        record.occurredOn = draft.occurredOn
        record.type = draft.type
        record.actor = draft.actor
        record.onBehalfOf = draft.onBehalfOf
        record.reason = draft.reason
        record.previousHash = head
        record.data = draft.data
        var body = try RecordPress.encoded(record)
        if let signature = try sign?(record, body) {
            record.signature = signature
            body = try RecordPress.encoded(record)
        }
        head = hasher.digest(body)
        next += 1
        let leaf = MerkleTree.leaf(body, &hasher)
        // Not by way of a `StoredRecord`: it would have the hash as an array, 1,100 instructions a record (callgrind).
        try draft.stream.text.withBytes { stream in
            try draft.type.withBytes { type in
                try body.withUnsafeBytes { body in
                    try withUnsafeBytes(of: head.storage) { hash in
                        try each(
                            StoredBytes(
                                sequence: record.sequence, stream: stream, version: version, type: type, body: body,
                                hash: hash), leaf)
                    }
                }
            }
        }
    }

    /// The bytes of a record that may stand in a ledger: what `verify` would refuse is never written.
    private static func encoded(_ record: Record) throws -> [UInt8] {
        do {
            let body = try record.encoded()
            guard body.count <= Record.maximumSize else { throw Fault.tooLarge(record, size: body.count) }
            try CanonicalJSON.check(body)
            return body
        } catch let error as Unreadable {
            throw Fault.invalid(record, Message("应为 \(error.expected)。", "Expected \(error.expected)."))
        } catch let error as JSONFault {
            let why = error.reason.message
            throw Fault.invalid(
                record, Message("第 \(error.offset) 字节：\(why.zh)。", "At byte \(error.offset): \(why.en)."))
        }
    }
}

extension RecordPress {
    /// Shorter commands are not worth a thread.
    static let shortestAhead = 256
    private static let together = 64

    /// Makes the records of a long command on a thread of its own, somewhat ahead of the one that puts them into the store:
    /// making them is half of the work, and each needs only the hash of the one before.
    ///
    /// The records are the same to the byte: `RecordPressTests` holds them against those of a press without a thread.
    static func ahead(
        _ drafts: [Draft], versions: [Int], _ template: Record, from first: Int, after head: Digest,
        _ each: (StoredBytes, _ leaf: Digest) throws -> Void
    ) throws {
        try Ahead.run(by: 8) { hand in
            var press = RecordPress(template, from: first, after: head)
            for start in stride(from: 0, to: drafts.count, by: together) {
                let lot = start..<min(start + together, drafts.count)
                var pressed = PressedRecords(lot.count)
                for index in lot {
                    try press.press(drafts[index], version: versions[index]) { pressed.take($0, $1) }
                }
                guard hand([pressed]) else { return }
            }
        } each: {
            try $0.forEach(each)
        }
    }
}
