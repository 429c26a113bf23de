import Ledger

// The rectification plan (整改方案): the measures of a round, approved as a whole.

/// A measure that a plan holds.
package struct PlannedMeasure: Properties, Hashable {
    package var finding: FindingNumber?
    package var measure = 0

    package init() {}

    package init(_ finding: FindingNumber, _ measure: Int) {
        self.finding = finding
        self.measure = measure
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("finding", &finding, Message("问题", "finding"))
        try p.integer("measure", &measure, Measure.numberAbout)
    }
}

package struct RectificationPlanned: Payload {
    package static let type = "taizhang.rectification.planned.v1"
    package static let about = Message("提出整改方案", "a rectification plan was put forward")

    package var document: EvidenceFile?
    /// The measures of the round's findings as they stood in the ledger.
    package var measures: [PlannedMeasure] = []

    package init() {}

    package init(_ measures: [PlannedMeasure], document: EvidenceFile?) {
        self.measures = measures
        self.document = document
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("方案文件", "the plan"))
        try p.objects("measures", &measures, Message("措施", "measures"))
    }
}

package struct RectificationApproved: Payload {
    package static let type = "taizhang.rectification.approved.v1"
    package static let about = Message("批准整改方案", "a rectification plan was approved")

    package init() {}
    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {}
}

package struct RectificationAmended: Payload {
    package static let type = "taizhang.rectification.amended.v1"
    package static let about = Message("调整整改方案", "a rectification plan was amended")
    package static let needsReason = true

    package var approvedBy: ActorID?
    package var document: EvidenceFile?
    /// All that the plan holds from now on.
    package var measures: [PlannedMeasure] = []

    package init() {}

    package init(_ measures: [PlannedMeasure], document: EvidenceFile?, approvedBy: ActorID? = nil) {
        self.measures = measures
        self.document = document
        self.approvedBy = approvedBy
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("approvedby", &approvedBy, Message("审批人", "approved by"))
        try p.object("document", &document, Message("方案文件", "the plan"))
        try p.objects("measures", &measures, Message("措施", "measures"))
    }
}
