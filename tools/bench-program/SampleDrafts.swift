import Ledger

/// Records of about 500 bytes for a ledger that knows nothing of findings, from a seed.
struct SampleDrafts {
    static let type = "taizhang.sample.taken.v1"
    private var random: SeededRandom
    private var versions: [StreamName: Int] = [:]
    /// As many streams as records, a seventh of them: what a finding's life is.
    private var streams = 0
    private let series: String

    /// - Parameter series: what its streams' names begin with: a ledger that grows takes each only once.
    init(seed: Int, series: String = "2020") {
        random = SeededRandom(seed: seed)
        self.series = series
    }

    /// The payload of a sample.
    private struct Sample: Payload {
        static let type = SampleDrafts.type
        static let about = Message("样例", "a sample")
        var measure = 0
        var percent = 0
        var text = ""

        mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
            try p.integer("measure", &measure, Message("措施", "measure"))
            try p.integer("percent", &percent, Message("进度", "percent"))
            try p.text("text", &text, Message("文", "text"))
        }
    }

    /// What one command appends.
    mutating func batch(of count: Int, surroundings: Surroundings) throws -> Batch {
        var expecting: [StreamName: Int] = [:]
        var drafts: [Draft] = []
        for _ in 0..<count {
            let stream = nextStream()
            if expecting[stream] == nil { expecting[stream] = versions[stream, default: 0] }
            versions[stream, default: 0] += 1
            var sample = Sample()
            sample.measure = Int.random(in: 1...9, using: &random)
            sample.percent = Int.random(in: 0...100, using: &random)
            sample.text = random.sentence(clauses: 1...2)
            drafts.append(
                Draft(
                    stream: stream, type: Sample.type, occurredOn: CalendarDate(dayNumber: 18_262), actor: "第一支部书记",
                    data: try PropertyCoder.write(sample).bytes))
        }
        return Batch(command: surroundings.identifier(), expecting: expecting, drafts: drafts)
    }

    private mutating func nextStream() -> StreamName {
        if streams < 7 || Int.random(in: 0..<7, using: &random) == 0 {
            streams += 1
            versions[stream(streams - SampleDrafts.alive - 1)] = nil
            return stream(streams)
        }
        return stream(Int.random(in: max(1, streams - SampleDrafts.alive)...streams, using: &random))
    }

    /// How many of the latest streams go on.
    private static let alive = 2_000

    private func stream(_ number: Int) -> StreamName { StreamName(kind: "sample", id: "\(series)-\(number)") }

    /// The draft of record 1.
    static func opening(_ identity: LedgerIdentity) -> Draft {
        Draft(
            stream: identity.stream, type: Record.openedType, occurredOn: CalendarDate(dayNumber: 18_262), actor: "登记员",
            data: Array(#"{"name":"样例","zone":"\#(identity.zone.identifier)"}"#.utf8))
    }
}
