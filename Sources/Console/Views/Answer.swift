import Ledger

/// What a query answers, for people and for programs.
protocol Answer {
    func text(on screen: Screen, _ language: Language) -> String
    /// One document with keys that never change.
    var json: JSONValue { get }
}

/// An answer that is a list: it has a line of JSON for each item, and a table.
protocol ListAnswer: Answer {
    var table: Table { get }
    /// The table that spreadsheets take: with all its columns.
    var csv: Table { get }
    var lines: [JSONValue] { get }
}

extension ListAnswer {
    var csv: Table { table }

    /// A table for people: without the columns that say nothing, and a word where there is no row. In a pipe the columns
    /// stay as they are.
    func listed(on screen: Screen, _ language: Language) -> String {
        guard screen.isTerminal else { return table.text(on: screen, language: language) }
        guard !table.rows.isEmpty else {
            return screen.style(.dim, Message("没有符合条件的内容。", "Nothing matches.").text(language)) + "\n"
        }
        return table.droppingEmpty().text(on: screen, language: language)
    }
}
