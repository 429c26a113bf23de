import ArgumentParser
import ReadModels

struct ActivityList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出活动", "List activities."),
        discussion: say(
            """
            例：
              taizhang activity list
              taizhang activity list --as-of 2020-09-30 --csv
            """,
            """
            Examples:
              taizhang activity list
              taizhang activity list --as-of 2020-09-30 --csv
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.activities, list, options) }
}
