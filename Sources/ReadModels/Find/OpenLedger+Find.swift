import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// A thing whose texts have all the words, and the text that has most of them.
package struct Found: Equatable, Sendable {
    package var stream: StreamName
    /// What kind of thing it is, for people.
    package var kind: Message
    /// The field that the text is of.
    package var field: String
    package var title: Message
    /// Which of several: the number of a measure, the position of a progress report.
    package var number: Int?
    package var text: String
    /// When it began, and how it stands; nil where its list does not say.
    package var day: CalendarDate?
    package var stage: Message?
}

extension OpenLedger {
    /// The things in which all the words stand, best first.
    ///
    /// - Parameters:
    ///   - kinds: of these kinds of stream only; all where empty.
    ///   - limit: so many at most.
    /// - Returns: them, and how many there are in all.
    package func find(
        _ words: SearchWords, kinds: [String] = [], limit: Int? = nil, _ horizon: Horizon = .now
    ) throws -> (found: [Found], total: Int) {
        try view(horizon) { transaction, day in
            let streams = try Search(transaction.database, words, kinds).streams()
            let shown = streams.prefix(limit ?? .max)
            return (try shown.compactMap { try transaction.found($0, words, on: day) }, streams.count)
        }
    }

    /// The kinds of stream that can be searched, and what lists call them.
    package static let searchedKinds: [(kind: String, title: Message)] =
        Tables.concepts.filter { $0.isSearched }.map { ($0.streamKind, $0.listTitle) }
}

extension Tabled {
    fileprivate static var isSearched: Bool { !texts.isEmpty }
    fileprivate static var listTitle: Message {
        Listing.all.first { $0.kind == ID.kind }?.title ?? Message(verbatim: ID.kind)
    }

    /// The field that a part is of, its number, and its place among the fields.
    fileprivate static func field(of part: String) -> (name: String, title: Message, number: Int?, place: Int)? {
        let pieces = part.split(separator: ".", maxSplits: 1)
        guard let place = texts.firstIndex(where: { $0.name == pieces.first.map(String.init) }) else { return nil }
        return (texts[place].name, texts[place].title, pieces.count > 1 ? Int(pieces[1]) : nil, place)
    }
}

/// Which streams have all the words.
private struct Search {
    private let database: Database
    private let words: [String]
    private let kinds: [String]
    private let usesIndex: Bool

    init(_ database: Database, _ words: SearchWords, _ kinds: [String]) throws {
        self.database = database
        self.words = words.words
        self.kinds = kinds
        usesIndex = try TextIndex.isThere(in: database)
    }

    /// Best first: by the index's rank where it knows one of the words, else by kind and name.
    func streams() throws -> [StreamName] {
        do {
            return try streams(indexed: usesIndex)
        } catch let error as DatabaseError where usesIndex && TextIndex.isOfIndex(error) {
            // The index is damaged; `verify` is the one to tell. The texts are there.
            return try streams(indexed: false)
        }
    }

    private func streams(indexed: Bool) throws -> [StreamName] {
        let parts = words.map { condition($0, indexed) }
        let sql = parts.map(\.sql).joined(separator: " INTERSECT ")
        let arguments = parts.reduce(into: StatementArguments()) { $0 += $1.arguments }
        let found = try String.fetchAll(database, sql: sql, arguments: arguments).compactMap { StreamName($0) }
        let ranks = indexed ? try ranks() : [:]
        let order = Dictionary(uniqueKeysWithValues: Tables.concepts.enumerated().map { ($1.streamKind, $0) })
        let kept = kinds.isEmpty ? found : found.filter { kinds.contains(String($0.kind)) }
        return kept.map { (stream: $0, rank: ranks[$0.text] ?? 0, kind: order[String($0.kind)] ?? .max) }
            .sorted { ($0.rank, $0.kind, $0.stream) < ($1.rank, $1.kind, $1.stream) }.map(\.stream)
    }

    private func condition(_ word: String, _ indexed: Bool) -> (sql: String, arguments: StatementArguments) {
        let pattern = LikePattern.containing(word)
        guard indexed, isIndexed(word) else {
            return ("SELECT DISTINCT stream FROM rm_text WHERE text LIKE ? ESCAPE '\\'", [pattern])
        }
        let sql = """
            SELECT DISTINCT t.stream FROM rm_find JOIN rm_text t ON t.id = rm_find.rowid \
            WHERE rm_find MATCH ? AND t.text LIKE ? ESCAPE '\\'
            """
        return (sql, [TextIndex.query(word), pattern])
    }

    /// By the best text of each; less is better (sqlite.org/fts5.html: bm25).
    private func ranks() throws -> [String: Double] {
        let known = words.filter(isIndexed)
        guard !known.isEmpty else { return [:] }
        let sql = """
            SELECT t.stream, min(rm_find.rank) FROM rm_find JOIN rm_text t ON t.id = rm_find.rowid \
            WHERE rm_find MATCH ? GROUP BY t.stream
            """
        let rows = try Row.fetchCursor(
            database, sql: sql, arguments: [known.map(TextIndex.query).joined(separator: " OR ")])
        var ranks: [String: Double] = [:]
        while let row = try rows.next() {
            if let stream = row.text(at: 0) { ranks[stream] = Double.fromDatabaseValue(row[1]) }
        }
        return ranks
    }

    private func isIndexed(_ word: String) -> Bool { word.unicodeScalars.count >= TextIndex.shortest }
}

extension SQLiteStore.Transaction {
    /// The text of a thing that has most of the words, and how the thing stands.
    fileprivate func found(_ stream: StreamName, _ words: SearchWords, on day: CalendarDate) throws -> Found? {
        guard let concept = Tables.concepts.first(where: { $0.streamKind == stream.kind }) else { return nil }
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT part, text FROM rm_text WHERE stream = ?"), arguments: [stream.text])
        let texts = rows.compactMap {
            row -> (field: (name: String, title: Message, number: Int?, place: Int), text: String)? in
            guard let part = row.text(at: 0), let text = row.text(at: 1), let field = concept.field(of: part) else {
                return nil
            }
            return (field, text)
        }
        let best = texts.min { left, right in
            let (first, second) = (words.count(in: left.text), words.count(in: right.text))
            return (-first, left.field.place, left.field.number ?? 0) < (
                -second, right.field.place, right.field.number ?? 0
            )
        }
        guard let best else { return nil }
        var found = Found(
            stream: stream, kind: Message(concept.listTitle.zh, String(stream.kind)), field: best.field.name,
            title: best.field.title,
            number: best.field.number, text: best.text)
        (found.day, found.stage) = try standing(of: stream, on: day)
        return found
    }

    private func standing(of stream: StreamName, on day: CalendarDate) throws -> (CalendarDate?, Message?) {
        guard let listing = Listing.all.first(where: { $0.kind == stream.kind.description }) else { return (nil, nil) }
        let stage = listing.field("stage")
        let begun =
            listing.day.flatMap({ listing.field($0) })
            ?? listing.fields.first { if case .day = $0.kind { true } else { false } }
        var query = ListingQuery()
        query.id = String(stream.id)
        query.columns = [begun, stage].compactMap { $0?.name }
        guard !(query.columns ?? []).isEmpty else { return (nil, nil) }
        var standing: (CalendarDate?, Message?) = (nil, nil)
        try eachRow(of: listing, query, on: day) { row in
            if begun != nil { standing.0 = row.values.first?.text.flatMap { CalendarDate($0) } }
            let word = stage == nil ? nil : row.values.last?.text
            standing.1 = word.map { word in
                stage?.kind.words?.first { $0.word == word }?.title ?? Message(verbatim: word)
            }
        }
        return standing
    }
}
