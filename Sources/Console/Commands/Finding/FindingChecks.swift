import ArgumentParser
import ReadModels

struct FindingChecks: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "checks", abstract: say("列出举一反三的自查，未答复的在前", "List extended checks, those not answered first."),
        discussion: say(
            """
            例：
              taizhang finding checks
            """,
            """
            Example:
              taizhang finding checks
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.extendedChecks, list, options) }
}
