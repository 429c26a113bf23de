/// One record of a ledger: the CloudEvents 1.0.2 envelope of `format.md`, with the payload as the bytes it stands in.
package struct Record: Equatable, Sendable {
    package static let maximumSize = 65_535
    package static let openedType = "taizhang.ledger.opened.v1"

    /// Position in the ledger, from 1.
    package var sequence = 0
    /// `urn:uuid:` of the ledger.
    package var source = ""
    package var stream = StreamName(kind: "", id: "")
    /// Position in the stream, from 1.
    package var version = 0
    /// When it was recorded, UTC.
    package var time = Instant(milliseconds: 0)
    /// When it happened in the office, in the ledger's zone.
    package var occurredOn = CalendarDate(dayNumber: 0)
    package var type = ""
    /// Who keyed it in.
    package var actor = ""
    /// For whom, where someone else keyed it in.
    package var onBehalfOf: String?
    package var commandID = ""
    package var reason: String?
    package var previousHash = Digest.zero
    /// The actor's signature of the record's bytes without this attribute (`format.md`: signature); nil where none was asked.
    package var signature: String?
    /// The payload's canonical bytes.
    package var data: [UInt8] = []

    package init() {}

    /// The record's bytes: what is stored is exactly what is hashed.
    package func encoded() throws(Unreadable) -> [UInt8] {
        try PropertyCoder.write(self).bytes
    }

    /// Reads a record from its canonical bytes.
    package init(_ bytes: UnsafeRawBufferPointer) throws(Unreadable) {
        self = try PropertyCoder.read(Record.self, bytes)
    }

    package init(_ bytes: [UInt8]) throws(Unreadable) {
        self = try bytes.withUnsafeBufferPointer { (buffer) throws(Unreadable) in
            try Record(UnsafeRawBufferPointer(buffer))
        }
    }
}

extension Record: Properties {
    /// The envelope's attributes in RFC 8785 order.
    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("actor", &actor, Message("录入人", "who keyed it in"))
        try p.text("commandid", &commandID, Message("命令标识（UUID）", "the command that it belongs to, a UUID"))
        try p.raw("data", &data)
        try p.sequence("id", &sequence)
        try p.date("occurredon", &occurredOn, Message("发生日期", "when it happened in the office"))
        try p.text("onbehalfof", &onBehalfOf, Message("代何人录入", "whose step it is, where another keyed it in"))
        try p.digest("prevhash", &previousHash, Message("前一条记录的哈希", "hash of the record before it"))
        try p.text("reason", &reason, Message("理由", "why"))
        try p.text(
            "signature", &signature,
            Message("录入人的签名（Base64）", "the actor's signature: base64 of key ID and signature"))
        try p.text("source", &source, Message("所属台账（urn:uuid:）", "the ledger, urn:uuid:"))
        try p.constant("specversion", "1.0")
        try p.integer("streamversion", &version, Message("在流中的位置", "position in the stream, from 1"))
        try p.stream("subject", &stream)
        try p.time("time", &time)
        try p.text("type", &type, Message("事件类型", "type of event"))
    }
}

/// A record as a store holds it: the bytes, and the columns beside them that `verify` holds against the bytes.
package struct StoredRecord: Equatable, Sendable {
    package var sequence: Int
    package var stream: String
    package var version: Int
    package var type: String
    package var body: [UInt8]
    package var hash: [UInt8]

    package init(sequence: Int, stream: String, version: Int, type: String, body: [UInt8], hash: [UInt8]) {
        self.sequence = sequence
        self.stream = stream
        self.version = version
        self.type = type
        self.body = body
        self.hash = hash
    }

    /// Shows it as bytes.
    package func withBytes<T>(_ body: (StoredBytes) throws -> T) rethrows -> T {
        try stream.withBytes { stream in
            try type.withBytes { type in
                try self.body.withUnsafeBytes { bytes in
                    try hash.withUnsafeBytes { hash in
                        try body(
                            StoredBytes(
                                sequence: sequence, stream: stream, version: version, type: type, body: bytes,
                                hash: hash))
                    }
                }
            }
        }
    }

    /// The record that the bytes hold.
    ///
    /// - Throws: `Fault` E-RECORD-UNREADABLE where they hold none.
    package func record() throws(Fault) -> Record {
        do {
            return try Record(body)
        } catch {
            throw .unreadable(record: sequence, error)
        }
    }
}

/// A `StoredRecord` as its bytes lie in the store; valid only while it is shown.
package struct StoredBytes {
    package var sequence: Int
    package var stream: UnsafeRawBufferPointer
    package var version: Int
    package var type: UnsafeRawBufferPointer
    package var body: UnsafeRawBufferPointer
    package var hash: UnsafeRawBufferPointer

    package init(
        sequence: Int, stream: UnsafeRawBufferPointer, version: Int, type: UnsafeRawBufferPointer,
        body: UnsafeRawBufferPointer, hash: UnsafeRawBufferPointer
    ) {
        self.sequence = sequence
        self.stream = stream
        self.version = version
        self.type = type
        self.body = body
        self.hash = hash
    }

    /// The record that the bytes hold.
    ///
    /// - Throws: `Fault` E-RECORD-UNREADABLE where they hold none.
    package func read() throws(Fault) -> Record {
        do {
            return try Record(body)
        } catch {
            throw .unreadable(record: sequence, error)
        }
    }

    /// A copy that stays; text that is no UTF-8 is shown as U+FFFD.
    package var record: StoredRecord {
        StoredRecord(
            sequence: sequence, stream: String(decoding: stream, as: UTF8.self), version: version,
            type: String(decoding: type, as: UTF8.self), body: Array(body), hash: Array(hash))
    }
}

extension Fault {
    package static func unreadable(record sequence: Int, _ why: Unreadable) -> Fault {
        Fault(
            "E-RECORD-UNREADABLE", .checkFailed,
            Message(
                "第 \(sequence) 条记录读不出来：第 \(why.offset) 字节处应为 \(why.expected)。",
                "Record \(sequence) cannot be read: at byte \(why.offset), expected \(why.expected)."),
            remedy: Message("请运行 taizhang verify。", "Run taizhang verify."))
    }
}
