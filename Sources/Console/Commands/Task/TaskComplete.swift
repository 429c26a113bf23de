import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct TaskComplete: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "complete", abstract: say("完成任务（责任人、责任单位或登记人；须有佐证）", "Complete a task, with its evidence."),
        discussion: say(
            """
            例：
              taizhang task complete 2020年下半年-12 --evidence 责任清单=责任清单.pdf --on 2020-07-28

            应有的佐证名目须齐全；办这项任务的活动已带的名目也算。
            """,
            """
            Example:
              taizhang task complete 2020-h2-12 --evidence list=list.pdf --on 2020-07-28

            Every kind of evidence that it must show is needed; what activities that do the task have shown counts.
            """))

    @Argument(help: .task) var task: TaskID

    @Option(name: .long, help: help("完成情况", "what was done", "文字|TEXT"))
    var text: String?

    @Option(name: .long, help: .evidence) var evidence: [String] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(evidence, session)
            var completed = TaskCompleted()
            completed.evidence = handedIn.exhibits
            completed.text = text
            let shown = try desk.evidence(ofActivitiesFor: task)
            try desk.perform(.complete(completed, shown: shown), on: task, of: PlanTask.self)
            try handedIn.keep(in: session, for: desk)
            return Message("任务 \(task) 已完成。", "Completed task \(task).")
        }
    }
}
