import ArgumentParser
import ReadModels

struct TaskList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出任务：灯、期数、状态", "List tasks: lights, periods, states."),
        discussion: say(
            """
            例：
              taizhang task list --as-of 2020-10-01
              taizhang task list --as-of 2020-12-31 --csv

            有据：有佐证（或有带佐证的活动）的期数；缺：已过而没有的期数。各期有据、应有的名目也齐，才算落实。
            """,
            """
            Examples:
              taizhang task list --as-of 2020-10-01
              taizhang task list --as-of 2020-12-31 --csv

            Shown: periods with evidence, or an activity that has some; missed: periods that passed with none. A task is done \
            when each period has some and every kind that is expected is there.
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.tasks, list, options) }
}
