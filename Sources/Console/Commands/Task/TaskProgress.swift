import ArgumentParser
import Ledger
import Rectification

struct TaskProgress: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "progress",
        abstract: say("报告任务进展（责任人、责任单位或登记人）", "Report on a task (its owner, its units, a recorder)."),
        discussion: say(
            """
            例：
              taizhang task progress 2020年下半年-7 --text 三季度登记2件 --evidence 报告登记簿=登记簿.pdf --on 2020-09-28

            带佐证的进展算这一期已办；只有文字的不算。
            """,
            """
            Example:
              taizhang task progress 2020-h2-7 --text "two matters reported" --evidence register=register.pdf \
            --on 2020-09-28

            Progress with evidence shows that a period was kept; words alone do not.
            """))

    @Argument(help: .task) var task: TaskID

    @Option(name: .long, help: help("做了什么", "what was done", "文字|TEXT"))
    var text: String

    @Option(name: .long, help: .evidence) var evidence: [String] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(evidence, session)
            var report = TaskProgressed()
            report.evidence = handedIn.exhibits
            report.text = text
            try desk.perform(.progress(report), on: task, of: PlanTask.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已记下任务 \(task) 的进展。", "Took down the progress of task \(task).")
        }
    }
}
