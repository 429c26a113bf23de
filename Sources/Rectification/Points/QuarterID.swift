import Ledger

/// A quarter of a year (`2020-Q3`).
package struct QuarterID: StreamIdentifier {
    package let year: Int
    /// From 1 to 4.
    package let number: Int

    package static let kind = "quarter"

    package init?(year: Int, number: Int) {
        guard (1...9998).contains(year), (1...4).contains(number) else { return nil }
        self.year = year
        self.number = number
    }

    /// Reads `2020-Q3`; also `2020Q3` and `2020-q3`, which people type.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 6 || bytes.count == 7, bytes.count == 6 || bytes[4] == UInt8(ascii: "-"),
            let year = Int(text.prefix(4)), bytes[0] != UInt8(ascii: "+"), bytes[0] != UInt8(ascii: "-"),
            [UInt8(ascii: "Q"), UInt8(ascii: "q")].contains(bytes[bytes.count - 2])
        else { return nil }
        self.init(year: year, number: Int(bytes[bytes.count - 1]) - 0x30)
    }

    package init(containing day: CalendarDate) {
        year = day.year
        number = (day.month + 2) / 3
    }

    package var text: String {
        let digits = String(year)
        return String(repeating: "0", count: 4 - digits.count) + digits + "-Q\(number)"
    }

    package var first: CalendarDate {
        CalendarDate(year: year, month: number * 3 - 2, day: 1) ?? CalendarDate(dayNumber: 0)
    }
    package var last: CalendarDate { first.adding(months: 2).endOfMonth }
    package var firstOfYear: CalendarDate { first.adding(months: 3 - number * 3) }

    /// All four of its year.
    package var ofYear: [QuarterID] { (1...4).compactMap { QuarterID(year: year, number: $0) } }

    package func contains(_ day: CalendarDate) -> Bool { first <= day && day <= last }

    package static func < (left: QuarterID, right: QuarterID) -> Bool {
        (left.year, left.number) < (right.year, right.number)
    }
}
