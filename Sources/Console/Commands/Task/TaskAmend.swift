import ArgumentParser
import Ledger
import Rectification

struct TaskAmend: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "amend", abstract: say("调整任务（登记人，审批人同意，须说明理由）", "Amend a task (recorder, approver, a reason)."),
        discussion: say(
            """
            例：
              taizhang task amend 2020年下半年-29 --until 2020-09-30 --approver 党组书记 --reason 等上级标准

            只写要改的。
            """,
            """
            Example:
              taizhang task amend 2020-h2-29 --until 2020-09-30 --approver secretary --reason "criteria came late"

            Say only what changes.
            """))

    @Argument(help: .task) var task: TaskID

    @Option(name: .long, help: help("任务内容", "what is to be done", "文字|TEXT"))
    var text: String?

    @Option(name: .long, help: help("责任单位；可多次给出", "responsible unit; may be repeated", "单位|UNIT"))
    var unit: [UnitID] = []

    @Option(name: .long, help: help("责任人（职务）", "owner", "职务|ACTOR"))
    var owner: ActorID?

    @Option(name: .long, parsing: .unconditional, help: help("截止", "its last day", "日期|DATE"))
    var until: String?

    @Option(name: .long, help: .approver) var approver: ActorID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            var amended = TaskAmended()
            amended.approvedBy = approver
            amended.owner = owner
            amended.text = text
            amended.units = unit
            amended.until = try until.map(session.day)
            try desk.perform(.amend(amended), on: task, of: PlanTask.self)
            return Message("任务 \(task) 已调整。", "Amended task \(task).")
        }
    }
}
