import ArgumentParser
import ReadModels
import Rectification

struct PointsVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "verify", abstract: say("重算已结账的季度，看得分是否相同", "Compute closed quarters once more and compare."),
        discussion: say(
            """
            例：
              taizhang points verify
              taizhang points verify --quarter 2020-Q3

            以后改了规则、补录了活动，也不影响已结账季度。退出码：0 相同，1 不同。
            """,
            """
            Examples:
              taizhang points verify
              taizhang points verify --quarter 2020-Q3

            Rules adopted and activities entered since make no difference to a closed quarter. Exit code: 0 the same, 1 not.
            """))

    @Option(
        name: .long,
        help: help(
            "季度，如 2020-Q3；不写则为所有已结账的", "the quarter, such as 2020-Q3; all closed ones where it is left out",
            "季度|QUARTER"))
    var quarter: QuarterID?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let exitCode = try Session.check(options) { session in
            let ledger = try session.ledger
            let quarters = try quarter.map { [$0] } ?? ledger.closedQuarters()
            let checks = try quarters.map(ledger.checkPoints)
            try session.show(PointsCheckAnswer(checks: checks))
            return checks.allSatisfy(\.differences.isEmpty) ? 0 : 1
        }
        guard exitCode == 0 else { throw ExitCode(exitCode) }
    }
}
