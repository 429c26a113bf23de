import Ledger

// What happens to a measure stands in its finding's stream: a finding is closed only when its measures are done, so both
// change together or not at all.

package struct MeasurePlanned: Payload {
    package static let type = "taizhang.measure.planned.v1"
    package static let about = Message("制定整改措施", "a measure was planned")

    package var claim: Claim?
    package var deadline: CalendarDate?
    /// The kinds of evidence that it must show.
    package var expects: [String] = []
    package var kind = Measure.Kind.bydeadline
    package var measure = 0
    /// Where it is not the finding's.
    package var owner: ActorID?
    /// The review dates of a sustained measure.
    package var reviews: [CalendarDate] = []
    package var text = ""
    /// Where they are not the finding's.
    package var units: [UnitID] = []

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("claim", &claim, Claim.about)
        try p.date("deadline", &deadline, Message("整改时限", "deadline: the last day"))
        try p.texts("expects", &expects, Message("应有的佐证材料", "kinds of evidence that it must show"))
        try p.choice("kind", &kind, Message("整改类别", "how it is to be done"))
        try p.integer("measure", &measure, Measure.numberAbout)
        try p.id("owner", &owner, Message("责任人（与问题不同时）", "owner, where not the finding's"))
        try p.dates("reviews", &reviews, Message("复核日期", "review dates"))
        try p.text("text", &text, Message("措施内容", "what is to be done"))
        try p.ids("units", &units, Message("责任单位（与问题不同时）", "responsible units, where not the finding's"))
    }
}

package struct MeasureProgressed: Payload {
    package static let type = "taizhang.measure.progressed.v1"
    package static let about = Message("整改进展", "progress of a measure was reported")

    package var claim: Claim?
    package var evidence: [Exhibit] = []
    package var measure = 0
    /// From 0 to 100; nil where it is not said.
    package var percent: Int?
    /// The sheet's own word for how far it is; nil where it says none.
    package var status: String?
    package var text = ""

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("claim", &claim, Claim.about)
        try p.objects("evidence", &evidence, Exhibit.about)
        try p.integer("measure", &measure, Measure.numberAbout)
        try p.integer("percent", &percent, Message("完成百分比", "per cent done"))
        try p.text("status", &status, Message("表格中的完成情况", "status as the sheet states it"))
        try p.text("text", &text, Message("做了什么", "what was done"))
    }
}

package struct ProgressCorrected: Payload {
    package static let type = "taizhang.progress.corrected.v1"
    package static let about = Message("更正整改进展", "a progress report was corrected")
    package static let needsReason = true

    package var measure = 0
    package var percent: Int?
    /// The position of the report that it corrects.
    package var record = 0
    package var text: String?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("measure", &measure, Measure.numberAbout)
        try p.integer("percent", &percent, Message("更正后的百分比", "per cent done, corrected"))
        try p.integer("record", &record, Message("被更正的记录序号", "position of the report that is corrected"))
        try p.text("text", &text, Message("更正后的内容", "what was done, corrected"))
    }
}

package struct MeasureCompleted: Payload {
    package static let type = "taizhang.measure.completed.v1"
    package static let about = Message("措施完成", "a measure was completed")

    package var claim: Claim?
    package var evidence: [Exhibit] = []
    package var measure = 0
    package var text: String?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("claim", &claim, Claim.about)
        try p.objects("evidence", &evidence, Exhibit.about)
        try p.integer("measure", &measure, Measure.numberAbout)
        try p.text("text", &text, Message("完成情况", "what was done"))
    }
}

package struct MeasureReviewed: Payload {
    /// What a review of a sustained measure finds.
    package enum Outcome: String, Choice {
        case passed, failed

        package var title: Message { self == .passed ? Message("通过", "passed") : Message("未通过", "failed") }
    }

    package static let type = "taizhang.measure.reviewed.v1"
    package static let about = Message("复核长期措施", "a sustained measure was reviewed")

    package var evidence: [Exhibit] = []
    package var measure = 0
    package var outcome = Outcome.passed
    package var text: String?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.objects("evidence", &evidence, Exhibit.about)
        try p.integer("measure", &measure, Measure.numberAbout)
        try p.choice("outcome", &outcome, Message("结论", "outcome"))
        try p.text("text", &text, Message("复核意见", "what the review says"))
    }
}

package struct ExtensionRequested: Payload {
    package static let type = "taizhang.extension.requested.v1"
    package static let about = Message("申请延期", "an extension was asked for")
    package static let needsReason = true

    package var measure = 0
    package var until: CalendarDate?

    package init() {}

    package init(measure: Int, until: CalendarDate) {
        self.measure = measure
        self.until = until
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("measure", &measure, Measure.numberAbout)
        try p.date("until", &until, Message("申请延至", "the later deadline"))
    }
}

package struct ExtensionGranted: Payload {
    package static let type = "taizhang.extension.granted.v1"
    package static let about = Message("批准延期", "an extension was granted")

    package var measure = 0
    package var until: CalendarDate?

    package init() {}

    package init(measure: Int, until: CalendarDate) {
        self.measure = measure
        self.until = until
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("measure", &measure, Measure.numberAbout)
        try p.date("until", &until, Message("新的时限", "the new deadline"))
    }
}

package struct ExtensionRefused: Payload {
    package static let type = "taizhang.extension.refused.v1"
    package static let about = Message("不批准延期", "an extension was refused")
    package static let needsReason = true

    package var measure = 0

    package init() {}
    package init(measure: Int) { self.measure = measure }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("measure", &measure, Measure.numberAbout)
    }
}
