import Foundation

/// A moment in UTC, to the millisecond: what a record's `time` holds (`format.md`: time).
package struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Reads exactly `YYYY-MM-DDTHH:MM:SS.mmmZ` (RFC 3339); anything else is nil.
    package init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let instant = text.withUTF8({ Instant(UnsafeRawBufferPointer($0)) }) else { return nil }
        self = instant
    }

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "."), bytes[23] == UInt8(ascii: "Z"),
            let day = CalendarDate(UnsafeRawBufferPointer(rebasing: bytes[..<10])),
            let hour = bytes.decimal(11..<13), let minute = bytes.decimal(14..<16),
            let second = bytes.decimal(17..<19), let milli = bytes.decimal(20..<23),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = day.dayNumber * 86_400 + hour * 3_600 + minute * 60 + second
        self.init(milliseconds: Int64(seconds) * 1_000 + Int64(milli))
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    package var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func append(to output: inout [UInt8]) {
        let (days, rest) = milliseconds.flooredDivision(by: 86_400_000)
        let inDay = Int(rest)
        withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { text in
            CalendarDate(dayNumber: Int(days)).write(to: text)
            text[10] = UInt8(ascii: "T")
            text.write(decimal: inDay / 3_600_000, width: 2, at: 11)
            text[13] = UInt8(ascii: ":")
            text.write(decimal: inDay / 60_000 % 60, width: 2, at: 14)
            text[16] = UInt8(ascii: ":")
            text.write(decimal: inDay / 1_000 % 60, width: 2, at: 17)
            text[19] = UInt8(ascii: ".")
            text.write(decimal: inDay % 1_000, width: 3, at: 20)
            text[23] = UInt8(ascii: "Z")
            output.append(contentsOf: text)
        }
    }
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// The time zone in which the office lives: what day it is at a moment. Fixed by record 1.
package struct LocalZone: Equatable, Sendable {
    package let identifier: String
    private let zone: TimeZone

    /// A zone of the IANA database (`Asia/Shanghai`); nil for a name that it does not have.
    package init?(_ identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        self.zone = zone
    }

    /// The local calendar day at a moment.
    package func day(of instant: Instant) -> CalendarDate {
        let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)
        let local = instant.milliseconds + Int64(zone.secondsFromGMT(for: date)) * 1_000
        return CalendarDate(dayNumber: Int(local.flooredDivision(by: 86_400_000).0))
    }

    /// The first second of a local day, as RFC 3339 writes it with the zone's offset: `2020-05-31T00:00:00+08:00`.
    package func beginning(of day: CalendarDate) -> String { "\(day)T00:00:00\(offset(on: day))" }

    /// The last second of a local day: until then a deadline is kept.
    package func end(of day: CalendarDate) -> String { "\(day)T23:59:59\(offset(on: day))" }

    /// At noon: clocks are not changed then.
    private func offset(on day: CalendarDate) -> String {
        let noon = Date(timeIntervalSince1970: Double(day.dayNumber) * 86_400 + 43_200)
        let minutes = zone.secondsFromGMT(for: noon) / 60
        let digits = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        return (minutes < 0 ? "-" : "+") + digits(abs(minutes) / 60) + ":" + digits(abs(minutes) % 60)
    }
}
