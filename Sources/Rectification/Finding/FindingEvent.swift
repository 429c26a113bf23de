import Ledger

extension Finding {
    /// What happens to a finding and its measures: streams `finding/<number>`.
    package enum Event: ConceptEvent {
        package typealias State = Finding

        case registered(FindingRegistered)
        case assigned(FindingAssigned)
        case reassigned(FindingReassigned)
        case measurePlanned(MeasurePlanned)
        case measureProgressed(MeasureProgressed)
        case progressCorrected(ProgressCorrected)
        case measureCompleted(MeasureCompleted)
        case measureReviewed(MeasureReviewed)
        case extensionRequested(ExtensionRequested)
        case extensionGranted(ExtensionGranted)
        case extensionRefused(ExtensionRefused)
        case evidenceAttached(EvidenceAttached)
        case submitted(FindingSubmitted)
        case verified(FindingVerified)
        case returned(FindingReturned)
        case closed(FindingClosed)
        case lookedBack(FindingLookedBack)
        case reopened(FindingReopened)
        case withdrawn(FindingWithdrawn)
        case merged(FindingMerged)
        case absorbed(FindingAbsorbed)
        case corrected(FindingCorrected)
        case doubted(FindingDoubted)
        case supervisionIssued(SupervisionIssued)
        case supervisionLifted(SupervisionLifted)
        case checkExtended(CheckExtended)
        case checkAnswered(CheckAnswered)

        package static let types: [EventType<Event>] = [
            .init(Event.registered), .init(Event.assigned), .init(Event.reassigned), .init(Event.measurePlanned),
            .init(Event.measureProgressed), .init(Event.progressCorrected), .init(Event.measureCompleted),
            .init(Event.measureReviewed), .init(Event.extensionRequested), .init(Event.extensionGranted),
            .init(Event.extensionRefused), .init(Event.evidenceAttached), .init(Event.submitted),
            .init(Event.verified), .init(Event.returned), .init(Event.closed), .init(Event.lookedBack),
            .init(Event.reopened), .init(Event.withdrawn), .init(Event.merged), .init(Event.absorbed),
            .init(Event.corrected), .init(Event.doubted), .init(Event.supervisionIssued),
            .init(Event.supervisionLifted), .init(Event.checkExtended), .init(Event.checkAnswered),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .registered(let payload): payload
            case .assigned(let payload): payload
            case .reassigned(let payload): payload
            case .measurePlanned(let payload): payload
            case .measureProgressed(let payload): payload
            case .progressCorrected(let payload): payload
            case .measureCompleted(let payload): payload
            case .measureReviewed(let payload): payload
            case .extensionRequested(let payload): payload
            case .extensionGranted(let payload): payload
            case .extensionRefused(let payload): payload
            case .evidenceAttached(let payload): payload
            case .submitted(let payload): payload
            case .verified(let payload): payload
            case .returned(let payload): payload
            case .closed(let payload): payload
            case .lookedBack(let payload): payload
            case .reopened(let payload): payload
            case .withdrawn(let payload): payload
            case .merged(let payload): payload
            case .absorbed(let payload): payload
            case .corrected(let payload): payload
            case .doubted(let payload): payload
            case .supervisionIssued(let payload): payload
            case .supervisionLifted(let payload): payload
            case .checkExtended(let payload): payload
            case .checkAnswered(let payload): payload
            }
        }
    }
}

// MARK: - Payloads, in the order of a finding's life. Their type names are the storage format and never change.

package struct FindingRegistered: Payload {
    package static let type = "taizhang.finding.registered.v1"
    package static let about = Message("登记问题", "a finding was registered")

    package var category = ""
    package var claim: Claim?
    /// What shows it (具体表现).
    package var details: String?
    package var description = ""
    package var feedbackOn: CalendarDate?
    package var goal: String?
    package var round: RoundID?
    /// The sheet's own word for where the finding comes from, where it says one.
    package var source: String?
    /// The unit it was found in.
    package var unit: UnitID?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("category", &category, Message("问题类别", "category"))
        try p.object("claim", &claim, Claim.about)
        try p.text("description", &description, Message("问题描述", "what is wrong"))
        try p.text("details", &details, Message("具体表现", "what shows it"))
        try p.date("feedbackon", &feedbackOn, Message("反馈日期", "day of the feedback"))
        try p.text("goal", &goal, Message("整改目标", "goal of the rectification"))
        try p.id("round", &round, Message("来源轮次", "the round that found it"))
        try p.text("source", &source, Message("问题来源", "source"))
        try p.id("unit", &unit, Message("问题所在单位", "the unit it was found in"))
    }
}

/// Who answers for a finding.
package struct Assignment: Equatable, Sendable {
    package var leader: ActorID?
    package var leadUnit: UnitID?
    package var owner: ActorID?
    package var units: [UnitID] = []

    package init() {}

    package init(leader: ActorID?, leadUnit: UnitID?, owner: ActorID?, units: [UnitID]) {
        self.leader = leader
        self.leadUnit = leadUnit
        self.owner = owner
        self.units = units
    }

    mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("leader", &leader, Message("责任领导", "accountable leader"))
        try p.id("leadunit", &leadUnit, Message("牵头单位", "lead unit"))
        try p.id("owner", &owner, Message("责任人", "owner"))
        try p.ids("units", &units, Message("责任单位", "responsible units"))
    }
}

package struct FindingAssigned: Payload {
    package static let type = "taizhang.finding.assigned.v1"
    package static let about = Message("分派问题", "a finding was assigned")

    package var claim: Claim?
    package var assignment = Assignment()

    package init() {}

    package init(_ assignment: Assignment, claim: Claim? = nil) {
        self.assignment = assignment
        self.claim = claim
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("claim", &claim, Claim.about)
        try assignment.properties(&p)
    }
}

package struct FindingReassigned: Payload {
    package static let type = "taizhang.finding.reassigned.v1"
    package static let about = Message("重新分派问题", "a finding was reassigned")
    package static let needsReason = true

    package var assignment = Assignment()

    package init() {}
    package init(_ assignment: Assignment) { self.assignment = assignment }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try assignment.properties(&p)
    }
}

package struct EvidenceAttached: Payload {
    package static let type = "taizhang.evidence.attached.v1"
    package static let about = Message("补充佐证材料", "evidence was attached")

    package var evidence = Exhibit()
    package var measure: Int?

    package init() {}

    package init(_ evidence: Exhibit, measure: Int?) {
        self.evidence = evidence
        self.measure = measure
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("evidence", &evidence, Exhibit.about)
        try p.integer("measure", &measure, Measure.numberAbout)
    }
}

package struct FindingSubmitted: Payload {
    package static let type = "taizhang.finding.submitted.v1"
    package static let about = Message("申请销号", "a finding was submitted for closure")

    package var summary: String?

    package init() {}
    package init(summary: String?) { self.summary = summary }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("summary", &summary, Message("整改情况", "what was done"))
    }
}

/// How a verification looked at the evidence (`domain.md`: verify).
package enum VerificationMethod: String, Choice {
    case documents, onsite, interview

    package var title: Message {
        switch self {
        case .documents: Message("查阅资料", "documents")
        case .onsite: Message("现场核查", "on the spot")
        case .interview: Message("访谈", "interview")
        }
    }
}

package struct FindingVerified: Payload {
    package static let type = "taizhang.finding.verified.v1"
    package static let about = Message("审核验收通过", "a finding was verified")

    package var claim: Claim?
    package var method: VerificationMethod?
    package var note: String?
    /// Others who verified together with the doer.
    package var with: [ActorID] = []

    package init() {}

    package init(method: VerificationMethod?, note: String? = nil, with: [ActorID] = [], claim: Claim? = nil) {
        self.method = method
        self.note = note
        self.with = with
        self.claim = claim
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("claim", &claim, Claim.about)
        try p.choice("method", &method, Message("核查方式", "how it was verified"))
        try p.text("note", &note, Message("验收意见", "what the verification says"))
        try p.ids("with", &with, Message("共同验收人", "verified together with"))
    }
}

package struct FindingReturned: Payload {
    package static let type = "taizhang.finding.returned.v1"
    package static let about = Message("退回整改", "a finding was returned")
    package static let needsReason = true

    package var method: VerificationMethod?

    package init() {}
    package init(method: VerificationMethod?) { self.method = method }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.choice("method", &method, Message("核查方式", "how it was verified"))
    }
}

package struct FindingClosed: Payload {
    package static let type = "taizhang.finding.closed.v1"
    package static let about = Message("销号", "a finding was closed")

    package var claim: Claim?

    package init() {}
    package init(claim: Claim?) { self.claim = claim }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("claim", &claim, Claim.about)
    }
}

package struct FindingLookedBack: Payload {
    /// What a look-back finds.
    package enum Outcome: String, Choice {
        case holds, relapsed

        package var title: Message {
            self == .holds ? Message("未反弹", "holds") : Message("反弹", "relapsed")
        }
    }

    package static let type = "taizhang.finding.lookedback.v1"
    package static let about = Message("“回头看”", "a closed finding was looked back at")

    package var note: String?
    package var outcome = Outcome.holds

    package init() {}

    package init(_ outcome: Outcome, note: String?) {
        self.outcome = outcome
        self.note = note
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("note", &note, Message("查看情况", "what was seen"))
        try p.choice("outcome", &outcome, Message("结论", "outcome"))
    }
}

package struct FindingReopened: Payload {
    package static let type = "taizhang.finding.reopened.v1"
    package static let about = Message("重新打开", "a finding was reopened")
    package static let needsReason = true

    package init() {}
    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {}
}

package struct FindingWithdrawn: Payload {
    package static let type = "taizhang.finding.withdrawn.v1"
    package static let about = Message("撤销登记", "a finding was withdrawn")
    package static let needsReason = true

    package var approvedBy: ActorID?

    package init() {}
    package init(approvedBy: ActorID) { self.approvedBy = approvedBy }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("approvedby", &approvedBy, Message("审批人", "approved by"))
    }
}

package struct FindingMerged: Payload {
    package static let type = "taizhang.finding.merged.v1"
    package static let about = Message("并入另一问题", "a finding was merged into another")
    package static let needsReason = true

    package var approvedBy: ActorID?
    package var into: FindingNumber?

    package init() {}

    package init(into: FindingNumber, approvedBy: ActorID) {
        self.into = into
        self.approvedBy = approvedBy
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("approvedby", &approvedBy, Message("审批人", "approved by"))
        try p.id("into", &into, Message("并入的问题", "the finding that it was merged into"))
    }
}

package struct FindingAbsorbed: Payload {
    package static let type = "taizhang.finding.absorbed.v1"
    package static let about = Message("并入了另一问题", "another finding was merged into this one")

    package var from: FindingNumber?

    package init() {}
    package init(from: FindingNumber) { self.from = from }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("from", &from, Message("被并入的问题", "the finding that was merged into this one"))
    }
}

/// What a correction changes; the rest stays.
package struct Correction: Equatable, Sendable {
    package var category: String?
    package var description: String?
    package var details: String?
    /// Given by `decide` with the round: the day of its feedback, and its source.
    package var feedbackOn: CalendarDate?
    package var goal: String?
    package var round: RoundID?
    package var source: String?
    package var unit: UnitID?

    package init() {}
}

package struct FindingCorrected: Payload {
    package static let type = "taizhang.finding.corrected.v1"
    package static let about = Message("更正登记内容", "a finding was corrected")
    package static let needsReason = true

    package var approvedBy: ActorID?
    package var correction = Correction()

    package init() {}

    package init(_ correction: Correction, approvedBy: ActorID) {
        self.correction = correction
        self.approvedBy = approvedBy
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("approvedby", &approvedBy, Message("审批人", "approved by"))
        try p.text("category", &correction.category, Message("问题类别", "category"))
        try p.text("description", &correction.description, Message("问题描述", "what is wrong"))
        try p.text("details", &correction.details, Message("具体表现", "what shows it"))
        try p.date("feedbackon", &correction.feedbackOn, Message("反馈日期", "day of the feedback"))
        try p.text("goal", &correction.goal, Message("整改目标", "goal of the rectification"))
        try p.id("round", &correction.round, Message("来源轮次", "the round that found it"))
        try p.text("source", &correction.source, Message("问题来源", "source"))
        try p.id("unit", &correction.unit, Message("问题所在单位", "the unit it was found in"))
    }
}

/// A claim of an imported sheet that cannot be quite right: kept as it stands, for a person to look at.
package struct FindingDoubted: Payload {
    package static let type = "taizhang.finding.doubted.v1"
    package static let about = Message("导入内容存疑", "an imported claim is in doubt")

    package var doubt = Doubt()

    package init() {}
    package init(_ doubt: Doubt) { self.doubt = doubt }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) { try doubt.properties(&p) }
}
