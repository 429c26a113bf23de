import ArgumentParser
import Ledger
import Rectification

struct PlanAmend: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "amend", abstract: say("调整工作计划（审批人，须说明理由）", "Amend a work plan (approver, with a reason)."),
        discussion: say(
            """
            例：
              taizhang plan amend 2020年下半年 --item 21=疫情防控 --reason 上级新部署
              taizhang plan amend 2020年下半年 --until 2021-01-31 --reason 顺延一个月
            """,
            """
            Examples:
              taizhang plan amend 2020-h2 --item 21="Epidemic" --reason "new orders"
              taizhang plan amend 2020-h2 --until 2021-01-31 --reason "a month longer"
            """))

    @Argument(help: .plan) var plan: PlanID

    @Option(name: .long, parsing: .unconditional, help: help("止", "its last day", "日期|DATE"))
    var until: String?

    @OptionGroup var text: PlanText
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try text.handedIn(session)
            var amended = PlanAmended()
            amended.document = handedIn.document
            amended.items = try text.items()
            amended.until = try until.map(session.day)
            try desk.perform(.amend(amended), on: plan, of: Plan.self)
            try handedIn.keep(in: session, for: desk)
            return Message("工作计划“\(plan)”已调整。", "Amended “\(plan)”.")
        }
    }
}
