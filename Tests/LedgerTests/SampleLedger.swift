import Testing

@testable import Ledger

/// The payload of record 1, as far as the ledger itself knows it.
struct Opened: Payload {
    static let type = Record.openedType
    static let about = Message("台账建立", "the ledger was opened")
    var zone = "Asia/Shanghai"

    mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("zone", &zone, Message("时区", "time zone"))
    }
}

/// A payload with a property of every kind, in canonical order.
struct Sample: Payload {
    enum Grade: String, Choice {
        case low, high, special = "特别"

        var title: Message { Message(rawValue, "\(self)") }
    }

    struct Part: Properties {
        var count = 0
        var name: String?

        mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
            try p.integer("count", &count, Message("数", "count"))
            try p.text("name", &name, Message("名", "name"))
        }
    }

    static let type = "taizhang.sample.taken.v1"
    static let about = Message("样例", "a sample")

    var person = Erasable()
    var amount: Int?
    var choice = Grade.low
    var day = CalendarDate(dayNumber: 0)
    var days: [CalendarDate] = []
    var digest = Digest.zero
    var files: [EvidenceFile] = []
    var flag = false
    var grade: Grade?
    var maybeDay: CalendarDate?
    var number = 0
    var part = Part()
    var rest: Part?
    var text = ""
    var words: [String] = []

    mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.erasable([("name", Message("姓名", "name")), ("phone", Message("电话", "phone"))], &person)
        try p.integer("amount", &amount, Message("金额", "amount"))
        try p.choice("choice", &choice, Message("档", "choice"))
        try p.date("day", &day, Message("日", "day"))
        try p.dates("days", &days, Message("各日", "days"))
        try p.digest("digest", &digest, Message("摘要", "digest"))
        try p.objects("files", &files, Message("文件", "files"))
        try p.flag("flag", &flag, Message("是否", "flag"))
        try p.choice("grade", &grade, Message("级", "grade"))
        try p.date("maybeday", &maybeDay, Message("或日", "perhaps a day"))
        try p.integer("number", &number, Message("数", "number"))
        try p.object("part", &part, Message("部分", "part"))
        try p.object("rest", &rest, Message("其余", "the rest"))
        try p.text("text", &text, Message("文", "text"))
        try p.texts("words", &words, Message("词", "words"))
    }
}

extension SeededRandom {
    mutating func maybe<T>(_ value: (inout SeededRandom) -> T) -> T? {
        Bool.random(using: &self) ? value(&self) : nil
    }

    mutating func day() -> CalendarDate { CalendarDate(dayNumber: Int.random(in: -719_162...2_932_896, using: &self)) }

    mutating func integer() -> Int {
        Int.random(in: -CanonicalJSON.largestInteger...CanonicalJSON.largestInteger, using: &self)
    }

    mutating func digest() -> Digest { Digest.sha256("\(next())".utf8) }

    mutating func sample() -> Sample {
        var sample = Sample()
        let digests = (0..<Int.random(in: 0...2, using: &self)).map { _ in Base64URL.encode(digest().bytes) }
        sample.person.digests = digests.sorted()
        sample.amount = maybe { $0.integer() }
        sample.choice = Sample.Grade.allCases.randomElement(using: &self) ?? .low
        sample.day = day()
        sample.days = (0..<Int.random(in: 0...3, using: &self)).map { _ in day() }
        sample.digest = digest()
        sample.files = (0..<Int.random(in: 0...2, using: &self)).map { _ in
            EvidenceFile(
                name: text(), mediaType: "text/plain", digest: digest(), size: Int.random(in: 0...9_999, using: &self))
        }
        sample.flag = Bool.random(using: &self)
        sample.grade = maybe { Sample.Grade.allCases.randomElement(using: &$0) ?? .low }
        sample.maybeDay = maybe { $0.day() }
        sample.number = integer()
        sample.part = part()
        sample.rest = maybe { $0.part() }
        sample.text = text(upTo: 40)
        sample.words = (0..<Int.random(in: 0...3, using: &self)).map { _ in text() }
        return sample
    }

    private mutating func part() -> Sample.Part {
        var part = Sample.Part()
        part.count = integer()
        part.name = maybe { $0.text() }
        return part
    }

    mutating func record() throws -> Record {
        var record = Record()
        record.sequence = Int.random(in: 1...CanonicalJSON.largestInteger, using: &self)
        record.source = "urn:uuid:\(Identifier(from: digest()))"
        record.stream = StreamName(kind: "finding", id: "2020-\(Int.random(in: 1...999, using: &self))整改")
        record.version = Int.random(in: 1...1_000, using: &self)
        record.time = Instant(milliseconds: Int64.random(in: -62_135_596_800_000...253_402_300_799_999, using: &self))
        record.occurredOn = day()
        record.type = Sample.type
        record.actor = text(upTo: 20)
        record.onBehalfOf = maybe { $0.text() }
        record.commandID = Identifier(from: digest()).text
        record.reason = maybe { $0.text(upTo: 30) }
        record.previousHash = digest()
        record.data = try PropertyCoder.write(sample()).bytes
        return record
    }
}

/// A ledger in memory with a clock that a test sets.
struct SampleLedger {
    let store = MemoryStore()
    let identity: LedgerIdentity
    /// Noon in Shanghai, 8 October 2020.
    var now = Instant(milliseconds: 1_602_129_600_000)
    private var commands: UInt64 = 0

    /// - Parameter isOpened: whether record 1 stands already.
    init(isOpened: Bool = true) throws {
        identity = LedgerIdentity(
            id: Identifier(from: Digest.sha256("sample".utf8)), zone: try #require(LocalZone("Asia/Shanghai")))
        guard isOpened else { return }
        let data = try PropertyCoder.write(Opened()).bytes
        let draft = Draft(
            stream: identity.stream, type: Opened.type, occurredOn: SampleLedger.today, actor: "post/督查科科长", data: data)
        _ = try append([draft])
    }

    static let today = CalendarDate(dayNumber: 18_543)
    static let finding = StreamName(kind: "finding", id: "2020-015")

    mutating func command() -> Identifier {
        commands += 1
        return Identifier(from: Digest.sha256("command \(commands)".utf8))
    }

    static func draft(
        _ stream: StreamName = finding, on day: CalendarDate = today, _ change: (inout Sample) -> Void = { _ in }
    )
        throws -> Draft
    {
        var sample = Sample()
        change(&sample)
        return Draft(
            stream: stream, type: Sample.type, occurredOn: day, actor: "post/督查科科长", reason: "按季度报送",
            data: try PropertyCoder.write(sample).bytes)
    }

    /// The records that an append answers with.
    func written(_ appended: Appended) throws -> [Record] {
        let positions = try #require(appended.records)
        return try store.read { try $0.records(positions) }
    }

    @discardableResult
    mutating func append(
        _ drafts: [Draft], as command: Identifier? = nil, expecting: [StreamName: Int] = [:]
    ) throws -> Appended {
        let batch = Batch(command: command ?? self.command(), expecting: expecting, drafts: drafts)
        let (identity, now) = (identity, now)
        return try store.write { try $0.append(batch, to: identity, at: now) }
    }

    /// Lays more commands on top, of one to three records in two streams.
    mutating func grow(by commands: Int) throws {
        for turn in 0..<commands {
            now = Instant(milliseconds: now.milliseconds + 1_000)
            let other = StreamName(kind: "measure", id: "2020-015-2")
            let drafts = try (0...(turn % 3)).map { index in
                try SampleLedger.draft(index % 2 == 0 ? SampleLedger.finding : other) { $0.number = turn }
            }
            try append(drafts)
        }
    }

    func verify(_ contents: MemoryStore.Contents? = nil, evidence: EvidenceStore? = nil) throws -> Verdict {
        try MemoryStore(contents ?? store.contents).read { Verifier.verify($0, evidence: evidence) }
    }
}
