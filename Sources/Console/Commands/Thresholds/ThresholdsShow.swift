import ArgumentParser
import Ledger
import ReadModels

struct ThresholdsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("督办和共性问题的界限", "The thresholds of supervision and of common problems."),
        discussion: say(
            """
            例：
              taizhang thresholds show
            """,
            """
            Example:
              taizhang thresholds show
            """))

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let office = try session.ledger.office(try horizon.horizon(session))
            try session.show(ThresholdsPage(thresholds: office.thresholds, since: office.thresholdsSince))
        }
    }
}
