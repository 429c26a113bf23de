import Ledger
import ReadModels

/// Findings or measures, and the sentence that sums them up (`ux.md`: finding list).
struct SummedList: ListAnswer {
    var day: CalendarDate
    var list: ListingAnswer
    /// Of all that was asked for but being overdue, which the sentence counts; nil where the answer does not tell them.
    var statistics: Statistics?
    /// Makes the sentence.
    var summary: (Statistics) -> Message

    var table: Table { list.table }
    var csv: Table { list.csv }
    var lines: [JSONValue] { list.lines }

    var json: JSONValue {
        [
            "asOf": .text(day), list.listing.name: .array(lines),
            "statistics": .object(StatisticsTable.counts(statistics ?? Statistics())),
        ]
    }

    func text(on screen: Screen, _ language: Language) -> String {
        let text = listed(on: screen, language)
        guard let statistics, screen.isTerminal else { return text }
        return text + summary(statistics).text(language) + "\n"
    }
}

extension Session {
    /// - Parameter summary: makes the sentence.
    func summed(
        _ listing: Listing, _ filters: FilterOptions, _ list: ListOptions, _ summary: @escaping (Statistics) -> Message
    ) throws -> SummedList {
        let horizon = try list.horizon.horizon(self)
        var query = try list.rows.query(of: listing, self, horizon)
        var filter = try filters.filter(self)
        query.findings = filter
        filter.isOverdue = nil
        // A pipe gets rows alone, and to count all findings takes longer than to list some.
        let isSummed = !list.format.csv && !list.format.jsonl && (wantsJSON || terminal.output.isTerminal)
        let statistics =
            isSummed ? try ledger.statistics(filter, of: FilteredRows(listing, query.filter), horizon) : []
        return SummedList(
            day: try ledger.day(of: horizon),
            list: ListingAnswer(
                listing: listing.showing(query.columns), rows: try ledger.rows(of: listing, query, horizon)),
            statistics: statistics.first?.statistics, summary: summary)
    }
}
