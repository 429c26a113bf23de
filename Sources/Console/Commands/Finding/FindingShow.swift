import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct FindingShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一个问题的全部情况", "Show all that is known of a finding."),
        discussion: say(
            """
            例：
              taizhang finding show 2020-015
              taizhang finding show 2020-015 --as-of 2020-09-30
            """,
            """
            Examples:
              taizhang finding show 2020-015
              taizhang finding show 2020-015 --as-of 2020-09-30
            """))

    @Argument(help: help("编号，如 2020-015", "the finding, such as 2020-015", "编号|NUMBER"))
    var number: FindingNumber

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let horizon = try horizon.horizon(session)
            guard let finding = try session.ledger.finding(number, horizon) else {
                throw try session.missing(number, horizon)
            }
            let day = try session.ledger.day(of: horizon)
            try session.show(FindingPage(finding: finding, day: day, isCurrent: horizon == .now))
        }
    }
}

extension FindingPage: Answer {}

extension Session {
    /// Why a view has no such finding: the ledger has none, or had none then.
    func missing(_ number: FindingNumber, _ horizon: Horizon) throws -> Fault {
        guard horizon != .now, let finding = try ledger.finding(number, .now) else { return .noSuchFinding(number) }
        return Fault(
            "E-FINDING-NOT-YET", .notFound,
            Message("当时台账里还没有问题 \(number)。", "The ledger did not have finding \(number) then."),
            state: Message("它登记于 \(finding.registeredOn)。", "It was registered on \(finding.registeredOn)."),
            remedy: Message("给出更晚的日期。", "Give a later day."))
    }
}

extension Fault {
    static func noSuchFinding(_ number: FindingNumber) -> Fault {
        Fault(
            "E-FINDING-UNKNOWN", .notFound, Message("台账里没有问题 \(number)。", "The ledger has no finding \(number)."),
            remedy: Message("用 taizhang finding list 查看编号。", "See the numbers with taizhang finding list."))
    }
}
