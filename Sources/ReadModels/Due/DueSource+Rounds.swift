import Ledger
import LedgerSQLite
import Rectification

extension DueView {
    /// The rounds that are not closed and that the filter asks for; what asks something of findings leaves the rounds of
    /// those findings.
    fileprivate func openRounds() throws -> [Round] {
        var others = filter
        others.rounds = []
        let asked =
            others.isEmpty ? filter.rounds : try transaction.findingRows(filter, on: day).compactMap(\.round)
        return try transaction.rounds(through: gate).filter { round in
            round.closedOn == nil && (filter.isEmpty || asked.contains(round.id))
        }
    }
}

extension DueSource {
    /// The last days of the rounds' intensive periods.
    static let intensivePeriods = DueSource { view in
        let counts = try view.transaction.statisticsRows(by: .round, .init(), on: view.day)
        let open = Dictionary(counts.map { ($0.group, $0.statistics.open) }, uniquingKeysWith: { $1 })
        return try view.openRounds().compactMap { round in
            guard let until = round.intensiveUntil else { return nil }
            return DueThing(
                .intensivePeriod, of: round.id.stream, on: until, round.id.text,
                [
                    DueThing.Fact("来源", "Source", round.source), DueThing.Fact("检查机构", "Body", round.body),
                    DueThing.Fact("未销号", "Open findings", open[round.id.text] ?? 0),
                ], try view.revision(of: round.id.stream))
        }
    }

    /// The rounds' progress reports that were not handed in, each a thing of its own.
    static let progressReports = DueSource { view in
        try view.openRounds().flatMap { round in
            let reported = Set(round.reports.map(\.due))
            let revision = try view.revision(of: round.id.stream)
            return Set(round.reportDates).subtracting(reported).map { due in
                DueThing(
                    .progressReport, of: round.id.stream, part: due.description, on: due, round.id.text,
                    [DueThing.Fact("来源", "Source", round.source), DueThing.Fact("检查机构", "Body", round.body)], revision)
            }
        }
    }
}
