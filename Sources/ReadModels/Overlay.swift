import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// The tables as a horizon shows them, over live tables that hold the whole ledger.
///
/// A stream that had ended by then is as the live tables have it; one that began after it is not there. Only a stream that
/// had begun and went on is folded anew: `rm_span` tells which these are. Temporary tables and views of the tables' names
/// hide the live ones meanwhile; nothing is written to the ledger. Where a body throws, the transaction is rolled back, and
/// they go with it.
struct Overlay {
    private let transaction: SQLiteStore.Transaction
    private let gate: Gate
    /// What is asked of a stream's row in `rm_span`: whether it had begun, and whether it had ended, by the horizon.
    private let hasBegun: String, hasEnded: String

    private var database: Database { transaction.database }

    /// - Returns: nil where the live tables do not hold the whole ledger.
    init?(_ horizon: Horizon, of ledger: OpenLedger, in transaction: SQLiteStore.Transaction) throws {
        guard try Tables.areCurrent(transaction) else { return nil }
        self.transaction = transaction
        let position: Int
        switch horizon {
        case .occurred(let day):
            (hasBegun, hasEnded) = ("first_day <= '\(day)'", "last_day <= '\(day)'")
            gate = Gate(horizon, ledger.identity.zone)
            return
        case .now: position = .max
        case .recorded(let day): position = try ledger.size(recordedBy: day, in: transaction)
        case .position(let last): position = last
        }
        (hasBegun, hasEnded) = ("first_position <= \(position)", "last_position <= \(position)")
        gate = Gate(.now, ledger.identity.zone, upTo: position)
    }

    /// The streams of a kind whose spans are so, in the order of lists, and whether each had ended.
    private func streams(
        _ kind: String, _ condition: String, limit: Int = -1
    ) throws -> [(name: StreamName, hasEnded: Bool)] {
        let ranks = StreamName.range(ofKind: kind)
        let sql = """
            SELECT stream, \(hasEnded) FROM main.rm_span WHERE rank >= '\(ranks.from)' AND rank < '\(ranks.below)' \
            AND \(condition) ORDER BY rank LIMIT \(limit)
            """
        return try Row.fetchAll(database, sql: sql).compactMap { row in
            row.text(at: 0).flatMap { StreamName($0) }.map { ($0, row.integer(at: 1) != 0) }
        }
    }

    private func fold<C: Tabled>(_ streams: [StreamName], of concept: C.Type, _ writer: TableWriter) throws {
        let ahead = FoldAhead<C>(where: gate.test, write: writer.insert)
        for stream in streams {
            try transaction.scanBytes(.stream(stream)) { stored in
                guard stored.sequence <= gate.last else { return .stop }
                try ahead.take(stored)
                return .more
            }
        }
        try ahead.finish()
    }
}

// MARK: - All of it

extension Overlay {
    /// The streams of a concept that were under way at the horizon.
    private struct Part {
        let concept: any Tabled.Type
        let underWay: [StreamName]
    }

    /// Runs the body while the tables show what the horizon lets through.
    func run<T>(_ body: () throws -> T) throws -> T {
        let parts = try Tables.concepts.compactMap { try part(of: $0) }
        guard !parts.isEmpty else { return try body() }
        // How each table names the stream of a live row.
        let hidden =
            Tables.shared.map { ($0, "live.\($0.key[0])") }
            + parts.flatMap { part in
                part.concept.tables.map { ($0, "'\(part.concept.streamKind)/' || live.\($0.key[0])") }
            }
        for (table, _) in hidden { try database.execute(sql: "CREATE TEMP TABLE \(table.aside.body)") }
        let writer = TableWriter(transaction, aside: true)
        for part in parts { try fold(part.underWay, of: part.concept, writer) }
        for (table, stream) in hidden {
            try database.execute(
                sql: """
                    CREATE TEMP VIEW \(table.name) AS SELECT * FROM main.\(table.name) AS live \
                    WHERE (SELECT \(hasEnded) FROM main.rm_span WHERE stream = \(stream)) \
                    UNION ALL SELECT * FROM temp.\(table.aside.name)
                    """)
        }
        let result = try body()
        for (table, _) in hidden {
            try database.execute(sql: "DROP VIEW temp.\(table.name); DROP TABLE temp.\(table.aside.name)")
        }
        return result
    }

    /// - Returns: nil where all streams of the concept had ended: its live tables are what is to be seen.
    private func part<C: Tabled>(of concept: C.Type) throws -> Part? {
        let underWay = try streams(C.ID.kind, "\(hasBegun) AND NOT \(hasEnded)").map(\.name)
        guard try !underWay.isEmpty || !streams(C.ID.kind, "NOT \(hasBegun)", limit: 1).isEmpty else { return nil }
        return Part(concept: concept, underWay: underWay)
    }
}

// MARK: - The first of it

extension Overlay {
    /// Runs the body while the tables of one concept show its first streams, in the order of lists, and no others.
    ///
    /// - Parameters:
    ///   - count: how many streams.
    ///   - body: is told whether these are all.
    func first<C: Tabled, T>(_ count: Int, of concept: C.Type, _ body: (_ areAll: Bool) throws -> T) throws -> T {
        let first = try streams(C.ID.kind, hasBegun, limit: count)
        let ended = first.filter(\.hasEnded).map { String($0.name.id) }
        let tables = Tables.shared + C.tables
        for table in tables { try database.execute(sql: "CREATE TEMP TABLE \(table.body)") }
        let marks = databaseQuestionMarks(count: ended.count)
        for table in C.tables {
            try database.execute(
                sql: """
                    INSERT INTO temp.\(table.name) SELECT * FROM main.\(table.name) WHERE \(table.key[0]) IN (\(marks))
                    """, arguments: StatementArguments(ended))
        }
        try fold(first.filter { !$0.hasEnded }.map(\.name), of: concept, TableWriter(transaction))
        let result = try body(first.count < count)
        for table in tables { try database.execute(sql: "DROP TABLE temp.\(table.name)") }
        return result
    }
}
