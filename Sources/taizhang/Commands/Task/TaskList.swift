import ArgumentParser
import ReadModels

struct TaskList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: say("列出任务：灯、期数、状态", "List tasks: lights, periods, states."),
        discussion: say(
            """
            例：
              taizhang task list --as-of 2020-10-01
              taizhang task list --as-of 2020-12-31 --csv

            有据：有活动或佐证的期数；缺：已过而没有的期数。
            """,
            """
            Examples:
              taizhang task list --as-of 2020-10-01
              taizhang task list --as-of 2020-12-31 --csv

            Shown: periods with an activity or evidence; missed: periods that passed with none.
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.tasks, list, options) }
}
