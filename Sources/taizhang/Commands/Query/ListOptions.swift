import ArgumentParser
import Ledger
import ReadModels
import Rectification

/// What every list of a listing takes.
struct ListOptions: ParsableArguments {
    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
}

extension Session {
    /// Answers with a list.
    static func list(_ listing: Listing, _ list: ListOptions, _ options: GlobalOptions) throws {
        try query(options) { session in
            let rows = try session.ledger.rows(of: listing, try list.horizon.horizon(session))
            try session.show(ListingAnswer(listing: listing, rows: rows), list.format)
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
    func part(_ listing: Listing, _ horizon: Horizon, where matching: [String: String]) throws -> ListingAnswer {
        let rows = try ledger.rows(of: listing, horizon).filter { row in
            matching.allSatisfy { listing.value($0.key, row).text == $0.value }
        }
        return ListingAnswer(listing: listing, rows: rows, omitting: Set(matching.keys))
    }
}

extension Fault {
    static func notListed(_ stream: StreamName, _ listing: Listing) -> Fault {
        Fault(
            "E-STREAM-UNKNOWN", .notFound,
            Message("台账里没有\(listing.title.zh)“\(stream.id)”。", "The ledger has no \(stream)."),
            remedy: Message(
                "用 taizhang \(stream.kind) list 查看有哪些。", "See what there is with taizhang \(stream.kind) list."))
    }
}
