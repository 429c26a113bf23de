import ArgumentParser

struct GradeNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "grade",
        abstract: say("支部“梯级争创”：标准、目标、自评、评审、定级", "Branch grades: criteria, goals, self-assessment, review, award"),
        subcommands: [
            GradeAdopt.self, GradeCriteriaList.self, GradeGoal.self, GradeAssess.self, GradeReview.self,
            GradeAward.self, GradeWithdraw.self, GradeList.self, GradeYears.self, GradeShow.self,
        ])
}

extension ArgumentHelp {
    static var branchGrade: ArgumentHelp { help("党支部", "the branch", "单位|UNIT") }
    static var gradeYear: ArgumentHelp { help("年度", "the year", "年|YEAR") }
}
