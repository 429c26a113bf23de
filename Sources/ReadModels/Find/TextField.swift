import GRDB
import Ledger
import Rectification

/// A text of a concept in which people search (`find`). Never one that can be erased: what is taken away must not stay
/// behind in an index.
package struct TextField<State: Sendable>: Sendable {
    /// In JSON: English, camel case.
    package var name: String
    package var title: Message
    /// The texts, each with what tells it from its like: the number of a measure.
    let read: @Sendable (State) -> [(number: Int?, text: String)]

    package init(_ name: String, _ title: Message, _ read: @escaping @Sendable (State) -> String?) {
        self.name = name
        self.title = title
        self.read = { state in read(state).map { [(nil, $0)] } ?? [] }
    }

    package init(
        _ name: String, _ title: Message, numbered read: @escaping @Sendable (State) -> [(Int, String)]
    ) {
        self.name = name
        self.title = title
        self.read = { state in read(state).map { (number: $0.0, text: $0.1) } }
    }
}

extension Tabled {
    package static var texts: [TextField<Self>] { [] }

    /// Every text by its part: the field's name, and after a dot its number. Of two of one name the first counts.
    var parts: [(part: String, text: String)] {
        var seen: Set<String> = []
        return Self.texts.flatMap { field in
            field.read(self).map { (part: field.name + ($0.number.map { ".\($0)" } ?? ""), text: $0.text) }
        }.filter { !$0.text.isEmpty && seen.insert($0.part).inserted }
    }
}

extension Tables {
    /// What people search, a row a text.
    static let text = Definition(
        "rm_text", numbered: "id", key: ["stream", "part"],
        "stream TEXT NOT NULL, part TEXT NOT NULL, text TEXT NOT NULL")

    /// Replaces the texts of a state, and what the index has of them; a text that stays as it was is not touched.
    static func putTexts<C: Tabled>(of state: C, in database: Database) throws {
        let stream = state.id.stream.text
        var old: [String: (id: Int64, text: String)] = [:]
        let rows = try Row.fetchCursor(
            database.cachedStatement(sql: "SELECT id, part, text FROM rm_text WHERE stream = ?"), arguments: [stream])
        while let row = try rows.next() {
            if let id = Int64.fromDatabaseValue(row[0]), let part = row.text(at: 1) {
                old[part] = (id, row.text(at: 2) ?? "")
            }
        }
        var added: [(part: String, text: String)] = []
        for (part, text) in state.parts {
            if let known = old[part], known.text.isSameBytes(as: text) {
                old[part] = nil
            } else {
                added.append((part, text))
            }
        }
        for (_, gone) in old.sorted(by: { $0.value.id < $1.value.id }) {
            try TextIndex.remove(gone.text, at: gone.id, in: database)
            try database.cachedStatement(sql: "DELETE FROM rm_text WHERE id = ?").execute(arguments: [gone.id])
        }
        for (part, text) in added {
            try database.cachedStatement(sql: Tables.text.insertion).execute(arguments: [stream, part, text])
            try TextIndex.add(text, at: database.lastInsertedRowID, in: database)
        }
    }

    /// Writes the texts of a state into tables whose index is built afterwards, or that have none.
    static func insertTexts<C: Tabled>(of state: C, in database: Database) throws {
        let stream = state.id.stream.text
        for (part, text) in state.parts {
            try database.cachedStatement(sql: Tables.text.insertion).execute(arguments: [stream, part, text])
        }
    }
}
