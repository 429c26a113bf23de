import ArgumentParser
import Ledger
import Rectification

struct GradeGoal: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "goal",
        abstract: say("定下三年争创目标（登记人或本支部）", "Set a branch's goal for three years (recorder or the branch)."),
        discussion: say(
            """
            例：
              taizhang grade goal 第一党支部 --criteria 支部评星定级办法 --goal 2020=三星 --goal 2021=四星 --goal 2022=五星
            """,
            """
            Example:
              taizhang grade goal "Branch 1" --criteria star-criteria --goal 2020=three-star --goal 2021=four-star --goal 2022=five-star
            """))

    @Argument(help: .branchGrade) var branch: BranchGradeID

    @Option(name: .long, help: help("定级标准", "the criteria", "名称|NAME"))
    var criteria: GradeCriteriaID

    @Option(name: .long, help: help("年度=等级，连续三年", "a year and its grade; three years on end", "年=等级|YEAR=GRADE"))
    var goal: [String] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let goals = try goal.map { argument in
                let (year, grade) = try Assigned.split(argument, Message("年度=等级", "year and grade"))
                guard let year = Int(year) else {
                    throw Fault.unreadableArgument(argument, Message("年度=等级", "year and grade"))
                }
                return (year: year, grade: grade)
            }
            let version = try desk.state(criteria, of: GradeCriteria.self)?.current
            let by = CriteriaVersion(criteria, version?.number ?? 0)
            try desk.perform(.setGoal(goals, by: by, criteria: version), on: branch, of: BranchGrade.self)
            return Message("已登记“\(branch)”的争创目标。", "Entered the goal of “\(branch)”.")
        }
    }
}
