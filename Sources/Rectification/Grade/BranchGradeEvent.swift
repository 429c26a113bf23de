import Ledger

extension BranchGrade {
    /// What happens to a branch's grade: streams `grade/<branch>`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = BranchGrade

        case goalSet(GradeGoalSet)
        case selfAssessed(GradeSelfAssessed)
        case reviewed(GradeReviewed)
        case awarded(GradeAwarded)
        case withdrawn(GradeWithdrawn)

        package static let types: [EventType<Event>] = [
            .init(Event.goalSet), .init(Event.selfAssessed), .init(Event.reviewed), .init(Event.awarded),
            .init(Event.withdrawn),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .goalSet(let payload): payload
            case .selfAssessed(let payload): payload
            case .reviewed(let payload): payload
            case .awarded(let payload): payload
            case .withdrawn(let payload): payload
            }
        }
    }
}

/// A grade for a year. The rank is the grade's place in the criteria that it was set or awarded by, 1 the highest. Where
/// the criteria have changed in between, a goal is held against what was reached by its name (`Listing.gradeYears`).
package struct YearGrade: Properties {
    package var grade = ""
    package var rank = 0
    package var year = 0

    package init() {}

    package init(_ year: Int, _ grade: String, rank: Int) {
        self.year = year
        self.grade = grade
        self.rank = rank
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("grade", &grade, Message("等级", "grade"))
        try p.integer("rank", &rank, Message("位次", "rank"))
        try p.integer("year", &year, Message("年度", "year"))
    }
}

package struct GradeMark: Properties {
    package var item = ""
    package var marks = 0

    package init() {}

    package init(_ item: String, _ marks: Int) {
        self.item = item
        self.marks = marks
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("item", &item, Message("项目", "item"))
        try p.integer("marks", &marks, Message("得分", "marks"))
    }
}

/// By which criteria; their version from 1.
package struct CriteriaVersion: Equatable, Sendable {
    package var criteria: GradeCriteriaID?
    package var version = 0

    package init() {}

    package init(_ criteria: GradeCriteriaID, _ version: Int) {
        self.criteria = criteria
        self.version = version
    }

    mutating func criteria(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("criteria", &criteria, Message("定级标准", "criteria"))
    }

    mutating func version(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("version", &version, Message("标准版本", "version of the criteria"))
    }
}

package struct GradeGoalSet: Payload {
    package static let type = "taizhang.grade.goalset.v1"
    package static let about = Message("定下争创目标", "a branch set its goal")

    package var by = CriteriaVersion()
    /// One a year, three years on end.
    package var goals: [YearGrade] = []

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try by.criteria(&p)
        try p.objects("goals", &goals, Message("目标", "goals"))
        try by.version(&p)
    }
}

package struct GradeSelfAssessed: Payload {
    package static let type = "taizhang.grade.selfassessed.v1"
    package static let about = Message("支部自评", "a branch assessed itself")

    package var by = CriteriaVersion()
    package var evidence: [Exhibit] = []
    package var marks: [GradeMark] = []
    package var text: String?
    package var year = 0

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try by.criteria(&p)
        try p.objects("evidence", &evidence, Exhibit.about)
        try p.objects("marks", &marks, Message("得分", "marks"))
        try p.text("text", &text, Message("自评", "in words"))
        try by.version(&p)
        try p.integer("year", &year, Message("年度", "year"))
    }
}

package struct GradeReviewed: Payload {
    package static let type = "taizhang.grade.reviewed.v1"
    package static let about = Message("评审支部", "a branch was reviewed")

    package var marks: [GradeMark] = []
    package var note: String?
    package var year = 0

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.objects("marks", &marks, Message("得分", "marks"))
        try p.text("note", &note, Message("评审意见", "note"))
        try p.integer("year", &year, Message("年度", "year"))
    }
}

package struct GradeAwarded: Payload {
    package static let type = "taizhang.grade.awarded.v1"
    package static let about = Message("定级", "a grade was awarded")

    package var document: EvidenceFile?
    package var grade = ""
    package var rank = 0
    package var year = 0

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("文件", "the document"))
        try p.text("grade", &grade, Message("等级", "grade"))
        try p.integer("rank", &rank, Message("位次", "rank"))
        try p.integer("year", &year, Message("年度", "year"))
    }
}

package struct GradeWithdrawn: Payload {
    package static let type = "taizhang.grade.withdrawn.v1"
    package static let about = Message("撤销等级", "a grade was withdrawn")
    package static let needsReason = true

    package var year = 0

    package init() {}
    package init(year: Int) { self.year = year }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("year", &year, Message("年度", "year"))
    }
}
