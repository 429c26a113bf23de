import Foundation
import Ledger
import ReadModels
import Rectification

/// 审计报告: every record of one finding, with what a stranger needs to check it against the ledger's root.
enum AuditReport {
    static let type = ReportType(
        name: Message("审计报告", "audit"),
        title: title,
        about: Message(
            "一个问题的每一步、记录原文、哈希、证明和核对办法", "every step of one finding: bytes, hashes, proofs, and how to check them"),
        subject: Message("编号", "NUMBER"),
        make: make)

    private static let title = Message("问题审计报告", "Audit report of a finding")

    @Sendable private static func make(_ request: ReportRequest) throws -> Report {
        guard let text = request.order.subject, let number = FindingNumber(text) else { throw Fault.noNumber }
        // Which records there are is a question of positions: a day of happening would leave later-dated ones out.
        guard !request.outlook.standpoint.isByOccurrence else { throw Fault.auditByDay }
        try request.requireNoFilter()
        guard let finding = try request.outlook.finding(number) else { throw Fault.noFinding(number) }
        let steps = try request.outlook.trail(of: number.stream)
        let end = try request.outlook.end(of: number.stream)
        return Report(
            title: title, subtitle: Message(verbatim: "\(number)  \(finding.description)"),
            facts: [
                ReportFact(Message("状态", "Stage"), finding.stage.title),
                ReportFact(Message("类别", "Category"), optional: finding.category),
                ReportFact(Message("来源", "Source"), optional: finding.round?.text ?? finding.source),
                ReportFact(Message("责任单位", "Units"), optional: .list(finding.units.map(\.text))),
                ReportFact(Message("责任人", "Owner"), optional: finding.owner?.name),
                ReportFact(Message("记录", "Records"), Message("\(steps.count) 条", "\(steps.count)")),
            ].compactMap { $0 },
            sections: [
                ReportSection(Message("每一步", "Every step"), [.table(course(steps, request))]),
                ReportSection(Message("佐证材料", "Evidence"), [.table(evidence(steps))]),
                ReportSection(Message("可删除的字段", "Erasable fields"), [.table(sealed(steps))]),
                ReportSection(Message("哈希与证明", "Hashes and proofs"), [.table(hashes(steps)), .table(proofs(steps))]),
                ReportSection(Message("有无遗漏", "Whether any is missing"), completeness(end, steps, request)),
                ReportSection(Message("核对办法", "How to check"), manual(number, steps, request)),
                ReportSection(Message("记录原文", "The records' bytes"), bytes(steps)),
            ])
    }

    private static func course(_ steps: [TrailStep], _ request: ReportRequest) -> ReportTable {
        ReportTable(
            Message("步骤", "Steps"),
            [
                .init(Message("记录", "Record"), .integer), .init(Message("步次", "Version"), .integer),
                .init(Message("发生日期", "Happened on"), .date), .init(Message("记录时间", "Recorded at"), .key),
                .init(Message("事项", "Step")), .init(Message("内容", "What")), .init(Message("办理人", "By")),
                .init(Message("录入人", "Keyed in by")), .init(Message("理由", "Why")),
                .init(Message("签名", "Signature")),
            ],
            rows: steps.map { step in
                let record = step.log.record
                let words = request.describe(record)
                // Who imported a sheet did not do what the sheet claims.
                let doer = record.onBehalfOf ?? (record.isClaim ? nil : record.actor)
                return [
                    .integer(record.sequence), .integer(record.version), .date(record.occurredOn),
                    .text(request.outlook.ledger.zone.clock(record.time)), .text(words.title), .message(words.detail),
                    doer.map { .text(actor($0)) } ?? .text(Message("（导入）", "(import)")), .text(actor(record.actor)),
                    .text(record.reason),
                    record.signature == nil ? .none : .text(Message("有", "signed")),
                ]
            })
    }

    private static func actor(_ text: String) -> String { ActorID(text)?.name ?? text }

    private static func evidence(_ steps: [TrailStep]) -> ReportTable {
        let rows = steps.flatMap { step in
            (step.entry?.event.exhibits ?? []).map { exhibit -> [ReportCell] in
                [
                    .integer(step.log.sequence), .text(exhibit.kind),
                    exhibit.file.map { .text($0.name) } ?? .text(Message("（仅有名目）", "(name only)")),
                    exhibit.file.map { .integer($0.size) } ?? .none, .text(exhibit.file?.digest.hex),
                ]
            }
        }
        return ReportTable(
            Message("佐证", "Evidence"),
            [
                .init(Message("记录", "Record"), .integer), .init(Message("名目", "Kind")),
                .init(Message("文件", "File")), .init(Message("字节", "Bytes"), .integer),
                .init(Message(verbatim: "SHA-256"), .code),
            ], rows: rows)
    }

    /// By digest: what stands behind them is for whoever may see it.
    private static func sealed(_ steps: [TrailStep]) -> ReportTable {
        let rows = steps.flatMap { step in
            step.sealed.map { field -> [ReportCell] in
                let state = field.erased.map {
                    Message("\($0.property) 已由第 \($0.by) 条删除", "\($0.property), erased by record \($0.by)")
                }
                return [
                    .integer(step.log.sequence), .text(field.digest),
                    .text(state ?? Message("未在此公开", "not disclosed here")),
                ]
            }
        }
        return ReportTable(
            Message("可删除字段", "Erasable fields"),
            [
                .init(Message("记录", "Record"), .integer), .init(Message("摘要", "Digest"), .code),
                .init(Message("情况", "State")),
            ], rows: rows)
    }

    private static func hashes(_ steps: [TrailStep]) -> ReportTable {
        ReportTable(
            Message("哈希", "Hashes"),
            [
                .init(Message("记录", "Record"), .integer), .init(Message("哈希", "Hash"), .code),
                .init(Message("前一条的哈希", "Hash before it"), .code),
            ],
            rows: steps.map { step in
                [
                    .integer(step.log.sequence), .text(Digest.sha256(step.body).hex),
                    .text(step.log.record.previousHash.hex),
                ]
            })
    }

    private static func proofs(_ steps: [TrailStep]) -> ReportTable {
        ReportTable(
            Message("证明", "Proofs"),
            [
                .init(Message("记录", "Record"), .integer),
                .init(Message("包含证明（由叶到根）", "Inclusion proof, leaf to root"), .code),
            ],
            rows: steps.map { [.integer($0.log.sequence), .text($0.proof.map(\.hex).joined(separator: "\n"))] })
    }
}

// MARK: - Nothing left out

extension AuditReport {
    private static func completeness(
        _ end: StreamEnd?, _ steps: [TrailStep], _ request: ReportRequest
    ) -> [ReportBlock] {
        let last = steps.last?.log.record.version ?? 0
        let missing = last > 0 ? Set(1...last).subtracting(steps.map(\.log.record.version)).sorted() : []
        let gapless =
            missing.isEmpty
            ? Message("步次 1–\(last) 没有缺号。", "Versions 1 to \(last) are there without a gap.")
            : Message(
                "步次 1–\(last) 中缺第 \(missing.map(String.init).joined(separator: "、")) 步。",
                "Of versions 1 to \(last), \(missing.map(String.init).joined(separator: ", ")) is missing.")
        guard let end else {
            return [
                .paragraph(
                    gapless
                        + Message(
                            "截至第 \(request.outlook.standpoint.size) 条还没有固定各流末端的记录，末尾有无略去无从证明；签发检查点后即可。",
                            " No record up to \(request.outlook.standpoint.size) commits to the ends of the streams, so that a "
                                + "later step cannot be proven absent; a checkpoint makes it so."))
            ]
        }
        let proven =
            end.version == last
            ? Message(
                "第 \(end.record) 条固定了各流末端，本问题当时的末步正是第 \(last) 步：到那时一步未略。",
                " Record \(end.record) commits to the ends of all streams, and the last step of this finding was then version "
                    + "\(last): up to there none was left out.")
            : Message(
                "第 \(end.record) 条固定了各流末端，本问题当时的末步是第 \(end.version) 步；此后的 \(last - end.version) 步尚无末端证明。",
                " Record \(end.record) commits to the ends of all streams, when the last step of this finding was version "
                    + "\(end.version); for the \(last - end.version) since then there is no such commitment yet.")
        return [
            .paragraph(gapless + proven),
            .facts([
                ReportFact(Message("末端数", "Streams"), Message(verbatim: String(end.committed.size))),
                ReportFact(Message("末端根", "Root of the heads"), Message(verbatim: end.committed.root.hex)),
                ReportFact(Message("位次", "Place among them"), Message(verbatim: String(end.index))),
                ReportFact(
                    Message("证明", "Proof"), Message(verbatim: end.proof.map(\.hex).joined(separator: "\n"))),
            ]),
        ]
    }
}

// MARK: - How to check

extension AuditReport {
    private static func manual(
        _ number: FindingNumber, _ steps: [TrailStep], _ request: ReportRequest
    ) -> [ReportBlock] {
        let first = steps.first?.log.sequence ?? 1
        let size = request.outlook.standpoint.size
        return [
            .paragraph(
                Message(
                    "一、每条记录的原文见下节，其 SHA-256 就是上表的哈希，也是台账下一条记录的 prevhash（首末不含换行）：",
                    "1. The bytes of each record stand in the next section; their SHA-256 is the hash above, and the prevhash "
                        + "of the ledger's next record (no line break at the end):")),
            .verbatim("sqlite3 ledger.db \"SELECT body FROM record WHERE seq=\(first)\" | head -c -1 | sha256sum"),
            .paragraph(
                Message(
                    "二、由叶 SHA-256(0x00‖原文) 起，按记录序号减一的二进制位与证明逐级相合 SHA-256(0x01‖左‖右)，"
                        + "得到文末的根（RFC 9162 §2.1.3.2，共 \(size) 叶）；另有独立程序核验整本台账：",
                    "2. From the leaf SHA-256(0x00 ‖ bytes), joined with the hashes of the proof as SHA-256(0x01 ‖ left ‖ "
                        + "right) by the bits of the record's number less one, comes the root at the end of this report "
                        + "(RFC 9162 §2.1.3.2, \(size) leaves). An independent program checks the whole ledger:")),
            .verbatim("python3 tools/verify_ledger.py .taizhang"),
            .paragraph(
                Message(
                    "三、不持有台账的人，向台账索要引到检查点的整条证明，自行核对：",
                    "3. Whoever has no ledger asks for the proof of the whole finding, which leads to a signed checkpoint:"
                )),
            .verbatim(
                "taizhang prove --finding \(number) > \(number).proof\n"
                    + "taizhang check-proof \(number).proof --key VKEY"),
        ]
    }

    private static func bytes(_ steps: [TrailStep]) -> [ReportBlock] {
        steps.flatMap { step -> [ReportBlock] in
            let (number, text) = (step.log.sequence, String(decoding: step.body, as: UTF8.self))
            let note =
                shown(text, lineBreaks: .kept) == text
                ? Message("", "")
                : Message(
                    "（有不可见的字符，以 \\u{…} 写出；逐字节的原文用 taizhang record show \(number) --raw 取）",
                    " (characters that cannot be seen are written \\u{…}; taizhang record show \(number) --raw gives the "
                        + "exact bytes)")
            return [.paragraph(Message("第 \(number) 条", "Record \(number)") + note), .verbatim(text)]
        }
    }
}

extension Finding.Event {
    /// The evidence that the event brings.
    fileprivate var exhibits: [Exhibit] {
        switch self {
        case .measureProgressed(let it): it.evidence
        case .measureCompleted(let it): it.evidence
        case .measureReviewed(let it): it.evidence
        case .evidenceAttached(let it): [it.evidence]
        default: []
        }
    }
}

extension LocalZone {
    /// The moment on the clocks of the zone, to the second: `2020-10-08T09:12:03+08:00`.
    fileprivate func clock(_ time: Instant) -> String {
        let date = Date(timeIntervalSince1970: Double(time.milliseconds / 1_000))
        let zone = TimeZone(identifier: identifier) ?? .gmt
        return date.formatted(Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: zone))
    }
}

extension Fault {
    fileprivate static var noNumber: Fault {
        Fault(
            "E-REPORT-SUBJECT", .usage,
            Message("审计报告要一个问题的编号。", "An audit report is about one finding: its number is wanted."),
            remedy: Message("如 taizhang report 审计报告 2020-015。", "Such as taizhang report audit 2020-015."))
    }

    fileprivate static var auditByDay: Fault {
        Fault(
            "E-REPORT-HORIZON", .usage,
            Message(
                "审计报告按记录取舍，不能按发生日期截取。", "An audit report goes by records; it cannot be cut at a day of happening."),
            remedy: Message(
                "用 --as-of '#N' 或 --as-recorded 日期。", "Use --as-of '#N' or --as-recorded DATE."))
    }

    fileprivate static func noFinding(_ number: FindingNumber) -> Fault {
        Fault(
            "E-FINDING-UNKNOWN", .notFound,
            Message("那时台账里没有问题 \(number)。", "The ledger had no finding \(number) then."),
            remedy: Message("核对编号：taizhang finding list。", "Check the number: taizhang finding list."))
    }
}
