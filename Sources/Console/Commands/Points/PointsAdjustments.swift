import ArgumentParser
import ReadModels

struct PointsAdjustments: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "adjustments", abstract: say("列出人工登记的积分", "List the points entered by hand."),
        discussion: say(
            """
            例：
              taizhang points adjustments
            """,
            """
            Example:
              taizhang points adjustments
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.adjustments, list, options) }
}
