import Foundation

/// Reads every record of a ledger once, in order, and says what is wrong and where.
///
/// Holds the bytes against everything that stands beside them: chain, canonical form, index columns, commands, tiles,
/// disclosures, evidence. Memory stays flat whatever the ledger's length. `tools/verify_ledger.py` does the same from
/// `format.md` alone and is held against it.
package struct Verifier<Transaction: LedgerTransaction>: ~Copyable {
    private let ledger: Transaction
    private let evidence: EvidenceStore?
    private let audit: (any RecordAudit)?
    private let progress: (Int) -> Void

    private var verdict = Verdict()
    private var hasher = SHA256Hasher()
    private var previousHash: Digest? = .zero
    private var previousTime: Instant?
    private var source: String?
    private var zone: LocalZone?
    /// The command that is open, and its first record where it is known.
    private var command: (id: String, first: Int?)?
    /// The sizes that records give of each file.
    private var namedEvidence: [Digest: Set<Int>] = [:]
    /// Whether no record is missing.
    private var isWhole = true
    /// Whether the index says of a record what its bytes do not, or a record cannot be read: the index is no witness then.
    private var isMisfiled = false
    /// Whether the next command's first record is not known, for a gap before it.
    private var startsAfterLoss = false
    /// What day it was in the last minute that was asked about.
    private var localDay: (minute: Int64, day: CalendarDate)?

    /// - Parameters:
    ///   - evidence: where the files lie; nil leaves them unchecked, and the verdict says so.
    ///   - audit: is shown every record that can be read.
    ///   - progress: is told the position now and then.
    package static func verify(
        _ ledger: Transaction, evidence: EvidenceStore?, audit: (any RecordAudit)? = nil,
        progress: @escaping (Int) -> Void = { _ in }
    ) -> Verdict {
        var verifier = Verifier(ledger: ledger, evidence: evidence, audit: audit, progress: progress)
        return verifier.run()
    }

    private init(
        ledger: Transaction, evidence: EvidenceStore?, audit: (any RecordAudit)?, progress: @escaping (Int) -> Void
    ) {
        self.ledger = ledger
        self.evidence = evidence
        self.audit = audit
        self.progress = progress
    }

    private mutating func run() -> Verdict {
        var tiles = TileWriter(size: 0)
        let checker = TileChecker(ledger)
        var expected = 1
        let structure = Result { try ledger.structuralFindings() }
        do {
            // Only what the records are in their order is left to this thread; see `VerificationCrew`.
            try VerificationCrew.examine(ledger) { sequence in
                report(
                    .id, at: nil, field: "seq", "有一条记录排在第 \(sequence) 位。", "A record stands at position \(sequence).")
            } each: { chunk in
                for index in chunk.places.indices {
                    try chunk.withStored(index) { stored, place in
                        let record = try check(stored, place, &expected)
                        verdict.size += 1
                        try show(record, at: index, of: chunk, after: tiles)
                    }
                    if verdict.size % 4_096 == 0 { progress(verdict.size) }
                }
                try tiles.append(chunk, in: checker, &hasher)
            }
            try closeCommand(at: expected)
            if verdict.size == 0 {
                report(.missing, at: 1, "没有记录。", "There is no record.")
            }
            try tiles.flush(in: checker)
            if let finding = try checker.finding() { verdict.add(finding) }
            if isWhole, verdict.size > 0 {
                var tree = TiledTree(checker.made)
                verdict.root = try tree.root(size: verdict.size)
            }
            if !isMisfiled { try checkVersions() }
            try checkCommands(upTo: expected &- 1)
            try checkDisclosures()
            for finding in try audit?.end(&verdict) ?? [] { verdict.add(finding) }
        } catch {
            verdict.add(
                .init(
                    .unreadable, at: expected,
                    Message("第 \(expected) 条起读不出来：", "Unreadable from record \(expected): ") + Verifier.why(error)))
        }
        do {
            verdict.begin(with: try structure.get()())
        } catch {
            verdict.begin(with: [.init(.unreadable, Verifier.why(error))])
        }
        checkOrphans()
        verdict.head = previousHash ?? .zero
        if audit == nil {
            verdict.notChecked.append(
                Message("密钥、签名、各流末端、检查点", "keys, signatures, stream heads and checkpoints"))
        }
        return verdict
    }

    private static func why(_ error: any Error) -> Message {
        (error as? Fault)?.message ?? Message(verbatim: "\(error)")
    }

    private mutating func report(
        _ code: Verdict.Code, at sequence: Int?, field: String? = nil, _ zh: String, _ en: String
    ) {
        verdict.add(.init(code, at: sequence, field: field, Message(zh, en)))
    }

    /// Shows a record to the audit; `tiles` are those of the chunks before.
    private mutating func show(
        _ record: AuditedRecord, at index: Int, of chunk: VerificationChunk, after tiles: TileWriter
    ) throws {
        guard let audit else { return }
        let findings = try audit.see(record) { isWhole ? chunk.root(through: index, after: tiles, &hasher) : nil }
        for finding in findings { verdict.add(finding) }
    }

    // MARK: Each record

    /// - Returns: the record as an audit sees it.
    private mutating func check(
        _ stored: StoredBytes, _ place: VerificationChunk.Place, _ expected: inout Int
    ) throws -> AuditedRecord {
        checkPlace(of: stored.sequence, &expected)
        if let survey = place.survey, isInOrder(survey, stored) {
            try follow(survey, stored, place)
            return AuditedRecord(stored, hash: place.digest, survey)
        }
        let record = try check(stored.record)
        return AuditedRecord(stored, hash: place.digest, record)
    }

    /// Holds a record's position against the one before it.
    private mutating func checkPlace(of sequence: Int, _ expected: inout Int) {
        if sequence != expected {
            report(
                .missing, at: expected, "第 \(expected) 条记录缺失（其后是第 \(sequence) 条）。",
                "Record \(expected) is missing (record \(sequence) follows).")
            previousHash = nil
            isWhole = false
            loseCommand()
        }
        // Wraps rather than stops: the position is what someone wrote into the file.
        expected = sequence &+ 1
    }

    /// Whether a record that is sound by itself follows the one before it. Where it does not, and for record 1, the plain
    /// way says what is wrong.
    private mutating func isInOrder(_ survey: RecordSurvey, _ stored: StoredBytes) -> Bool {
        guard stored.sequence != 1, previousHash == nil || previousHash == survey.previousHash,
            previousTime.map({ $0 <= survey.time }) ?? true,
            source?.isSameBytes(as: stored.body[part: survey.source]) ?? true
        else { return false }
        guard let zone else { return true }
        return survey.occurredOn <= day(of: survey.time, in: zone)
    }

    /// The local day, asked of Foundation once a minute: since 1973 no zone has changed its offset within one.
    private mutating func day(of time: Instant, in zone: LocalZone) -> CalendarDate {
        let minute = time.milliseconds / 60_000
        if let localDay, localDay.minute == minute { return localDay.day }
        let day = zone.day(of: time)
        localDay = time.milliseconds > 94_694_400_000 ? (minute, day) : nil
        return day
    }

    /// Takes up a record that is sound and in order.
    private mutating func follow(
        _ survey: RecordSurvey, _ stored: StoredBytes, _ place: VerificationChunk.Place
    ) throws {
        (previousHash, previousTime) = (place.digest, survey.time)
        let id = stored.body[part: survey.command]
        if command?.id.isSameBytes(as: id) != true {
            try enter(String(decoding: id, as: UTF8.self), at: stored.sequence)
        }
        if let named = place.named { try check(named, of: stored.sequence) }
    }

    /// The plain way, which says what is wrong.
    ///
    /// - Returns: the record; nil where the bytes hold none.
    private mutating func check(_ stored: StoredRecord) throws -> Record? {
        let sequence = stored.sequence
        let hash = hasher.digest(stored.body)
        let before = previousHash
        previousHash = hash
        if Digest(stored.hash) != hash {
            let shown = Digest(stored.hash)?.short ?? "?"
            report(
                .hash, at: sequence, field: "hash",
                "第 \(sequence) 条记录被改动：存储的哈希 \(shown)，按原文计算 \(hash.short)。",
                "Record \(sequence) was altered: stored hash \(shown), computed from its bytes \(hash.short).")
        }
        if stored.body.count > Record.maximumSize {
            report(
                .size, at: sequence, "第 \(sequence) 条记录有 \(stored.body.count) 字节，超过上限。",
                "Record \(sequence) has \(stored.body.count) bytes, over the limit.")
        }
        var isCanonical = true
        do {
            try CanonicalJSON.check(stored.body)
        } catch {
            isCanonical = false
            report(
                .canonical, at: sequence, "第 \(sequence) 条记录不是规范编码：第 \(error.offset) 字节，\(error.reason.message.zh)。",
                "Record \(sequence) is not canonical at byte \(error.offset): \(error.reason.message.en).")
        }
        guard let record = try? Record(stored.body), record.hasForm else {
            // What is not canonical is not read; its envelope may well be whole.
            if isCanonical {
                report(
                    .envelope, at: sequence, "第 \(sequence) 条记录的信封不合格式。",
                    "Record \(sequence) has no envelope of this format.")
            }
            loseCommand()
            isMisfiled = true
            return nil
        }
        try check(record, in: stored, after: before)
        try checkData(of: record)
        return record
    }

    private mutating func check(_ record: Record, in stored: StoredRecord, after before: Digest?) throws {
        let sequence = stored.sequence
        if let before, record.previousHash != before {
            report(
                .chain, at: sequence, field: "prevhash",
                "第 \(sequence) 条起链断开：prevhash \(record.previousHash.short)，前一条的哈希 \(before.short)。",
                "The chain breaks at record \(sequence): prevhash \(record.previousHash.short), hash of the one before \(before.short)."
            )
        }
        if record.sequence != sequence {
            report(
                .id, at: sequence, field: "id", "第 \(sequence) 条记录的原文写着 id \(record.sequence)。",
                "Record \(sequence) says in its bytes that it is \(record.sequence).")
        }
        // That its number is another is said above.
        for column in record.disagreeingColumns(of: stored) where column != "seq" {
            isMisfiled = isMisfiled || column != "type"
            report(
                .column, at: sequence, field: column, "第 \(sequence) 条的索引列 \(column) 与原文不符。",
                "Record \(sequence): the index column \(column) disagrees with the bytes.")
        }
        checkOrigin(of: record, at: sequence)
        if let previousTime, record.time < previousTime {
            report(
                .time, at: sequence, field: "time", "第 \(sequence) 条的时间早于前一条。",
                "Record \(sequence) has a time before the one before it.")
        }
        previousTime = record.time
        if let zone, record.occurredOn > zone.day(of: record.time) {
            report(
                .occurredon, at: sequence, field: "occurredon", "第 \(sequence) 条的发生日期晚于记录当天。",
                "Record \(sequence) is dated after the day on which it was recorded.")
        }
        if command?.id.isSameBytes(as: record.commandID) != true { try enter(record.commandID, at: sequence) }
    }

    /// The command of the records from here on.
    private mutating func enter(_ id: String, at sequence: Int) throws {
        try closeCommand(at: sequence)
        command = (id, startsAfterLoss ? nil : sequence)
        startsAfterLoss = false
    }

    private mutating func checkOrigin(of record: Record, at sequence: Int) {
        if sequence == 1 {
            source = record.source
            let data = (try? CanonicalJSON.parse(record.data)) ?? .null
            zone = data["zone"]?.string.flatMap { LocalZone($0) }
            let named = record.source.hasPrefix("urn:uuid:") && Identifier(record.source.dropFirst(9)) != nil
            if !named || record.type != Record.openedType
                || record.stream.text != "ledger/\(record.source.dropFirst(9))"
            {
                report(
                    .envelope, at: 1, field: "type", "第 1 条不是建立台账的记录。",
                    "Record 1 is not the one that opens a ledger.")
            }
            if zone == nil {
                report(.envelope, at: 1, field: "data.zone", "第 1 条没有写明时区。", "Record 1 names no time zone.")
            }
        } else if let source, record.source != source {
            report(
                .source, at: sequence, field: "source", "第 \(sequence) 条属于另一本台账：\(record.source)。",
                "Record \(sequence) is of another ledger: \(record.source).")
        }
    }

    // MARK: What the data names

    private mutating func checkData(of record: Record) throws {
        guard let named = record.data.withUnsafeBytes({ NamedThings(in: $0) }) else { return }
        try check(named, of: record.sequence)
    }

    private mutating func check(_ named: NamedThings, of sequence: Int) throws {
        for _ in 0..<named.faults { badDigests(of: sequence) }
        for digest in named.digests { try checkDisclosure(of: digest, in: sequence) }
        for file in named.files { check(file, of: sequence) }
    }

    private mutating func check(_ file: EvidenceFile, of sequence: Int) {
        guard let evidence, namedEvidence[file.digest]?.contains(file.size) != true else { return }
        namedEvidence[file.digest, default: []].insert(file.size)
        switch evidence.state(of: file) {
        case .whole: verdict.evidence += 1
        case .missing:
            report(
                .evidenceMissing, at: sequence, field: file.digest.hex,
                "第 \(sequence) 条的佐证缺失：\(file.name)。", "Record \(sequence): the evidence \(file.name) is missing.")
        case .altered:
            report(
                .evidenceAltered, at: sequence, field: file.digest.hex,
                "第 \(sequence) 条的佐证被改动：\(file.name)。", "Record \(sequence): the evidence \(file.name) was altered.")
        case .unreadable:
            report(
                .unreadable, at: sequence, field: file.digest.hex,
                "第 \(sequence) 条的佐证读不出来：\(file.name)。",
                "Record \(sequence): the evidence \(file.name) cannot be read.")
        }
    }

    private mutating func checkDisclosure(of digest: String, in sequence: Int) throws {
        guard let sealed = try ledger.disclosure(digest), sealed.sequence != sequence else { return }
        report(
            .disclosure, at: sequence, field: digest, "第 \(sequence) 条的披露被记在第 \(sealed.sequence) 条名下。",
            "A disclosure of record \(sequence) is filed under record \(sealed.sequence).")
    }

    private mutating func badDigests(of sequence: Int) {
        report(
            .disclosure, at: sequence, field: "_sd", "第 \(sequence) 条的可删除字段摘要不合格式。",
            "Record \(sequence): the digests of its erasable fields are malformed.")
    }

    // MARK: What stands beside the records

    /// A record that is missing or unreadable leaves the commands around it without their limits.
    private mutating func loseCommand() {
        command = nil
        startsAfterLoss = true
    }

    private mutating func closeCommand(at next: Int) throws {
        guard let (id, start) = command else { return }
        command = nil
        guard let first = start else { return }
        let found = try Identifier(id).flatMap { try ledger.outcome(of: $0) }
        guard found?.lowerBound == first, found?.upperBound == next &- 1 else {
            report(
                .command, at: first, field: id, "命令 \(id) 的登记与第 \(first)–\(next &- 1) 条不符。",
                "Command \(id) is not registered for records \(first) to \(next &- 1).")
            return
        }
    }

    private mutating func checkVersions() throws {
        var last = (stream: "", version: 0, sequence: 0)
        try ledger.scanVersions { stream, version, sequence in
            let isSame = stream.isSameBytes(as: last.stream)
            let expected = isSame ? last.version &+ 1 : 1
            // A stream's versions rise with the ledger: 2 before 1 is no order, though the index has both.
            if version != expected || (isSame && sequence < last.sequence) {
                report(
                    .streamversion, at: sequence, field: "streamversion",
                    "第 \(sequence) 条在 \(stream) 中是第 \(version) 步，应为第 \(expected) 步。",
                    "Record \(sequence) is version \(version) of \(stream); \(expected) was expected.")
            }
            last = (stream, version, sequence)
        }
    }

    /// Commands part the ledger without gap or overlap; that each has the right records was held in `closeCommand`.
    private mutating func checkCommands(upTo last: Int) throws {
        var next = 1
        try ledger.scanCommands { id, records in
            if records.first < next || records.last < records.first || records.last > last {
                report(
                    .command, at: records.first, field: id, "命令 \(id) 没有自己的记录。",
                    "Command \(id) has no records of its own.")
            }
            next = max(next, records.last &+ 1)
        }
    }

    private mutating func checkDisclosures() throws {
        try ledger.scanDisclosures { sealed in
            var named = false
            try ledger.scan(.from(sealed.sequence)) { stored in
                if stored.sequence == sealed.sequence, let body = try? CanonicalJSON.parse(stored.body) {
                    named = (body["data"] ?? .null).disclosureDigests.contains(sealed.digest)
                }
                return .stop
            }
            guard !named else { return }
            report(
                .disclosure, at: sealed.sequence, field: sealed.digest, "有一项披露，第 \(sealed.sequence) 条并未提到它。",
                "There is a disclosure that record \(sealed.sequence) does not name.")
        }
    }

    private mutating func checkOrphans() {
        guard let evidence else {
            verdict.notChecked.append(Message("佐证文件", "files of evidence"))
            return
        }
        verdict.orphans = evidence.digests().subtracting(namedEvidence.keys).count
    }
}

extension Record {
    /// Whether the attributes have their forms (`format.md`: record) beyond what reading asks for.
    var hasForm: Bool {
        guard !actor.isEmpty, !source.isEmpty, data.first == UInt8(ascii: "{"),
            signature.map({ StandardBase64.decode($0) != nil }) ?? true
        else { return false }
        let parts = type.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts.first == "taizhang", let version = parts.last, version.first == "v",
            let number = Int(version.dropFirst()), number > 0, String(number) == version.dropFirst()
        else { return false }
        return parts.dropFirst().dropLast().allSatisfy { part in
            part.utf8.first.map { (0x61...0x7A).contains($0) } ?? false
                && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        }
    }
}

/// Takes the tiles that the records make, holds each against the stored one, and keeps what the root needs.
private final class TileChecker<Transaction: LedgerTransaction>: TileStore {
    private let ledger: Transaction
    private var count = 0
    private var different = 0
    private var first: (record: Int?, field: String)?
    /// Of level 0 only the last: the tree's right edge. Above it a tile stands for 65,536 records and more.
    private var kept: [[Int]: [UInt8]] = [:]

    init(_ ledger: Transaction) { self.ledger = ledger }

    func tile(level: Int, index: Int) -> [UInt8]? { nil }
    func made(level: Int, index: Int) -> [UInt8]? { kept[[level, index]] }

    func put(tile hashes: [UInt8], level: Int, index: Int) throws {
        count += 1
        if level == 0 { kept[[0, index - 1]] = nil }
        kept[[level, index]] = hashes
        let stored = try ledger.tile(level: level, index: index)
        guard stored?.isSameBytes(as: hashes) != true else { return }
        different += 1
        guard first == nil || (first?.record == nil && level == 0) else { return }
        first = (level == 0 ? stored.flatMap { record(in: index, hashes, $0) } : nil, "\(level)/\(index)")
    }

    /// The first record whose leaf differs.
    private func record(in tile: Int, _ made: [UInt8], _ stored: [UInt8]) -> Int? {
        let byte = zip(made, stored).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        guard let place = byte ?? (stored.count < made.count ? stored.count : nil) else { return nil }
        return tile * MerkleTree.tileWidth + place / Digest.size + 1
    }

    func finding() throws -> Verdict.Finding? {
        var stored = 0
        try ledger.scanTiles { _, _, _ in stored += 1 }
        if let (record, field) = first {
            return .init(
                .tile, at: record, field: field,
                Message(
                    "瓦片 \(field) 与记录不符（共 \(different) 片不符）。",
                    "Tile \(field) disagrees with the records (\(different) in all do)."))
        }
        guard stored != count else { return nil }
        return .init(
            .tile, field: "count",
            Message("瓦片应有 \(count) 片，存有 \(stored) 片。", "There should be \(count) tiles; \(stored) are stored."))
    }
}
