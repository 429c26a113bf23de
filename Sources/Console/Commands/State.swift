import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct State: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "state",
        abstract: say("台账或其中一个对象在某一时刻的状态", "The state of the ledger, or of one thing in it, at a moment."),
        discussion: say(
            """
            例：
              taizhang state
              taizhang state finding/2020-015 --as-of 2020-09-30
              taizhang state round/巡察反馈-2020 --as-of '#120'
            """,
            """
            Examples:
              taizhang state
              taizhang state finding/2020-015 --as-of 2020-09-30
              taizhang state round/巡察反馈-2020 --as-of '#120'
            """))

    @Argument(
        help: help(
            "对象，如 finding/2020-015、round/…、post/…；不写则是整本台账",
            "such as finding/2020-015, round/…, post/…; the whole ledger where it is left out", "对象|STREAM"))
    var stream: String?

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let horizon = try horizon.horizon(session)
            guard let stream else { return try session.show(try session.ledgerPage(horizon)) }
            if let number = FindingNumber(stream) { return try show(number, horizon, session) }
            guard let name = StreamName(stream) else {
                throw Fault.unreadableArgument(stream, Message("对象名", "name of a stream"))
            }
            switch String(name.kind) {
            case FindingNumber.kind:
                let number: FindingNumber = try identifier(String(name.id), Message("编号", "number"))
                try show(number, horizon, session)
            case CommonID.kind:
                guard let id = CommonID(name) else { throw Fault.noStream(name) }
                try session.show(try session.commonPage(id, horizon))
            case let kind where Listing.all.contains { $0.kind == kind }:
                guard let listing = Listing.all.first(where: { $0.kind == kind }) else { throw Fault.noStream(name) }
                try session.show(try session.page(of: name, in: listing, horizon))
            default:
                let office = try session.ledger.office(horizon)
                guard let page = OfficePage(name, in: office) else { throw Fault.noStream(name) }
                try session.show(page)
            }
        }
    }

    private func show(_ number: FindingNumber, _ horizon: Horizon, _ session: Session) throws {
        guard let finding = try session.ledger.finding(number, horizon) else {
            throw try session.missing(number, horizon)
        }
        let day = try session.ledger.day(of: horizon)
        try session.show(FindingPage(finding: finding, day: day, isCurrent: horizon == .now))
    }
}

extension Session {
    fileprivate func ledgerPage(_ horizon: Horizon) throws -> LedgerPage {
        var page = LedgerPage(
            office: try ledger.office(horizon), identity: try ledger.identity, day: try ledger.day(of: horizon),
            rows: try ledger.findings(.init(), horizon),
            statistics: try ledger.statistics(by: nil, .init(), horizon).first?.statistics ?? Statistics(),
            rounds: ListingAnswer(listing: .rounds, rows: try ledger.rows(of: .rounds, horizon)))
        switch horizon {
        case .now:
            let (last, root) = try ledger.store.read { (try $0.last(), try $0.root()) }
            (page.size, page.head, page.root) = (last?.sequence, last.flatMap { Digest($0.hash) }, root)
        case .position(let last):
            (page.size, page.head) = (last, try ledger.record(last).flatMap { Digest($0.hash) })
        case .occurred, .recorded: break
        }
        return page
    }
}

extension LedgerPage: Answer {}

extension Fault {
    fileprivate static func noStream(_ name: StreamName) -> Fault {
        Fault(
            "E-STREAM-UNKNOWN", .notFound, Message("台账里没有 \(name)。", "The ledger has no \(name)."),
            remedy: Message("用 taizhang state 查看有哪些。", "See what there is with taizhang state."))
    }
}
