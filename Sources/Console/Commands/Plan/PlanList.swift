import ArgumentParser
import ReadModels

struct PlanList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出工作计划", "List work plans."),
        discussion: say(
            """
            例：
              taizhang plan list --as-of 2020-10-01
            """,
            """
            Example:
              taizhang plan list --as-of 2020-10-01
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.plans, list, options) }
}

struct PlanItems: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "items",
        abstract: say("列出各份计划的条目：任务数、落实数、灯", "List the items of all plans, with tasks done and lights."),
        discussion: say(
            """
            例：
              taizhang plan items --as-of 2020-10-01 --csv
            """,
            """
            Example:
              taizhang plan items --as-of 2020-10-01 --csv
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.planItems, list, options) }
}
