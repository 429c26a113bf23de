import Ledger
import Rectification

@testable import ReadModels

/// A filter evaluated over rows in Swift, by the rules of docs/filters.md and nothing of the SQL: what the database
/// gives is held against it.
struct FilterRows {
    let listing: Listing

    func holds(_ filter: Filter, _ row: ListingRow) -> Bool {
        switch filter {
        case .comparison(let comparison): holds(comparison, row)
        case .all(let parts): parts.allSatisfy { holds($0, row) }
        case .any(let parts): parts.contains { holds($0, row) }
        case .not(let other): !holds(other, row)
        }
    }

    private func holds(_ comparison: Filter.Comparison, _ row: ListingRow) -> Bool {
        let place = listing.fields.firstIndex { $0.name == comparison.field }!
        let (field, value) = (listing.fields[place], row.values[place])
        let isMissing = value == .none || value == .text("")
        switch comparison.relation {
        case .missing: return isMissing
        case .unequal: return !comparison.values.contains { equals(value, $0, field) }
        case .equal, .among: return comparison.values.contains { equals(value, $0, field) }
        case .contains:
            guard case .text(let wanted)? = comparison.values.first, let text = value.text else { return false }
            guard case .actor = field.kind else { return contains(text, wanted) }
            return contains(String(text.drop { $0 != "/" }.dropFirst()), wanted)
        default: return comparison.values.allSatisfy { orders(comparison.relation, value, $0) }
        }
    }

    private func equals(_ value: ListingValue, _ wanted: Filter.Value, _ field: Listing.Field) -> Bool {
        switch (value, wanted) {
        case (.none, _): return false
        case (.integer(let number), .integer(let other)): return number == other
        case (.integer(let number), .flag(let flag)): return (number != 0) == flag
        case (.text(let text), .days(let days)): return CalendarDate(text).map(days.contains) ?? false
        case (.text(let text), .text(let other)):
            switch field.kind {
            case .names: return text.split(separator: "\n").contains { Array($0.utf8) == Array(other.utf8) }
            case .actor where !other.contains("/"): return text.split(separator: "/", maxSplits: 1).last! == other
            default: return Array(text.utf8) == Array(other.utf8)
            }
        default: return false
        }
    }

    private func orders(_ relation: Filter.Relation, _ value: ListingValue, _ wanted: Filter.Value) -> Bool {
        let sign: Int
        switch (value, wanted) {
        case (.integer(let number), .integer(let other)): sign = (number - other).signum()
        case (.text(let text), .days(let days)):
            guard let day = CalendarDate(text) else { return false }
            sign = day < days.lowerBound ? -1 : day > days.upperBound ? 1 : 0
        default: return false
        }
        switch relation {
        case .less: return sign < 0
        case .atMost: return sign <= 0
        case .greater: return sign > 0
        default: return sign >= 0
        }
    }

    private func contains(_ text: String, _ wanted: String) -> Bool {
        func folded(_ text: String) -> [UInt8] { text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 } }
        let (whole, part) = (folded(text), folded(wanted))
        guard whole.count >= part.count else { return false }
        return (0...(whole.count - part.count)).contains { Array(whole[$0..<($0 + part.count)]) == part }
    }
}

/// Filters over the fields of a listing, most of them about values that its rows have.
struct RandomFilter {
    let listing: Listing
    let rows: [ListingRow]
    var random: SeededRandom

    mutating func filter(depth: Int = 3) -> Filter {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 4), using: &random) {
        case 4: return .not(filter(depth: depth - 1))
        case 5, 6: return .all(parts(depth))
        case 7: return .any(parts(depth))
        default: return .comparison(comparison())
        }
    }

    private mutating func parts(_ depth: Int) -> [Filter] {
        (0..<Int.random(in: 2...3, using: &random)).map { _ in filter(depth: depth - 1) }
    }

    private mutating func comparison() -> Filter.Comparison {
        let field = listing.fields.randomElement(using: &random)!
        let relations = Filter.Relation.allCases.filter {
            field.kind.relations.contains($0) || $0 == .among || $0 == .missing
        }
        let relation = relations.randomElement(using: &random)!
        let count = relation == .missing ? 0 : relation == .among ? Int.random(in: 1...3, using: &random) : 1
        return Filter.Comparison(field.name, relation, (0..<count).map { _ in value(of: field, relation) })
    }

    private mutating func value(of field: Listing.Field, _ relation: Filter.Relation) -> Filter.Value {
        let place = listing.fields.firstIndex { $0.name == field.name }!
        let seen = rows.randomElement(using: &random)?.values[place].text
        switch field.kind {
        case .integer, .late, .percent:
            return .integer((seen.flatMap { Int($0) } ?? 0) + Int.random(in: -1...1, using: &random))
        case .flag: return .flag(Bool.random(using: &random))
        case .day:
            let day = seen.flatMap { CalendarDate($0) } ?? CalendarDate(dayNumber: 18_500)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: return .days(day.adding(days: 1 - day.day)...day.endOfMonth)
            case 1:
                return .days(
                    CalendarDate(year: day.year, month: 1, day: 1)!...CalendarDate(year: day.year, month: 12, day: 31)!)
            default:
                let near = day.adding(days: Int.random(in: -2...2, using: &random))
                return .days(near...near)
            }
        case .choice, .light: return .text(field.kind.words!.randomElement(using: &random)!.word)
        case .text, .actor, .names:
            let text = seen.flatMap { $0.split(separator: "\n").randomElement(using: &random) }.map(String.init)
            let odd = ["", "%", "_", "a\"b", "且", "in", "none", " x ", "(", "“引”", "100% 会议", "late_", "‘’", "不为空"]
            guard let text, Int.random(in: 0..<4, using: &random) > 0 else {
                return .text(odd.randomElement(using: &random)!)
            }
            guard relation == .contains else { return .text(text) }
            let scalars = Array(text.unicodeScalars)
            let start = Int.random(in: 0..<scalars.count, using: &random)
            let end = Int.random(in: (start + 1)...scalars.count, using: &random)
            return .text(String(String.UnicodeScalarView(scalars[start..<end])))
        }
    }
}
