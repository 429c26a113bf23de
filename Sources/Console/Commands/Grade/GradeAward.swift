import ArgumentParser
import Ledger
import Rectification

struct GradeAward: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "award", abstract: say("给支部定级（审批人）", "Award a grade to a branch (approver)."),
        discussion: say(
            """
            例：
              taizhang grade award 第一党支部 --year 2020 --grade 三星
            """,
            """
            Example:
              taizhang grade award "Branch 1" --year 2020 --grade three-star
            """))

    @Argument(help: .branchGrade) var branch: BranchGradeID

    @Option(name: .long, help: .gradeYear) var year: Int

    @Option(name: .long, help: help("等级", "the grade", "等级|GRADE"))
    var grade: String

    @OptionGroup var document: DocumentOption

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try document.handedIn(session)
            var awarded = GradeAwarded()
            awarded.document = handedIn.document
            awarded.grade = grade
            awarded.year = year
            let criteria = try desk.gradeCriteria(of: branch, year)
            try desk.perform(.award(awarded, criteria: criteria), on: branch, of: BranchGrade.self)
            try handedIn.keep(in: session, for: desk)
            return Message("“\(branch)”\(year) 年度定为\(grade)。", "“\(branch)” is \(grade) for \(year).")
        }
    }
}
