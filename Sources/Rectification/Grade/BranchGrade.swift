import Ledger

/// A branch on its way from grade to grade: its goal for three years, and for each year what it says of itself, what the
/// review says, and the grade.
package struct BranchGrade: Concept {
    package enum Stage: String, Choice {
        case planned, selfassessed, reviewed, awarded, withdrawn

        package var title: Message {
            switch self {
            case .planned: Message("已定目标", "goal set")
            case .selfassessed: Message("已自评", "self-assessed")
            case .reviewed: Message("已评审", "reviewed")
            case .awarded: Message("已定级", "awarded")
            case .withdrawn: Message("已撤销", "withdrawn")
            }
        }
    }

    package struct Year: Equatable, Sendable {
        package var year: Int
        package var goal: YearGrade?
        package var criteria: CriteriaVersion?
        package var selfMarks: [GradeMark] = []
        package var selfAssessedOn: CalendarDate?
        package var reviewMarks: [GradeMark] = []
        package var reviewedOn: CalendarDate?
        package var reviewer: ActorID?
        /// All who ever reviewed it: none of them awards.
        package var reviewers: Set<ActorID> = []
        package var awarded: YearGrade?
        package var awardedOn: CalendarDate?
        package var withdrawnOn: CalendarDate?

        package var stage: Stage {
            if withdrawnOn != nil { return .withdrawn }
            if awarded != nil { return .awarded }
            if reviewedOn != nil { return .reviewed }
            return selfAssessedOn != nil ? .selfassessed : .planned
        }

        package var selfTotal: Int? { selfAssessedOn.map { _ in selfMarks.reduce(0) { $0 + $1.marks } } }
        package var reviewTotal: Int? { reviewedOn.map { _ in reviewMarks.reduce(0) { $0 + $1.marks } } }

    }

    package var id: BranchGradeID
    /// In the order of the years.
    package var years: [Year] = []
    package var lastStepOn: CalendarDate

    package func year(_ year: Int) -> Year? { years.first { $0.year == year } }
    /// The grade that the branch has: of the latest year with one that was not withdrawn.
    package var current: YearGrade? { years.last { $0.stage == .awarded }?.awarded }

    package static func evolve(
        _ state: consuming BranchGrade?, _ entry: Entry<Event>, in stream: StreamName
    ) -> BranchGrade? {
        guard let id = BranchGradeID(stream) else { return state }
        var branch = state ?? BranchGrade(id: id, lastStepOn: entry.occurredOn)
        branch.take(entry)
        return branch
    }

    private mutating func take(_ entry: Entry<Event>) {
        let day = entry.occurredOn
        lastStepOn = max(lastStepOn, day)
        switch entry.event {
        case .goalSet(let it):
            for goal in it.goals { change(goal.year) { $0.goal = goal } }
        case .selfAssessed(let it):
            change(it.year) { year in
                year.criteria = it.by
                (year.selfMarks, year.selfAssessedOn) = (it.marks, day)
                (year.reviewMarks, year.reviewedOn, year.reviewer) = ([], nil, nil)
            }
        case .reviewed(let it):
            change(it.year) { year in
                (year.reviewMarks, year.reviewedOn, year.reviewer) = (it.marks, day, entry.doer)
                year.reviewers.insert(entry.doer)
            }
        case .awarded(let it):
            change(it.year) { year in
                year.awarded = YearGrade(it.year, it.grade, rank: it.rank)
                (year.awardedOn, year.withdrawnOn) = (day, nil)
            }
        case .withdrawn(let it): change(it.year) { $0.withdrawnOn = day }
        }
    }

    private mutating func change(_ year: Int, _ body: (inout Year) -> Void) {
        let place = years.firstIndex { $0.year >= year } ?? years.endIndex
        if place == years.endIndex || years[place].year != year { years.insert(Year(year: year), at: place) }
        body(&years[place])
    }
}

/// A branch as one that is graded, by the branch's name (`第一党支部`).
package struct BranchGradeID: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "grade"

    package var branch: UnitID { UnitID(name: text) }
}
