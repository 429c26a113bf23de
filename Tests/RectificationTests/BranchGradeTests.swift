import Ledger
import Testing

@testable import Rectification

@Suite("a branch's grade")
struct BranchGradeTests {
    private static let id = BranchGradeID("办信科")!
    private static let by = CriteriaVersion(GradeCriteriaID("支部评星定级办法")!, 1)
    private static let criteria = GradeCriteria.Version(
        number: 1, on: day("2020-06-01"), grades: ["五星", "四星", "三星"],
        items: [GradeItem("组织建设", full: 40), GradeItem("作用发挥", full: 60)])

    private static func goal(_ years: [(year: Int, grade: String)]) -> BranchGrade.Command {
        .setGoal(years, by: by, criteria: criteria)
    }
    private static let goals = [(year: 2020, grade: "三星"), (year: 2021, grade: "四星"), (year: 2022, grade: "五星")]

    private static func assess(_ first: Int = 36, _ second: Int = 50, with criteria: GradeCriteria.Version? = criteria)
        -> BranchGrade.Command
    {
        var assessed = GradeSelfAssessed()
        assessed.by = by
        assessed.marks = [GradeMark("组织建设", first), GradeMark("作用发挥", second)]
        assessed.year = 2020
        return .assess(assessed, criteria: criteria)
    }

    private static func review(_ marks: [GradeMark] = [GradeMark("组织建设", 34), GradeMark("作用发挥", 48)])
        -> BranchGrade.Command
    {
        var reviewed = GradeReviewed()
        reviewed.marks = marks
        reviewed.year = 2020
        return .review(reviewed, criteria: criteria)
    }

    private static func award(_ grade: String = "四星") -> BranchGrade.Command {
        var awarded = GradeAwarded()
        awarded.grade = grade
        awarded.year = 2020
        return .award(awarded, criteria: criteria)
    }

    private static func reviewed() throws -> Course<BranchGrade> {
        var course = Course<BranchGrade>(id)
        try course.when(goal(goals), by: Story.recorder, on: "2020-07-01")
        // The branch itself may assess itself: its head is no recorder.
        try course.when(assess(), by: Story.owner, on: "2020-09-10")
        try course.when(review(), by: Story.secondVerifier, on: "2020-11-20")
        return course
    }

    @Test("goes from goal to award, and loses the grade again")
    func life() throws {
        var course = try Self.reviewed()
        #expect(course.state?.year(2020)?.selfTotal == 86)
        #expect(course.state?.year(2020)?.reviewTotal == 82)
        try course.when(Self.award(), by: Story.approver, on: "2020-12-10")
        #expect(course.state?.current == YearGrade(2020, "四星", rank: 2))
        #expect(course.state?.years.map(\.year) == [2020, 2021, 2022])
        try course.when(.withdraw(year: 2020), by: Story.approver, on: "2021-02-01", "违纪")
        #expect(course.state?.current == nil)
        course.foldEverySubset()
    }

    @Test("is refused what breaks a rule")
    func refusals() throws {
        let none = Course<BranchGrade>(Self.id)
        typealias Row = (String?, BranchGrade.Command, ActorID)
        let before: [Row] = [
            (nil, Self.goal(Self.goals), Story.recorder), (nil, Self.goal(Self.goals), Story.clerk),
            ("E-ROLE", Self.goal(Self.goals), Story.stranger),
            ("E-CRITERIA-UNKNOWN", .setGoal(Self.goals, by: Self.by, criteria: nil), Story.recorder),
            ("E-GOAL-YEARS", Self.goal(Array(Self.goals.prefix(2))), Story.recorder),
            ("E-GOAL-YEARS", Self.goal([(2020, "三星"), (2021, "三星"), (2023, "三星")]), Story.recorder),
            ("E-GRADE-UNKNOWN", Self.goal([(2020, "三星"), (2021, "三星"), (2022, "六星")]), Story.recorder),
            ("E-CRITERIA-UNKNOWN", Self.assess(with: nil), Story.recorder),
            ("E-MARKS-ABOVE", Self.assess(41), Story.recorder), ("E-MARKS-ABOVE", Self.assess(-1), Story.recorder),
            ("E-GRADE-STAGE", Self.review(), Story.verifier), ("E-GRADE-STAGE", Self.award(), Story.approver),
            ("E-GRADE-STAGE", .withdraw(year: 2020), Story.approver),
        ]
        for (code, command, person) in before {
            #expect(none.refusal(of: command, by: person, on: "2020-07-01", "因为") == code)
        }
        let elsewhere = Course<BranchGrade>(BranchGradeID("无此支部")!)
        #expect(elsewhere.refusal(of: Self.goal(Self.goals), by: Story.recorder, on: "2020-07-01") == "E-UNIT-UNKNOWN")
        let course = try Self.reviewed()
        let after: [Row] = [
            ("E-GRADE-STAGE", Self.assess(), Story.recorder), ("E-ROLE", Self.review(), Story.recorder),
            ("E-REVIEW-OWN-BRANCH", Self.review(), Story.owner), (nil, Self.review(), Story.verifier),
            ("E-MARKS-MISSING", Self.review([GradeMark("组织建设", 1)]), Story.verifier),
            (
                "E-MARKS-MISSING",
                Self.review([GradeMark("组织建设", 1), GradeMark("作用发挥", 1), GradeMark("作用发挥", 2)]), Story.verifier
            ),
            ("E-MARKS-MISSING", Self.review([GradeMark("无此项", 1)]), Story.verifier),
            ("E-ROLE", Self.award(), Story.recorder), ("E-AWARD-SAME-PERSON", Self.award(), Story.secondVerifier),
            ("E-GRADE-UNKNOWN", Self.award("六星"), Story.approver), (nil, Self.award(), Story.approver),
        ]
        for (code, command, person) in after {
            #expect(course.refusal(of: command, by: person, on: "2020-11-30", "因为") == code)
        }
        #expect(course.refusal(of: Self.award(), by: Story.approver, on: "2020-11-19") == "E-DATE-BEFORE-STEP")
    }

    @Test("is not awarded by anyone who ever reviewed it, whoever did last")
    func reviewers() throws {
        var course = try Self.reviewed()
        try course.when(Self.review(), by: Story.verifier, on: "2020-11-25")
        #expect(course.state?.year(2020)?.reviewer == Story.verifier)
        #expect(
            course.refusal(of: Self.award(), by: Story.secondVerifier, on: "2020-11-30") == "E-AWARD-SAME-PERSON")
        #expect(course.refusal(of: Self.award(), by: Story.approver, on: "2020-11-30") == nil)
    }

    @Test("is aimed at in years that there are")
    func edges() {
        let course = Course<BranchGrade>(Self.id)
        let last = Self.goal([(Int.max, "三星"), (Int.max, "四星"), (Int.max, "五星")])
        #expect(course.refusal(of: last, by: Story.recorder, on: "2020-07-01") == "E-GOAL-YEARS")
    }

    @Test("goes by criteria that an approver adopts, whole and each name once")
    func adopting() throws {
        var course = Course<GradeCriteria>(Self.by.criteria!)
        func adopted(_ grades: [String], _ items: [GradeItem]) -> GradeCriteria.Command {
            var adopted = GradeCriteriaAdopted()
            (adopted.grades, adopted.items) = (grades, items)
            return .adopt(adopted)
        }
        let items = Self.criteria.items
        let rows: [(String?, GradeCriteria.Command, ActorID)] = [
            (nil, adopted(["五星"], items), Story.approver), ("E-ROLE", adopted(["五星"], items), Story.recorder),
            ("E-CRITERIA-EMPTY", adopted([], items), Story.approver),
            ("E-CRITERIA-EMPTY", adopted(["五星"], []), Story.approver),
            ("E-CRITERIA-TWICE", adopted(["五星", "五星"], items), Story.approver),
            ("E-TEXT-EMPTY", adopted([" "], items), Story.approver),
            ("E-CRITERIA-MARKS", adopted(["五星"], [GradeItem("组织建设", full: 0)]), Story.approver),
        ]
        for (code, command, person) in rows {
            #expect(course.refusal(of: command, by: person, on: "2020-06-01") == code)
        }
        try course.when(adopted(["五星"], items), by: Story.approver, on: "2020-06-01")
        try course.when(adopted(["六星", "五星"], items), by: Story.approver, on: "2021-06-01")
        #expect(course.state?.version(1)?.rank(of: "五星") == 1)
        #expect(course.state?.current?.rank(of: "五星") == 2)
        course.foldEverySubset()
    }
}
