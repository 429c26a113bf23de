import ArgumentParser
import ReadModels

struct GradeYears: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "years", abstract: say("逐年列出支部目标与评定结果", "List goals and what was reached, year by year."),
        discussion: say(
            """
            例：
              taizhang grade years
            """,
            """
            Example:
              taizhang grade years
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.gradeYears, list, options) }
}
