import Ledger

// What a round's rectification came to, as the office tells it to others.

/// A progress report (进展报告). Whether it was late is derived: it is dated after `due`.
package struct RoundReported: Payload {
    package static let type = "taizhang.round.reported.v1"
    package static let about = Message("报告整改进展", "the progress of a round was reported")

    package var document: EvidenceFile?
    package var due: CalendarDate?
    package var text: String?

    package init() {}

    package init(due: CalendarDate, text: String? = nil, document: EvidenceFile? = nil) {
        self.due = due
        self.text = text
        self.document = document
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("报告", "the report"))
        try p.date("due", &due, Message("应报日期", "due on"))
        try p.text("text", &text, Message("进展", "progress"))
    }
}

/// The rectification report as made public (公开).
package struct RoundPublished: Payload {
    package static let type = "taizhang.round.published.v1"
    package static let about = Message("公开整改情况", "the rectification of a round was made public")

    package var document: EvidenceFile?
    /// Where: a website, a notice board.
    package var place = ""
    package var until: CalendarDate?

    package init() {}

    package init(_ document: EvidenceFile?, at place: String, until: CalendarDate? = nil) {
        self.document = document
        self.place = place
        self.until = until
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("公开稿", "what was published"))
        try p.text("place", &place, Message("公开地点", "where"))
        try p.date("until", &until, Message("公开至", "until"))
    }
}

/// A survey of satisfaction (满意度测评). The latest one stands for the round.
package struct RoundSurveyed: Payload {
    package static let type = "taizhang.round.surveyed.v1"
    package static let about = Message("满意度测评", "satisfaction with a round was surveyed")

    package var answered = 0
    package var asked = 0
    package var basicallySatisfied = 0
    package var dissatisfied = 0
    package var document: EvidenceFile?
    package var satisfied = 0

    package init() {}

    package init(asked: Int, satisfied: Int, basically: Int, dissatisfied: Int) {
        self.asked = asked
        self.satisfied = satisfied
        basicallySatisfied = basically
        self.dissatisfied = dissatisfied
        // What is no number of people is refused by `decide`; it is not added up before.
        let parts = [satisfied, basically, dissatisfied]
        answered = parts.allSatisfy((0...Round.mostPeople).contains) ? parts.reduce(0, +) : 0
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("answered", &answered, Message("收回", "answered"))
        try p.integer("asked", &asked, Message("发出", "asked"))
        try p.integer("basicallysatisfied", &basicallySatisfied, Message("基本满意", "basically satisfied"))
        try p.integer("dissatisfied", &dissatisfied, Message("不满意", "dissatisfied"))
        try p.object("document", &document, Message("测评材料", "the survey"))
        try p.integer("satisfied", &satisfied, Message("满意", "satisfied"))
    }
}

/// How many people of a unit were held accountable, by form (问责): counts only, details are kept elsewhere. What is said
/// of a unit takes the place of what was said of it before.
package struct RoundAccounted: Payload {
    package static let type = "taizhang.round.accounted.v1"
    package static let about = Message("登记问责人数", "accountability was counted")

    package var counts = Accountability()
    /// Nil: the office as a whole.
    package var unit: UnitID?

    package init() {}

    package init(_ counts: Accountability, unit: UnitID? = nil) {
        self.counts = counts
        self.unit = unit
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("criticism", &counts.criticism, Message("批评教育", "criticism"))
        try p.integer("discipline", &counts.discipline, Message("党纪政务处分", "discipline"))
        try p.integer("organisational", &counts.organisational, Message("组织处理", "organisational measures"))
        try p.integer("talk", &counts.talk, Message("谈话提醒", "talks"))
        try p.id("unit", &unit, Message("单位", "unit"))
    }
}

/// People held accountable, by form.
package struct Accountability: Equatable, Sendable {
    package var talk = 0
    package var criticism = 0
    package var organisational = 0
    package var discipline = 0

    package init(talk: Int = 0, criticism: Int = 0, organisational: Int = 0, discipline: Int = 0) {
        self.talk = talk
        self.criticism = criticism
        self.organisational = organisational
        self.discipline = discipline
    }

    package var all: [Int] { [talk, criticism, organisational, discipline] }
    package var total: Int { all.reduce(0, +) }
}
