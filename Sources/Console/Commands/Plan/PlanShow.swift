import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct PlanShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看工作计划：各条目的任务、落实和灯", "Show a work plan: its items' tasks and lights."),
        discussion: say(
            """
            例：
              taizhang plan show 2020年下半年 --as-of 2020-10-01
              taizhang plan show 2020年下半年 --item 5

            灯按佐证推出：某一期已过而没有佐证（没有带佐证的活动），或时限已过而应有的名目不齐，为红；15 天内到期为黄。\
            条目的灯是其任务中最急的一个。
            """,
            """
            Examples:
              taizhang plan show 2020-h2 --as-of 2020-10-01
              taizhang plan show 2020-h2 --item 5

            Lights follow from evidence: red where a period passed with none (nor an activity that has some), or the deadline \
            without all that is expected; yellow within 15 days of it. An item has the worst light of its tasks.
            """))

    @Argument(help: .plan) var plan: PlanID

    @Option(name: .long, help: help("只看这个条目的任务", "the tasks of this item only", "条目|ITEM"))
    var item: Int?

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let horizon = try horizon.horizon(session)
            var page = try session.page(of: plan.stream, in: .plans, horizon)
            if let item {
                let id = PlanItemID(plan: plan, number: item)
                guard let row = try session.ledger.rows(of: .planItems, id: id.text, horizon).first else {
                    throw Fault.noItem(id)
                }
                let tasks = try session.part(
                    .tasks, horizon, where: ["plan": [.text(plan.text)], "item": [.integer(item)]])
                page = ThingPage(listing: .planItems, row: row, parts: [tasks], steps: [])
            } else {
                page.parts = [try session.part(.planItems, horizon, where: ["plan": [.text(plan.text)]])]
            }
            try session.show(page)
        }
    }
}

extension Fault {
    fileprivate static func noItem(_ item: PlanItemID) -> Fault {
        Fault(
            "E-PLAN-ITEM-UNKNOWN", .notFound,
            Message(
                "工作计划“\(item.plan)”没有条目 \(item.number)。", "The work plan “\(item.plan)” has no item \(item.number)."),
            remedy: Message(
                "用 taizhang plan show \(item.plan) 查看有哪些。", "See what it has with taizhang plan show \(item.plan)."))
    }
}
