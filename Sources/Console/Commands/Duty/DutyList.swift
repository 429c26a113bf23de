import ArgumentParser
import ReadModels

struct DutyList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出经常性工作：已办、未办、待办", "List recurring duties: met, missed, open."),
        discussion: say(
            """
            例：
              taizhang duty list --as-of 2020-10-01
            """,
            """
            Example:
              taizhang duty list --as-of 2020-10-01
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.duties, list, options) }
}

struct DutyPeriods: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "periods",
        abstract: say("列出各期各单位办了没有、由哪次活动办的", "List each period and unit: met, missed or open, and by what."),
        discussion: say(
            """
            例：
              taizhang duty periods --as-of 2020-10-01 --csv
            """,
            """
            Example:
              taizhang duty periods --as-of 2020-10-01 --csv
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.dutyPeriods, list, options) }
}
