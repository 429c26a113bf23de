import ArgumentParser
import ReadModels

struct PointsVersions: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "versions", abstract: say("列出积分规则的各版", "List the versions of the rules for points."),
        discussion: say(
            """
            例：
              taizhang points versions
            """,
            """
            Example:
              taizhang points versions
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.pointVersions, list, options) }
}
