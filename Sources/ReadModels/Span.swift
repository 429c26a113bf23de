import Ledger
import Rectification

/// From when to when the records of a stream are: by the days on which things happened, and by position. A view as of a
/// moment goes by it (`Overlay`). Records of unknown types count too.
struct Span: Equatable, Sendable {
    private(set) var days: ClosedRange<CalendarDate>
    private(set) var positions: ClosedRange<Int>

    init(day: CalendarDate, position: Int) {
        days = day...day
        positions = position...position
    }

    mutating func take(day: CalendarDate, position: Int) {
        days = min(days.lowerBound, day)...max(days.upperBound, day)
        positions = min(positions.lowerBound, position)...max(positions.upperBound, position)
    }

    func row(of stream: StreamName) -> [any RowValue] {
        [
            stream.text, stream.rank, days.lowerBound, days.upperBound, positions.lowerBound, positions.upperBound,
        ]
    }
}

extension Tables {
    static let span = Definition(
        "rm_span", key: ["stream"],
        """
        stream TEXT NOT NULL, rank TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL, \
        first_position INTEGER NOT NULL, last_position INTEGER NOT NULL
        """)
    /// Streams in the order of their lists, and where each begins and ends.
    static let spanOrder = (
        name: "rm_span_order",
        sql: "CREATE INDEX rm_span_order ON rm_span(rank, first_day, first_position, last_day, last_position)"
    )

    /// Writes that a stream has records in this span too.
    static let widening = """
        INSERT INTO rm_span VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(stream) DO UPDATE SET \
        first_day = min(first_day, excluded.first_day), last_day = max(last_day, excluded.last_day), \
        first_position = min(first_position, excluded.first_position), \
        last_position = max(last_position, excluded.last_position)
        """
}

extension StreamName {
    /// Its name as text that sorts in the order of numbers: `finding/2020-000000015`.
    var rank: String {
        guard let number = FindingNumber(String(id)) else { return text }
        let digits = String(number.ordinal)
        return "\(kind)/\(number.year)-" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }
}
