import ArgumentParser
import Ledger
import Rectification

struct PlanEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "end", abstract: say("结束工作计划（审批人）", "End a work plan (approver)."),
        discussion: say(
            """
            例：
              taizhang plan end 2020年下半年 --note 未完任务转入2021年计划 --on 2020-12-31
            """,
            """
            Example:
              taizhang plan end 2020-h2 --note "what is left goes into the next plan" --on 2020-12-31
            """))

    @Argument(help: .plan) var plan: PlanID

    @Option(name: .long, help: help("说明", "note", "文字|TEXT"))
    var note: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.end(note: note), on: plan, of: Plan.self)
            return Message("工作计划“\(plan)”已结束。", "Ended “\(plan)”.")
        }
    }
}
