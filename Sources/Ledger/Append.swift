/// A record before it has its place in the ledger.
package struct Draft: Equatable, Sendable {
    package var stream: StreamName
    package var type: String
    package var occurredOn: CalendarDate
    package var actor: String
    package var onBehalfOf: String?
    package var reason: String?
    /// The payload's canonical bytes.
    package var data: [UInt8]
    package var disclosures: [SealedDisclosure]

    package init(
        stream: StreamName, type: String, occurredOn: CalendarDate, actor: String, onBehalfOf: String? = nil,
        reason: String? = nil, data: [UInt8], disclosures: [SealedDisclosure] = []
    ) {
        self.stream = stream
        self.type = type
        self.occurredOn = occurredOn
        self.actor = actor
        self.onBehalfOf = onBehalfOf
        self.reason = reason
        self.data = data
        self.disclosures = disclosures
    }
}

/// All that one command appends, or one lot of it, and the versions of the streams it was decided on.
package struct Batch {
    package var command: Identifier
    package var expecting: [StreamName: Int]
    package var drafts: [Draft]
    /// Where the command's records begin, where lots of it were appended before in the same transaction; nil where this is
    /// the first.
    package var begun: Int?
    /// Whether the command ends with it. Its name is written then: until then it has not succeeded.
    package var isLast = true
    /// The `signature` of a record, given its bytes without it; nil for one that is not signed.
    package var sign: ((Record, _ bytes: [UInt8]) throws -> String?)?

    package init(
        command: Identifier, expecting: [StreamName: Int], drafts: [Draft],
        sign: ((Record, _ bytes: [UInt8]) throws -> String?)? = nil
    ) {
        self.command = command
        self.expecting = expecting
        self.drafts = drafts
        self.sign = sign
    }
}

/// What an append answers: the records of the command, and whether they stood there already.
package struct Appended: Equatable, Sendable {
    /// From its first lot on.
    package var records: ClosedRange<Int>?
    package var wasRepeated: Bool
    /// The hash of the ledger's last record.
    package var head: Digest
}

/// A ledger's name and zone, fixed by record 1.
package struct LedgerIdentity: Equatable, Sendable {
    package var id: Identifier
    package var zone: LocalZone

    package init(id: Identifier, zone: LocalZone) {
        self.id = id
        self.zone = zone
    }

    package var source: String { "urn:uuid:\(id)" }
    package var stream: StreamName { StreamName(kind: "ledger", id: id.text) }
}

extension LedgerTransaction {
    /// How far a clock may be behind the last record and still be lifted to it (`format.md`: time).
    private static var clockTolerance: Int64 { 120_000 }

    /// Appends all events of a command or none: gives each its place, time and previous hash, and writes bytes, hash,
    /// Merkle leaf and tiles, then reads it all back.
    ///
    /// A command that is too long to be held in memory comes in lots, one after the other in one transaction, all with the
    /// same `now`: the ledger is the same to the byte as if it had come whole.
    ///
    /// - Throws: `Fault` E-CONCURRENT where a stream is not at the expected version, E-CLOCK-BACK, E-DATE-FUTURE,
    ///   E-RECORD-TOO-LARGE, E-RECORD-INVALID, E-LEDGER-ALTERED, E-NOT-KEPT; and whatever the store throws.
    package func append(_ batch: Batch, to identity: LedgerIdentity, at now: Instant) throws -> Appended {
        var hasher = SHA256Hasher()
        let last = try last()
        var head = last.map { hasher.digest($0.body) } ?? .zero
        if let last, Digest(last.hash) != head { throw Fault.altered(record: last.sequence) }
        if let records = try outcome(of: batch.command) {
            return Appended(records: records, wasRepeated: true, head: head)
        }
        let time = try lifted(now, over: try last?.record().time)
        let today = identity.zone.day(of: time)
        for (stream, expected) in batch.expecting {
            let found = try version(of: stream)
            guard found == expected else { throw Fault.concurrent(stream, expected: expected, found: found) }
        }

        var tiles = TileWriter(size: last?.sequence ?? 0)
        let shelf = ReadBackTiles(transaction: self)
        var (hashes, disclosures): ([Digest], [SealedDisclosure]) = ([], [])
        hashes.reserveCapacity(batch.drafts.count)
        let first = (last?.sequence ?? 0) + 1
        for draft in batch.drafts where draft.occurredOn > today { throw Fault.future(draft.occurredOn, today: today) }
        var versions = batch.expecting
        let next = try batch.drafts.map { try self.next(of: $0.stream, &versions) }
        let template = template(of: batch, identity, time)
        try press(batch, versions: next, template, from: first, after: head) { record, leaf in
            try insert(record)
            try tiles.append(leaf, in: shelf, &hasher)
            hashes.append(Digest(record.hash) ?? .zero)
            for var disclosure in batch.drafts[record.sequence - first].disclosures {
                disclosure.sequence = record.sequence
                try insert(disclosure)
                disclosures.append(disclosure)
            }
        }
        head = hashes.last ?? head
        let (begun, end) = (batch.begun ?? first, first + hashes.count - 1)
        guard begun <= end else { return Appended(records: nil, wasRepeated: false, head: head) }
        try tiles.flush(in: shelf)
        if batch.isLast { try insert(command: batch.command, records: begun...end) }
        try requireKept(from: first, hashes: hashes, disclosures: disclosures, &hasher)
        if batch.isLast { try requireKept(batch.command, begun...end) }
        return Appended(records: begun...end, wasRepeated: false, head: head)
    }

    /// The version that a stream's next record has.
    private func next(of stream: StreamName, _ versions: inout [StreamName: Int]) throws -> Int {
        // In place: a name is hashed once.
        if let known = versions.index(forKey: stream) {
            versions.values[known] &+= 1
            return versions.values[known]
        }
        let version = try version(of: stream) &+ 1
        versions[stream] = version
        return version
    }

    /// What all records of a command have alike.
    private func template(of batch: Batch, _ identity: LedgerIdentity, _ time: Instant) -> Record {
        var record = Record()
        record.source = identity.source
        record.time = time
        record.commandID = batch.command.text
        return record
    }

    /// Makes the records in their order and hands each over. A long command's are made ahead, unless a signer is asked,
    /// who may want to be asked on this thread.
    private func press(
        _ batch: Batch, versions: [Int], _ template: Record, from first: Int, after head: Digest,
        _ each: (StoredBytes, _ leaf: Digest) throws -> Void
    ) throws {
        if batch.sign == nil, batch.drafts.count >= RecordPress.shortestAhead {
            return try RecordPress.ahead(batch.drafts, versions: versions, template, from: first, after: head, each)
        }
        var press = RecordPress(template, from: first, after: head, sign: batch.sign)
        for (draft, version) in zip(batch.drafts, versions) { try press.press(draft, version: version, each) }
    }

    /// The Merkle tree's root at the ledger's present size, from the stored tiles.
    package func root() throws -> Digest {
        try root(of: try last()?.sequence ?? 0)
    }

    private func lifted(_ now: Instant, over last: Instant?) throws -> Instant {
        guard let last, now < last else { return now }
        guard last.milliseconds - now.milliseconds <= Self.clockTolerance else {
            throw Fault(
                "E-CLOCK-BACK", .cannotWrite,
                Message(
                    "本机时钟比最后一条记录早两分钟以上，不能追加。",
                    "This machine's clock is more than two minutes behind the last record; nothing is appended."),
                state: Message(
                    "本机时间 \(now)，最后一条记录 \(last)。", "The clock says \(now), the last record \(last)."),
                remedy: Message("校正本机时钟后再试。", "Set the clock right and try again."))
        }
        return last
    }
}

extension Fault {
    static func concurrent(_ stream: StreamName, expected: Int, found: Int) -> Fault {
        Fault(
            "E-CONCURRENT", .busy,
            Message("\(stream) 在此期间被他人更新。", "\(stream) was changed by someone else meanwhile."),
            state: Message(
                "预期版本 \(expected)，现为 \(found)。", "Expected version \(expected), found \(found)."),
            remedy: Message("查看最新情况后重试。", "Look at how it stands now and try again."))
    }

    package static func future(_ day: CalendarDate, today: CalendarDate) -> Fault {
        Fault(
            "E-DATE-FUTURE", .refused,
            Message("发生日期 \(day) 在今天之后。", "It cannot have happened on \(day): that day is still to come."),
            state: Message("台账所在地今天是 \(today)。", "Today is \(today) where the ledger is."),
            remedy: Message("用 --on 给出不晚于今天的日期。", "Give a day not after today with --on."))
    }

    static func altered(record sequence: Int) -> Fault {
        Fault(
            "E-LEDGER-ALTERED", .checkFailed,
            Message(
                "最后一条（第 \(sequence) 条）记录与其哈希不符，不能追加。",
                "The last record (\(sequence)) does not match its hash; nothing is appended."),
            remedy: Message("请运行 taizhang verify。", "Run taizhang verify."))
    }

    static func invalid(_ record: Record, _ why: Message) -> Fault {
        Fault(
            "E-RECORD-INVALID", .badData,
            Message(
                "\(record.stream) 的一条记录（\(record.type)）不合格式，不能写入。",
                "A record of \(record.stream) (\(record.type)) is not of the ledger's format; nothing is written."),
            state: why,
            remedy: Message(
                "检查文字中有无特殊字符，数字是否过大。", "Look for special characters in the text and for numbers too large."))
    }

    static func tooLarge(_ record: Record, size: Int) -> Fault {
        Fault(
            "E-RECORD-TOO-LARGE", .badData,
            Message(
                "\(record.stream) 的一条记录有 \(size) 字节，超过上限 \(Record.maximumSize) 字节。",
                "A record of \(record.stream) has \(size) bytes; the limit is \(Record.maximumSize)."),
            remedy: Message(
                "缩短文字，长材料作为佐证文件附上。", "Shorten the text; attach long material as a file of evidence."))
    }
}
