import ArgumentParser
import ReadModels
import Rectification

struct TaskShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show",
        abstract: say("查看一项任务：各期、办它的活动、经过", "Show a task: its periods, its activities, its history."),
        discussion: say(
            """
            例：
              taizhang task show 2020年下半年-19 --as-of 2020-10-01
            """,
            """
            Example:
              taizhang task show 2020-h2-19 --as-of 2020-10-01
            """))

    @Argument(help: .task) var task: TaskID

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let horizon = try horizon.horizon(session)
            var page = try session.page(of: task.stream, in: .tasks, horizon)
            page.parts = [
                try session.part(.taskPeriods, horizon, where: ["task": [.text(task.text)]]),
                try session.part(.activities, horizon, where: ["tasks": [.text(task.text)]]),
            ]
            try session.show(page)
        }
    }
}
