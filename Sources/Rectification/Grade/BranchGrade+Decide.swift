import Ledger

extension BranchGrade {
    package enum Command: Sendable {
        /// `goals`: a grade for each year; `criteria`: as they stand, nil where the ledger has none of that name.
        case setGoal([(year: Int, grade: String)], by: CriteriaVersion, criteria: GradeCriteria.Version?)
        case assess(GradeSelfAssessed, criteria: GradeCriteria.Version?)
        /// `criteria`: those of the year's self-assessment.
        case review(GradeReviewed, criteria: GradeCriteria.Version?)
        case award(GradeAwarded, criteria: GradeCriteria.Version?)
        case withdraw(year: Int)
    }

    /// Goal and self-assessment are entered by a recorder or by the branch itself; a verifier from outside the branch
    /// reviews; an approver who did not review awards and withdraws.
    ///
    /// - Throws: E-ROLE, E-UNIT-UNKNOWN, E-CRITERIA-UNKNOWN, E-GRADE-UNKNOWN, E-GOAL-YEARS, E-MARKS-MISSING,
    ///   E-MARKS-ABOVE, E-GRADE-STAGE, E-REVIEW-OWN-BRANCH, E-AWARD-SAME-PERSON, E-REASON, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: BranchGradeID, _ state: BranchGrade?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        try context.require(known: [id.branch])
        let branch = state ?? BranchGrade(id: id, lastStepOn: context.on)
        guard context.on >= branch.lastStepOn else { throw .beforeStep(context.on, branch.lastStepOn) }
        switch command {
        case .setGoal(let goals, let by, let criteria):
            try branch.requireHome(context, to: Message("定下争创目标", "set a branch's goal"))
            return [.goalSet(try branch.goal(goals, by, criteria))]
        case .assess(let assessed, let criteria):
            try branch.requireHome(context, to: Message("登记支部自评", "enter a self-assessment"))
            let stage = branch.year(assessed.year)?.stage ?? .planned
            guard stage == .planned || stage == .selfassessed else {
                throw .gradeStage(branch, assessed.year, Message("自评", "assess itself"))
            }
            guard let criteria else { throw .unknownCriteria(assessed.by.criteria) }
            try requireMarks(assessed.marks, criteria)
            return [.selfAssessed(assessed)]
        case .review(let reviewed, let criteria): return [.reviewed(try branch.review(reviewed, criteria, context))]
        case .award(let awarded, let criteria): return [.awarded(try branch.award(awarded, criteria, context))]
        case .withdraw(let year):
            let step = Message("撤销等级", "withdraw a grade")
            try context.require(.approver, to: step)
            guard branch.year(year)?.stage == .awarded else {
                throw .gradeStage(branch, year, Message("撤销等级", "lose a grade"))
            }
            try context.requireReason(for: step)
            return [.withdrawn(GradeWithdrawn(year: year))]
        }
    }

    /// A recorder, or somebody of the branch.
    private func requireHome(_ context: Context, to step: Message) throws(Fault) {
        guard context.office.unit(of: context.doer) != id.branch else { return }
        try context.require(.recorder, to: step)
    }

    private func goal(
        _ goals: [(year: Int, grade: String)], _ by: CriteriaVersion, _ criteria: GradeCriteria.Version?
    ) throws(Fault) -> GradeGoalSet {
        guard let criteria else { throw .unknownCriteria(by.criteria) }
        let years = goals.map(\.year).sorted()
        guard years.count == 3, years.allSatisfy((1...9999).contains), years[1] == years[0] + 1,
            years[2] == years[1] + 1
        else { throw .goalYears(years) }
        var set = GradeGoalSet()
        set.by = by
        for goal in goals.sorted(by: { $0.year < $1.year }) {
            guard let rank = criteria.rank(of: goal.grade) else { throw .unknownGrade(goal.grade, criteria) }
            set.goals.append(YearGrade(goal.year, goal.grade, rank: rank))
        }
        return set
    }

    private func review(
        _ reviewed: GradeReviewed, _ criteria: GradeCriteria.Version?, _ context: Context
    ) throws(Fault) -> GradeReviewed {
        try context.require(.verifier, to: Message("评审支部", "review a branch"))
        for person in context.hands where context.office.unit(of: person) == id.branch {
            throw .ownBranch(person, id)
        }
        let stage = year(reviewed.year)?.stage
        guard let criteria, stage == .selfassessed || stage == .reviewed else {
            throw .gradeStage(self, reviewed.year, Message("评审", "be reviewed"))
        }
        try Self.requireMarks(reviewed.marks, criteria)
        return reviewed
    }

    private func award(
        _ awarded: GradeAwarded, _ criteria: GradeCriteria.Version?, _ context: Context
    ) throws(Fault) -> GradeAwarded {
        try context.require(.approver, to: Message("定级", "award a grade"))
        guard let year = year(awarded.year), year.stage == .reviewed, let criteria else {
            throw .gradeStage(self, awarded.year, Message("定级", "be graded"))
        }
        for hand in context.hands.sorted() where year.reviewers.contains(hand) { throw .awardedByReviewer(hand) }
        guard let rank = criteria.rank(of: awarded.grade) else { throw .unknownGrade(awarded.grade, criteria) }
        var awarded = awarded
        awarded.rank = rank
        return awarded
    }

    /// Every item is marked once, with at most its full marks.
    private static func requireMarks(_ marks: [GradeMark], _ criteria: GradeCriteria.Version) throws(Fault) {
        for mark in marks {
            guard let item = criteria.items.first(where: { $0.item == mark.item }),
                marks.count(where: { $0.item == mark.item }) == 1
            else { throw .marksMissing(mark.item, criteria) }
            guard (0...item.full).contains(mark.marks) else { throw .marksAbove(mark, item) }
        }
        for item in criteria.items where !marks.contains(where: { $0.item == item.item }) {
            throw .marksMissing(item.item, criteria)
        }
    }
}

extension Fault {
    fileprivate static func unknownCriteria(_ id: GradeCriteriaID?) -> Fault {
        Fault(
            "E-CRITERIA-UNKNOWN", .refused,
            Message("台账里没有定级标准“\(id?.text ?? "")”。", "The ledger has no criteria “\(id?.text ?? "")”."),
            remedy: Message(
                "先印发：taizhang grade adopt 名称 --grade 等级 --item 项目=满分。",
                "Adopt them first: taizhang grade adopt NAME --grade GRADE --item ITEM=MARKS."))
    }

    fileprivate static func unknownGrade(_ grade: String, _ criteria: GradeCriteria.Version) -> Fault {
        Fault(
            "E-GRADE-UNKNOWN", .refused, Message("标准里没有等级“\(grade)”。", "The criteria have no grade “\(grade)”."),
            state: Message(
                "由高到低：\(criteria.grades.joined(separator: "、"))。",
                "From the highest: \(criteria.grades.joined(separator: ", "))."),
            remedy: Message("给出其中一个。", "Give one of these."))
    }

    fileprivate static func goalYears(_ years: [Int]) -> Fault {
        Fault(
            "E-GOAL-YEARS", .refused,
            Message("争创目标须为连续三年，每年一个等级。", "A goal is for three years on end, a grade for each."),
            state: Message(
                "给出的是：\(years.map(String.init).joined(separator: "、"))。",
                "Given: \(years.map(String.init).joined(separator: ", "))."),
            remedy: Message(
                "例如：--goal 2020=二星 --goal 2021=三星 --goal 2022=四星。",
                "For example: --goal 2020=two-star --goal 2021=three-star --goal 2022=four-star."))
    }

    fileprivate static func marksMissing(_ item: String, _ criteria: GradeCriteria.Version) -> Fault {
        let items = criteria.items.map { "\($0.item)=\($0.full)" }
        return Fault(
            "E-MARKS-MISSING", .refused,
            Message("项目“\(item)”须恰好打一次分，且标准里要有。", "“\(item)” is to be marked once, and be an item of the criteria."),
            state: Message(
                "各项满分：\(items.joined(separator: "、"))。", "Full marks: \(items.joined(separator: ", "))."),
            remedy: Message("用 --mark 项目=得分 逐项给出。", "Give each with --mark ITEM=MARKS."))
    }

    fileprivate static func marksAbove(_ mark: GradeMark, _ item: GradeItem) -> Fault {
        Fault(
            "E-MARKS-ABOVE", .refused,
            Message(
                "项目“\(mark.item)”得分 \(mark.marks)，满分是 \(item.full)。",
                "“\(mark.item)” has \(mark.marks) of \(item.full) marks."),
            remedy: Message("给出 0 到 \(item.full) 的分数。", "Give 0 to \(item.full)."))
    }

    fileprivate static func gradeStage(_ branch: BranchGrade, _ year: Int, _ step: Message) -> Fault {
        let stage = branch.year(year)?.stage.title ?? Message("还没有自评", "not self-assessed")
        return Fault(
            "E-GRADE-STAGE", .refused,
            Message("“\(branch.id)”\(year) 年度现在不能\(step.zh)。", "“\(branch.id)” cannot \(step.en) for \(year) now."),
            state: Message("\(year) 年度：\(stage.zh)。", "\(year): \(stage.en)."),
            remedy: Message(
                "依次为自评、评审、定级；用 taizhang grade show \(branch.id) 查看。",
                "Self-assessment, review, award: see taizhang grade show \(branch.id)."))
    }

    fileprivate static func ownBranch(_ person: ActorID, _ id: BranchGradeID) -> Fault {
        Fault(
            "E-REVIEW-OWN-BRANCH", .refused,
            Message("\(person.name)属“\(id)”，不能评审本支部。", "\(person.name) is of “\(id)” and may not review it."),
            remedy: Message("请支部之外的督查验收人评审。", "Have a verifier from outside the branch review it."))
    }

    fileprivate static func awardedByReviewer(_ person: ActorID) -> Fault {
        Fault(
            "E-AWARD-SAME-PERSON", .refused,
            Message("\(person.name)评审了这个支部，不能再定级。", "\(person.name) reviewed the branch and may not award the grade."),
            remedy: Message("请另一位审批人定级。", "Have another approver award it."))
    }
}
