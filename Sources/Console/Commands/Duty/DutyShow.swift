import ArgumentParser
import ReadModels
import Rectification

struct DutyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show",
        abstract: say("查看一项经常性工作：各期各单位办了没有", "Show a duty: each period and unit, and its history."),
        discussion: say(
            """
            例：
              taizhang duty show 支委会 --as-of 2020-10-01
            """,
            """
            Example:
              taizhang duty show committee --as-of 2020-10-01
            """))

    @Argument(help: .duty) var duty: DutyID

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let horizon = try horizon.horizon(session)
            var page = try session.page(of: duty.stream, in: .duties, horizon)
            page.parts = [try session.part(.dutyPeriods, horizon, where: ["duty": [.text(duty.text)]])]
            try session.show(page)
        }
    }
}
