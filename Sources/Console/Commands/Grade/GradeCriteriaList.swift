import ArgumentParser
import ReadModels

struct GradeCriteriaList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "criteria", abstract: say("列出支部定级标准", "List the criteria for branch grades."),
        discussion: say(
            """
            例：
              taizhang grade criteria
            """,
            """
            Example:
              taizhang grade criteria
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.gradeCriteria, list, options) }
}
