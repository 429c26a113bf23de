import Ledger

/// Rows under titles: aligned and cut to fit on a terminal, tab-separated and whole in a pipe, or CSV.
struct Table: Sendable {
    struct Column: Sendable {
        var title: Message
        var alignment: Alignment
        var flexibility: Flexibility
        /// Where not even the cut columns fit, the least important column goes first; of equals, the rightmost.
        var importance: Int

        init(
            _ title: Message, _ alignment: Alignment = .left, _ flexibility: Flexibility = .rigid, importance: Int = 0
        ) {
            self.title = title
            self.alignment = alignment
            self.flexibility = flexibility
            self.importance = importance
        }
    }

    /// Whether a column gives way where the terminal is narrow.
    enum Flexibility: Sendable {
        /// Never cut: a number, a date.
        case rigid
        /// Cut with `…`, down to so many columns of the screen.
        case flexible(minimum: Int)
    }

    struct Cell: Sendable, ExpressibleByStringInterpolation {
        var text: Message
        var style: Style?
        /// Whether it is a number of the program's own, which CSV gives as it is: `-5` would be a text behind an apostrophe.
        var isFigure = false

        init(_ text: Message, _ style: Style? = nil) {
            self.text = text
            self.style = style
        }

        init(_ text: String, _ style: Style? = nil) {
            self.init(Message(verbatim: text), style)
        }

        init(stringLiteral text: String) {
            self.init(text)
        }
    }

    let columns: [Column]
    private(set) var rows: [[Cell]] = []

    init(_ columns: [Column], rows: [[Cell]] = []) {
        self.columns = columns
        for row in rows { add(row) }
    }

    /// Adds a row, one cell a column.
    mutating func add(_ row: [Cell]) {
        precondition(row.count == columns.count, "a row of \(row.count) cells under \(columns.count) titles")
        rows.append(row)
    }
}
