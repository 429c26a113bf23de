import Ledger
import Rectification

extension EventPhrase {
    init(_ event: Finding.Event) {
        switch event {
        case .registered(let it):
            self.init(
                Message("登记", "registered"),
                [
                    .labelled("来源", "source", it.round?.text ?? it.source), .labelled("类别", "category", it.category),
                    .labelled("单位", "unit", it.unit?.text), .claim(it.claim),
                ])
        case .assigned(let it):
            self.init(Message("分派", "assigned"), EventPhrase.parts(it.assignment) + [.claim(it.claim)])
        case .reassigned(let it): self.init(Message("改派", "reassigned"), EventPhrase.parts(it.assignment))
        case .corrected(let it):
            self.init(
                Message("更正", "corrected"),
                [
                    .labelled("类别", "category", it.correction.category),
                    .labelled("问题", "finding", it.correction.description),
                    .labelled("具体表现", "details", it.correction.details),
                    .labelled("整改目标", "goal", it.correction.goal),
                    .labelled("轮次", "round", it.correction.round?.text),
                    .labelled("来源", "source", it.correction.source),
                    .labelled("反馈", "feedback", it.correction.feedbackOn?.description),
                    .labelled("单位", "unit", it.correction.unit?.text), .approved(it.approvedBy),
                ])
        case .withdrawn(let it): self.init(Message("撤销", "withdrawn"), [.approved(it.approvedBy)])
        case .merged(let it):
            self.init(Message("并入", "merged"), [.labelled("并入", "into", it.into?.text), .approved(it.approvedBy)])
        case .absorbed(let it):
            self.init(Message("接收并入", "absorbed"), [.labelled("来自", "from", it.from?.text)])
        case .doubted(let it):
            let doubt = it.doubt
            self.init(
                Message("存疑", "in doubt"),
                [
                    DoubtCode(doubt.code).message, .labelled(doubt.column, doubt.column, doubt.value),
                    .claim(doubt.claim),
                ])
        case .supervisionIssued(let it):
            self.init(
                Message("督办", "supervised"),
                [
                    it.level.title, it.text.map(Message.init(verbatim:)),
                    .labelled("已过时限", "was due", it.due?.description), .labelled("文书", "document", it.document?.name),
                ])
        case .supervisionLifted: self.init(Message("解除挂牌", "listing lifted"))
        case .checkExtended(let it):
            self.init(
                Message("举一反三", "check extended"),
                [
                    .labelled("自查单位", "units", .list(it.units.map(\.text))),
                    .labelled("期限", "due", it.due?.description), it.text.map(Message.init(verbatim:)),
                ])
        case .checkAnswered(let it):
            self.init(
                Message("自查结果", "check answered"),
                [
                    it.unit.map { Message(verbatim: $0.text) }, it.outcome.title,
                    .labelled("问题", "finding", it.found?.text),
                    it.text.map(Message.init(verbatim:)),
                ])
        default: self = EventPhrase.closing(event) ?? EventPhrase.measure(event)
        }
    }

    private static func parts(_ assignment: Assignment) -> [Message?] {
        [
            .labelled("责任人", "owner", assignment.owner?.name),
            .labelled("责任单位", "units", .list(assignment.units.map(\.text))),
            .labelled("责任领导", "leader", assignment.leader?.name),
            .labelled("牵头单位", "lead unit", assignment.leadUnit?.text),
        ]
    }

    /// From the submission on.
    private static func closing(_ event: Finding.Event) -> EventPhrase? {
        switch event {
        case .submitted(let it):
            EventPhrase(Message("申请销号", "submitted"), [it.summary.map(Message.init(verbatim:))])
        case .verified(let it):
            EventPhrase(
                Message("验收通过", "verified"),
                [
                    it.method?.title, it.note.map(Message.init(verbatim:)),
                    .labelled("共同验收", "with", .list(it.with.map(\.name))), .claim(it.claim),
                ])
        case .returned(let it): EventPhrase(Message("退回", "returned"), [it.method?.title])
        case .closed(let it): EventPhrase(Message("销号", "closed"), [.claim(it.claim)])
        case .lookedBack(let it):
            EventPhrase(
                Message("回头看", "looked back"), [it.outcome.title, it.note.map(Message.init(verbatim:))])
        case .reopened: EventPhrase(Message("重新打开", "reopened"))
        default: nil
        }
    }

    /// What happens to a single measure, and evidence.
    private static func measure(_ event: Finding.Event) -> EventPhrase {
        switch event {
        case .measurePlanned(let it):
            let deadline = it.deadline?.description
            return EventPhrase(
                Message("制定措施", "planned"),
                [
                    .measure(it.measure), it.kind.title, .labelled("时限", "due", deadline),
                    Message(verbatim: it.text), .claim(it.claim),
                ])
        case .measureProgressed(let it):
            let percent = it.percent.map { Message(verbatim: "\($0)%") }
            return EventPhrase(
                Message("整改进展", "progress"),
                [
                    .measure(it.measure), percent ?? it.status.map(Message.init(verbatim:)), .files(it.evidence),
                    Message(verbatim: it.text), .claim(it.claim),
                ])
        case .progressCorrected(let it):
            return EventPhrase(
                Message("更正进展", "progress corrected"),
                [
                    .measure(it.measure), .labelled("更正", "corrects", "#\(it.record)"),
                    it.percent.map { Message(verbatim: "\($0)%") }, it.text.map(Message.init(verbatim:)),
                ])
        case .measureCompleted(let it):
            return EventPhrase(
                Message("措施完成", "completed"),
                [.measure(it.measure), .files(it.evidence), it.text.map(Message.init(verbatim:)), .claim(it.claim)])
        case .measureReviewed(let it):
            return EventPhrase(
                Message("措施复核", "reviewed"),
                [.measure(it.measure), it.outcome.title, .files(it.evidence), it.text.map(Message.init(verbatim:))])
        case .extensionRequested(let it):
            return EventPhrase(
                Message("申请延期", "extension asked"),
                [.measure(it.measure), .labelled("延至", "until", it.until?.description)])
        case .extensionGranted(let it):
            return EventPhrase(
                Message("批准延期", "extension granted"),
                [.measure(it.measure), .labelled("延至", "until", it.until?.description)])
        case .extensionRefused(let it):
            return EventPhrase(Message("不准延期", "extension refused"), [.measure(it.measure)])
        case .evidenceAttached(let it):
            return EventPhrase(
                Message("补充佐证", "evidence"),
                [it.measure.flatMap(Message.measure), Message(verbatim: it.evidence.label)])
        default: return EventPhrase(Message(verbatim: type(of: event.payload).type))
        }
    }
}

extension Message {
    fileprivate static func measure(_ number: Int) -> Message? {
        Message("措施 \(number)", "measure \(number)")
    }

    fileprivate static func files(_ evidence: [Exhibit]) -> Message? {
        evidence.isEmpty ? nil : Message("佐证 \(evidence.count) 件", "evidence: \(evidence.count)")
    }

    static func approved(_ approver: ActorID?) -> Message? {
        .labelled("审批人", "approved by", approver?.name)
    }

    /// That nobody recorded it when it happened.
    static func claim(_ claim: Claim?) -> Message? {
        claim.map { Message("（表第 \($0.line) 行）", "(sheet line \($0.line))") }
    }
}

extension Exhibit {
    /// What it is, and the file where there is one: `会议记录（a.pdf）`.
    var label: String {
        guard let file, file.name != kind else { return kind }
        return kind.isEmpty ? file.name : "\(kind)（\(file.name)）"
    }
}

extension EventPhrase {
    /// The short title of a type of finding's event; nil for other types.
    static func title(ofType type: String) -> Message? { findingTitles[type] }

    private static let findingTitles: [String: Message] = {
        let blank: [Finding.Event] = [
            .registered(.init()), .assigned(.init()), .reassigned(.init()), .measurePlanned(.init()),
            .measureProgressed(.init()), .progressCorrected(.init()), .measureCompleted(.init()),
            .measureReviewed(.init()), .extensionRequested(.init()), .extensionGranted(.init()),
            .extensionRefused(.init()), .evidenceAttached(.init()), .submitted(.init()), .verified(.init()),
            .returned(.init()), .closed(.init()), .lookedBack(.init()), .reopened(.init()), .withdrawn(.init()),
            .merged(.init()), .absorbed(.init()), .corrected(.init()), .doubted(.init()),
            .supervisionIssued(.init()), .supervisionLifted(.init()), .checkExtended(.init()), .checkAnswered(.init()),
        ]
        return Dictionary(uniqueKeysWithValues: blank.map { (type(of: $0.payload).type, EventPhrase($0).title) })
    }()
}
