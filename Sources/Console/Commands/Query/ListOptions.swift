import ArgumentParser
import Interchange
import Ledger
import ReadModels
import Rectification

/// Which rows of a list are wanted, and how.
struct RowOptions: ParsableArguments {
    @Option(
        name: .customLong("where"), parsing: .unconditional,
        help: help(
            "筛选条件，如 '灯 = 红 且 责任单位 = 办信科'；写法见 help filters",
            "a filter, such as 'light = red and owner is none'; see help filters", "条件|FILTER"))
    var condition: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: help("按这些字段排序；前面加 - 为倒序", "sort by these fields; a leading - turns one round", "字段,…|FIELD,…"))
    var sort: String?

    @Option(name: .long, help: help("只要这些字段", "these fields only", "字段,…|FIELD,…"))
    var columns: String?

    @Option(name: .long, help: help("最多这么多项", "at most so many", "N"))
    var limit: Int?
}

/// What every list of a listing takes.
struct ListOptions: ParsableArguments {
    @OptionGroup var rows: RowOptions
    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
}

extension RowOptions {
    /// - Throws: E-FILTER-…, E-ARGUMENT.
    func query(of listing: Listing, _ session: Session, _ horizon: Horizon) throws -> ListingQuery {
        var query = ListingQuery()
        query.filter = try condition.map { try Filter.read($0, of: listing, try session.days(horizon)) }
        query.order = try sort.map { try ListingQuery.order($0, of: listing) } ?? []
        query.columns = try columns.map { try ListingQuery.fields($0, of: listing) }
        guard limit.map({ $0 > 0 }) ?? true else {
            throw Fault.unreadableArgument(
                limit.map(String.init) ?? "", Message("项数（从 1 起）", "number of rows (from 1)"))
        }
        query.limit = limit
        return query
    }
}

extension Session {
    /// How days are written in a filter: as in options, and months and years; from the day of the view.
    func days(_ horizon: Horizon) throws -> FilterDays {
        let today = try ledger.day(of: horizon)
        return FilterDays(today: today) { try? SheetDate.command($0, today: today) }
    }

    /// Answers with a list.
    static func list(_ listing: Listing, _ list: ListOptions, _ options: GlobalOptions) throws {
        try query(options) { session in
            let horizon = try list.horizon.horizon(session)
            let query = try list.rows.query(of: listing, session, horizon)
            let rows = try session.ledger.rows(of: listing, query, horizon)
            try session.show(ListingAnswer(listing: listing.showing(query.columns), rows: rows), list.format)
        }
    }

    /// Answers with one thing of a list, and its history.
    static func show(
        _ listing: Listing, _ stream: StreamName, _ horizon: HorizonOptions, _ options: GlobalOptions
    ) throws {
        try query(options) { session in
            try session.show(try session.page(of: stream, in: listing, try horizon.horizon(session)))
        }
    }

    func page(of stream: StreamName, in listing: Listing, _ horizon: Horizon) throws -> ThingPage {
        guard let row = try ledger.rows(of: listing, id: String(stream.id), horizon).first else {
            throw Fault.notListed(stream, listing)
        }
        let parts = try listing.parts.map { part in
            ListingAnswer(listing: part, rows: try ledger.rows(of: part, id: String(stream.id), horizon))
        }
        return ThingPage(listing: listing, row: row, parts: parts, steps: try ledger.steps(of: stream, horizon))
    }
}

extension Session {
    /// The rows of a list in which these fields have these values: a part of a page, where they go without saying.
    func part(
        _ listing: Listing, _ horizon: Horizon, where fields: KeyValuePairs<String, [Filter.Value]>
    ) throws -> ListingAnswer {
        let rows = try ledger.rows(of: listing, ListingQuery(fields), horizon)
        return ListingAnswer(listing: listing, rows: rows, omitting: Set(fields.map(\.key)))
    }
}

extension Fault {
    static func notListed(_ stream: StreamName, _ listing: Listing) -> Fault {
        // A look-back is a round, but not every round is one.
        let noun = listing.name == Listing.lookBacks.name ? "look-back" : String(stream.kind)
        return Fault(
            "E-STREAM-UNKNOWN", .notFound,
            Message(
                "台账里没有\(listing.title.zh)“\(stream.id)”。",
                "The ledger has no \(Trace.title(ofKind: noun).en) “\(stream.id)”."),
            remedy: Message("用 taizhang \(noun) list 查看有哪些。", "See what there is with taizhang \(noun) list."))
    }
}
