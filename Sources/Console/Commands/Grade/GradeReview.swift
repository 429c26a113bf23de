import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct GradeReview: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "review", abstract: say("评审支部（支部之外的督查验收人）", "Review a branch (a verifier from outside it)."),
        discussion: say(
            """
            例：
              taizhang grade review 第一党支部 --year 2020 --mark 组织建设=34 --mark 作用发挥=48 --note 台账齐全
            """,
            """
            Example:
              taizhang grade review "Branch 1" --year 2020 --mark organisation=34 --mark effect=48 --note "well kept"
            """))

    @Argument(help: .branchGrade) var branch: BranchGradeID

    @Option(name: .long, help: .gradeYear) var year: Int

    @OptionGroup var marks: MarkOptions

    @Option(name: .long, help: help("评审意见", "note", "文字|TEXT"))
    var note: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            var reviewed = GradeReviewed()
            reviewed.marks = try marks.marks()
            reviewed.note = note
            reviewed.year = year
            let criteria = try desk.gradeCriteria(of: branch, year)
            try desk.perform(.review(reviewed, criteria: criteria), on: branch, of: BranchGrade.self)
            return Message("已评审“\(branch)”\(year) 年度。", "Reviewed “\(branch)” for \(year).")
        }
    }
}

extension Desk {
    /// The criteria that the branch assessed itself by in that year; nil where it did not.
    func gradeCriteria(of branch: BranchGradeID, _ year: Int) throws -> GradeCriteria.Version? {
        let by = try state(branch, of: BranchGrade.self)?.year(year)?.criteria
        guard let by, let criteria = by.criteria else { return nil }
        return try state(criteria, of: GradeCriteria.self)?.version(by.version)
    }
}
