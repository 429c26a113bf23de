import ArgumentParser
import Ledger
import Rectification

struct GradeAssess: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "assess",
        abstract: say("登记支部自评（登记人或本支部）", "Enter a branch's self-assessment (recorder or the branch)."),
        discussion: say(
            """
            例：
              taizhang grade assess 第一党支部 --year 2020 --criteria 支部评星定级办法 --mark 组织建设=36 --mark 作用发挥=50 \
            --evidence 自评表=自评.docx
            """,
            """
            Example:
              taizhang grade assess "Branch 1" --year 2020 --criteria star-criteria --mark organisation=36 --mark effect=50 \
            --evidence form=form.docx
            """))

    @Argument(help: .branchGrade) var branch: BranchGradeID

    @Option(name: .long, help: .gradeYear) var year: Int

    @Option(name: .long, help: help("定级标准", "the criteria", "名称|NAME"))
    var criteria: GradeCriteriaID

    @OptionGroup var marks: MarkOptions

    @Option(name: .long, help: help("自评说明", "in words", "文字|TEXT"))
    var text: String?

    @Option(name: .long, help: help("佐证，名目=文件，可多次给出", "KIND=FILE; may be repeated", "名目=文件|KIND=FILE"))
    var evidence: [String] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(evidence, session)
            let version = try desk.state(criteria, of: GradeCriteria.self)?.current
            var assessed = GradeSelfAssessed()
            assessed.by = CriteriaVersion(criteria, version?.number ?? 0)
            assessed.evidence = handedIn.exhibits
            assessed.marks = try marks.marks()
            assessed.text = text
            assessed.year = year
            try desk.perform(.assess(assessed, criteria: version), on: branch, of: BranchGrade.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已登记“\(branch)”\(year) 年度自评。", "Entered the self-assessment of “\(branch)” for \(year).")
        }
    }
}
