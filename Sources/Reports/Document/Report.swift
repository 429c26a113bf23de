import Ledger
import ReadModels

/// A report as a document of values: what it says, not how it looks. Every text is there in both languages; which one is
/// written is chosen by whoever writes it.
package struct Report {
    package var title: Message
    package var subtitle: Message?
    package var facts: [ReportFact]
    package var sections: [ReportSection]

    package init(
        title: Message, subtitle: Message? = nil, facts: [ReportFact] = [], sections: [ReportSection] = []
    ) {
        self.title = title
        self.subtitle = subtitle
        self.facts = facts
        self.sections = sections
    }

    /// Of all its tables: what a progress bar goes by.
    package var rowCount: Int { sections.flatMap(\.blocks).reduce(0) { $0 + $1.rowCount } }
}

/// A labelled value.
package struct ReportFact: Equatable {
    package var label: Message
    package var value: Message

    package init(_ label: Message, _ value: Message) {
        self.label = label
        self.value = value
    }

    /// Nil where there is no value.
    package init?(_ label: Message, optional value: Message?) {
        guard let value, !value.zh.isEmpty else { return nil }
        self.init(label, value)
    }

    package init?(_ label: Message, optional value: String?) {
        self.init(label, optional: value.map(Message.init(verbatim:)))
    }
}

package struct ReportSection {
    package var heading: Message
    package var blocks: [ReportBlock]

    package init(_ heading: Message, _ blocks: [ReportBlock]) {
        self.heading = heading
        self.blocks = blocks
    }
}

extension ReportSection {
    /// Whether it is rather printed across.
    var isWide: Bool {
        blocks.contains { if case .table(let table) = $0 { table.isWide && table.count > 0 } else { false } }
    }
}

package enum ReportBlock {
    case paragraph(Message)
    case facts([ReportFact])
    case chart(ReportChart)
    case table(ReportTable)
    /// Text that is to be read byte for byte: a command, a record.
    case verbatim(String)

    var rowCount: Int {
        if case .table(let table) = self { table.count } else { 0 }
    }
}

/// A table whose rows are only made when they are written, one after the other: any number of them, in flat memory.
package struct ReportTable {
    package struct Column: Equatable {
        package enum Kind: Equatable {
            case text, integer, date, percent, light
            /// What a thing is known by: short, and never broken.
            case key
            /// Digests and numbers that are read digit by digit.
            case code
        }

        package var title: Message
        package var kind: Kind

        package init(_ title: Message, _ kind: Kind = .text) {
            self.title = title
            self.kind = kind
        }
    }

    /// What it is called where it stands alone, such as on a tab.
    package var name: Message
    package var columns: [Column]
    /// How many rows there will be, as far as is known.
    package var count: Int
    /// Whether it is rather printed across: text takes twice the room of a number.
    var isWide: Bool {
        columns.reduce(0) { $0 + ([.text, .code].contains($1.kind) ? 2 : 1) } > 11
    }
    /// Gives the rows, one cell a column.
    package var rows: (_ body: ([ReportCell]) throws -> Void) throws -> Void

    package init(
        _ name: Message, _ columns: [Column], count: Int,
        rows: @escaping (_ body: ([ReportCell]) throws -> Void) throws -> Void
    ) {
        self.name = name
        self.columns = columns
        self.count = count
        self.rows = rows
    }

    /// Of few rows, which are there already.
    package init(_ name: Message, _ columns: [Column], rows: [[ReportCell]]) {
        self.init(name, columns, count: rows.count) { body in
            for row in rows { try body(row) }
        }
    }
}

package enum ReportCell: Equatable {
    case none
    case text(Message)
    case integer(Int)
    case date(CalendarDate)
    case percent(Rate)
    case light(DueLight)

    package static func text(_ text: String) -> ReportCell { .text(Message(verbatim: text)) }
    package static func text(_ text: String?) -> ReportCell { text.map { .text($0) } ?? .none }
    package static func message(_ message: Message?) -> ReportCell { message.map { .text($0) } ?? .none }
    package static func date(_ day: CalendarDate?) -> ReportCell { day.map { .date($0) } ?? .none }
    package static func percent(_ rate: Rate?) -> ReportCell { rate.map { .percent($0) } ?? .none }
    package static func light(_ light: DueLight?) -> ReportCell { light.map { .light($0) } ?? .none }
    /// Nothing for 0.
    package static func count(_ number: Int) -> ReportCell { number == 0 ? .none : .integer(number) }
    package static func names(_ names: [String]) -> ReportCell { .message(.list(names)) }
}

extension ReportTable {
    /// What stands in the place of a table without rows.
    static let nothing = Message("无。", "None.")
}
