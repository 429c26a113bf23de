import Ledger
import ReadModels
import Rectification

extension Light {
    init(_ light: DueLight?) {
        switch light {
        case .red: self = .red
        case .yellow: self = .yellow
        case .green: self = .green
        case nil: self = .none
        }
    }

    /// The word alone, for a narrow column; nothing where there is no light.
    var word: Message { DueLight(rawValue: rawValue)?.title ?? Message(verbatim: "") }

    var cell: Table.Cell { Table.Cell(word, style) }

    /// For JSON: the word in English, or null.
    var json: JSONValue { self == .none ? .null : .string(rawValue) }
}

/// `16天`, `16 d`: how long something is overdue; empty where it is not.
func overdueCell(_ days: Int) -> Table.Cell {
    days > 0 ? Table.Cell(Message("\(days)天", "\(days)d"), .red) : ""
}

extension Finding {
    /// The light on a day, by the same rule as in lists; nil where nothing is due.
    func light(on day: CalendarDate) -> DueLight? { DueLight(due: due, on: day) }

    /// Days since the earliest deadline that passed without completion; 0 where none did.
    func overdueDays(on day: CalendarDate) -> Int { due?.daysOverdue(on: day) ?? 0 }
}
