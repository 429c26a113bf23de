import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("branch grades")
struct GradeListTests {
    private static let criteria = GradeCriteriaID("支部评星定级办法")!
    private static let branch = BranchGradeID(TestOffice.first.text)!

    private static func adopt(_ grades: [String], on date: String, in office: TestOffice) throws {
        var adopted = GradeCriteriaAdopted()
        (adopted.grades, adopted.items) = (grades, [GradeItem("组织建设", full: 100)])
        try office.record(on: date, by: TestOffice.approver) {
            try $0.perform(.adopt(adopted), on: criteria, of: GradeCriteria.self)
        }
    }

    /// Graded by the criteria as they stand.
    private static func award(_ grade: String, in office: TestOffice) throws {
        let by = CriteriaVersion(criteria, try office.versions(of: criteria))
        var assessed = GradeSelfAssessed()
        (assessed.by, assessed.marks, assessed.year) = (by, [GradeMark("组织建设", 90)], 2020)
        var reviewed = GradeReviewed()
        (reviewed.marks, reviewed.year) = ([GradeMark("组织建设", 88)], 2020)
        var awarded = GradeAwarded()
        (awarded.grade, awarded.year) = (grade, 2020)
        try office.grade(branch, on: "2020-10-10", by: TestOffice.recorder) { .assess(assessed, criteria: $0) }
        try office.grade(branch, on: "2020-11-10", by: TestOffice.verifier) { .review(reviewed, criteria: $0) }
        try office.grade(branch, on: "2020-12-10", by: TestOffice.approver) { .award(awarded, criteria: $0) }
    }

    @Test(
        "a goal is held against the award by its name in the criteria of the award, by its rank where the name is gone",
        arguments: [
            (["五星", "四星", "三星"], "四星", "1"), (["五星", "四星", "三星"], "三星", "0"),
            (["示范", "五星", "四星", "三星"], "四星", "1"), (["四星", "三星"], "三星", "0"), (["一级", "二级"], "二级", "1"),
            (["一级", "二级", "三级"], "三级", "0"),
        ])
    func reached(_ grades: [String], _ awarded: String, _ expected: String) throws {
        let office = try TestOffice()
        try Self.adopt(["五星", "四星", "三星"], on: "2020-07-01", in: office)
        try office.grade(Self.branch, on: "2020-07-02", by: TestOffice.recorder) {
            .setGoal(
                [(2020, "四星"), (2021, "四星"), (2022, "五星")], by: CriteriaVersion(Self.criteria, 1), criteria: $0)
        }
        func told(_ listing: Listing, _ horizon: Horizon = .now) throws -> String? {
            try office.ledger.rows(of: listing, horizon).first?["isReached", of: listing]
        }
        try Self.adopt(grades, on: "2020-09-01", in: office)
        try Self.award(awarded, in: office)
        #expect(try told(.gradeYears) == expected && told(.grades) == expected)
        #expect(try told(.gradeYears, .occurred(day("2020-12-09"))) == nil)
        try office.grade(Self.branch, on: "2020-12-20", by: TestOffice.approver, "违纪") { _ in .withdraw(year: 2020) }
        #expect(try told(.gradeYears) == "0")
        #expect(try office.ledger.checkReadModels().isEmpty)
    }
}

extension TestOffice {
    /// A step of a branch, by the criteria as they stand.
    fileprivate func grade(
        _ branch: BranchGradeID, on date: String, by person: ActorID, _ reason: String? = nil,
        _ command: (GradeCriteria.Version?) -> BranchGrade.Command
    ) throws {
        try record(on: date, by: person, reason) { desk in
            let criteria = try desk.state(GradeCriteriaID("支部评星定级办法")!, of: GradeCriteria.self)?.current
            try desk.perform(command(criteria), on: branch, of: BranchGrade.self)
        }
    }

    fileprivate func versions(of criteria: GradeCriteriaID) throws -> Int {
        try ledger.store.read { try $0.fold(criteria.stream, GradeCriteria.evolve) }?.versions.count ?? 0
    }
}
