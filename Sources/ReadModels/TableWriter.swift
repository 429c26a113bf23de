import GRDB
import Ledger
import Rectification

/// Brings the tables from one state of a stream to the next. Its statements are looked up once.
final class TableWriter {
    private let database: Database
    private var statements: [ObjectIdentifier: (insertion: Statement, removal: Statement)] = [:]

    init(_ database: Database) { self.database = database }

    /// Writes the rows of a state that has none yet, but not what the index of texts has of them.
    func insert<C: Tabled>(_ state: C) throws {
        try insert(StateRows(state))
        try insertTexts(of: state)
    }

    /// Replaces what the tables have of a stream, whatever it is.
    func replace<C: Tabled>(_ state: C) throws {
        try removeRows(of: state)
        try insert(StateRows(state))
        try putTexts(of: state)
    }

    /// Writes what has changed.
    ///
    /// A command changes one or two of a finding's ten or twenty rows: to remove and write them all took half of the time
    /// that its read models cost.
    ///
    /// - Parameter old: what the tables hold; nil where there was nothing of that stream.
    func put<C: Tabled>(_ state: C, over old: C?) throws {
        let new = StateRows(state)
        guard let old else {
            try insert(new)
            return try putTexts(of: state, over: [])
        }
        let held = StateRows(old)
        guard held.haveOwnKeys, new.haveOwnKeys else { return try replace(state) }
        try put(new, over: held)
        try putTexts(of: state, over: old.parts)
    }

    // MARK: Rows

    private func put(_ new: StateRows, over old: StateRows) throws {
        var (gone, come): ([StateRows.Row], [StateRows.Row]) = ([], [])
        for index in 0..<max(old.rows.count, new.rows.count) {
            let before = index < old.rows.count ? old.rows[index] : nil
            let after = index < new.rows.count ? new.rows[index] : nil
            if let before, let after, new.isSame(after, as: before, of: old) { continue }
            if let before { gone.append(before) }
            if let after { come.append(after) }
        }
        guard !gone.isEmpty || !come.isEmpty else { return }
        var unmatched = Dictionary(gone.map { (old.key(of: $0), $0) }) { $1 }
        var written: [StateRows.Row] = []
        for row in come {
            let before = unmatched.removeValue(forKey: new.key(of: row))
            if let before, new.isSame(row, as: before, of: old) { continue }
            written.append(row)
        }
        for row in gone where unmatched[old.key(of: row)] != nil {
            try statements(of: row.table).removal.run(old.bytes, row.key)
        }
        for row in written { try statements(of: row.table).insertion.run(new.bytes, row.values) }
    }

    private func insert(_ state: StateRows) throws {
        for row in state.rows { try statements(of: row.table).insertion.run(state.bytes, row.values) }
    }

    private func removeRows<C: Tabled>(of state: C) throws {
        for table in C.tables {
            try database.cachedStatement(sql: table.deletion).execute(arguments: [state.id.text])
        }
        try database.cachedStatement(sql: Tables.link.deletion).execute(arguments: [state.id.stream.text])
    }

    private func statements(of table: Tables.Definition) throws -> (insertion: Statement, removal: Statement) {
        if let known = statements[ObjectIdentifier(table)] { return known }
        let made = try (
            database.cachedStatement(sql: table.insertion), database.cachedStatement(sql: table.removal)
        )
        statements[ObjectIdentifier(table)] = made
        return made
    }

    // MARK: Texts

    /// Writes the texts of a state into tables whose index is built afterwards, or that have none.
    private func insertTexts<C: Tabled>(of state: C) throws {
        let stream = state.id.stream.text
        for (part, text) in state.parts { try insert(text, part, of: stream) }
    }

    private func insert(_ text: String, _ part: String, of stream: String) throws {
        try database.cachedStatement(sql: Tables.text.insertion).execute(arguments: [stream, part, text])
    }

    /// Replaces the texts that the tables have of a stream.
    private func putTexts<C: Tabled>(of state: C) throws {
        var held: [(part: String, text: String)] = []
        let rows = try Row.fetchCursor(
            database.cachedStatement(sql: "SELECT part, text FROM rm_text WHERE stream = ? ORDER BY id"),
            arguments: [state.id.stream.text])
        while let row = try rows.next() {
            if let part = row.text(at: 0) { held.append((part, row.text(at: 1) ?? "")) }
        }
        try putTexts(of: state, over: held)
    }

    /// Brings the texts of a stream, and what the index has of them, from those that the tables hold to those of a state.
    private func putTexts<C: Tabled>(of state: C, over held: [(part: String, text: String)]) throws {
        let stream = state.id.stream.text
        let new = state.parts
        var kept: Set<String> = []
        var added: [(part: String, text: String)] = []
        let old = Dictionary(held.map { ($0.part, $0.text) }) { first, _ in first }
        for (part, text) in new {
            if let known = old[part], known.isSameBytes(as: text) { kept.insert(part) } else { added.append((part, text)) }
        }
        for (part, _) in held where !kept.contains(part) { try remove(part, of: stream) }
        for (part, text) in added {
            try insert(text, part, of: stream)
            try TextIndex.add(text, at: database.lastInsertedRowID, in: database)
        }
    }

    private func remove(_ part: String, of stream: String) throws {
        let sql = "SELECT id, text FROM rm_text WHERE stream = ? AND part = ?"
        let held = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [stream, part])
        guard let held, let id = Int64.fromDatabaseValue(held[0]) else { return }
        try TextIndex.remove(held.text(at: 1) ?? "", at: id, in: database)
        try database.cachedStatement(sql: "DELETE FROM rm_text WHERE id = ?").execute(arguments: [id])
    }
}
