import GRDB
import Ledger
import Rectification

extension Conditions {
    /// What a filter asks of a listing's rows. Values are always arguments.
    mutating func add(_ filter: Filter, of listing: Listing) {
        var arguments: [(any DatabaseValueConvertible)?] = []
        let sql = filter.sql(of: listing, &arguments)
        add(sql, arguments)
    }
}

extension Filter {
    /// An expression that is 0 or 1, never NULL.
    fileprivate func sql(of listing: Listing, _ arguments: inout [(any DatabaseValueConvertible)?]) -> String {
        switch self {
        case .comparison(let comparison):
            guard let field = listing.field(comparison.field) else {
                preconditionFailure("\(listing.name) has no \(comparison.field)")
            }
            return comparison.sql(field, &arguments)
        case .all(let parts): return Filter.joined(parts.map { "(\($0.sql(of: listing, &arguments)))" }[...], "AND")
        case .any(let parts): return Filter.joined(parts.map { "(\($0.sql(of: listing, &arguments)))" }[...], "OR")
        case .not(let other): return "NOT (\(other.sql(of: listing, &arguments)))"
        }
    }

    /// As a tree of half the depth at each bracket: SQLite takes no expression deeper than 1000.
    private static func joined(_ parts: ArraySlice<String>, _ word: String) -> String {
        guard parts.count > 100 else { return parts.joined(separator: " \(word) ") }
        let middle = parts.startIndex + parts.count / 2
        return "(\(joined(parts[..<middle], word))) \(word) (\(joined(parts[middle...], word)))"
    }
}

extension Filter.Comparison {
    fileprivate func sql(_ field: Listing.Field, _ arguments: inout [(any DatabaseValueConvertible)?]) -> String {
        switch relation {
        case .missing: return "coalesce(\(field.sql), '') = ''"
        case .unequal: return "NOT (\(Filter.Comparison(self.field, .equal, values).sql(field, &arguments)))"
        case .equal, .among:
            return "coalesce(\(equal(field, &arguments)), 0)"
        case .contains:
            arguments.append(values.first.flatMap(\.text).map { LikePattern.containing($0) })
            // Who it is, without what kind of who.
            let text = field.isActor ? "substr(\(field.sql), instr(\(field.sql), '/') + 1)" : field.sql
            return "coalesce(\(text) LIKE ? ESCAPE '\\', 0)"
        case .less, .atMost, .greater, .atLeast:
            arguments.append(values.first?.bound(relation))
            return "coalesce((\(field.sql)) \(relation.rawValue) ?, 0)"
        }
    }

    /// Whether the field is one of the values; NULL where it has none. However many there are, they are one argument: SQLite
    /// takes neither an expression of a thousand terms nor any number of arguments.
    private func equal(_ field: Listing.Field, _ arguments: inout [(any DatabaseValueConvertible)?]) -> String {
        arguments.append(json(field))
        let value = "(\(field.sql))"
        // No column of a listing has this name: beside json_each itself, `id` and `path` would be its own.
        let each = "(SELECT value AS asked_for FROM json_each(?))"
        switch (values.first, field.kind) {
        case (.days, _):
            return "EXISTS (SELECT 1 FROM \(each) WHERE \(value) BETWEEN asked_for ->> 0 AND asked_for ->> 1)"
        case (.flag, _): return "(\(value) <> 0) IN \(each)"
        case (.text, .names):
            let names = "char(10) || \(value) || char(10)"
            return "EXISTS (SELECT 1 FROM \(each) WHERE instr(\(names), char(10) || asked_for || char(10)) > 0)"
        default: return "\(value) IN \(each)"
        }
    }

    private func json(_ field: Listing.Field) -> String {
        let items = values.flatMap { value -> [JSONValue] in
            switch value {
            case .days(let days):
                [.array([.string(days.lowerBound.description), .string(days.upperBound.description)])]
            case .flag(let flag): [.number(flag ? 1 : 0)]
            case .integer(let number): [.number(Double(number))]
            case .text(let text): (field.isActor ? Filter.actors(text) : [text]).map { .string($0) }
            }
        }
        return String(decoding: CanonicalJSON.serialize(.array(items)), as: UTF8.self)
    }
}

extension Filter {
    /// A name without its kind may be a post's or a person's.
    package static func actors(_ text: String) -> [String] {
        text.contains("/") ? [text] : ActorID.kinds.map { "\($0)/\(text)" }
    }
}

extension Filter.Value {
    fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }

    /// What a relation that orders compares with: before a span is before its first day, after it after its last.
    fileprivate func bound(_ relation: Filter.Relation) -> (any DatabaseValueConvertible)? {
        switch self {
        case .integer(let number): number
        case .days(let days):
            [.less, .atLeast].contains(relation) ? days.lowerBound.description : days.upperBound.description
        case .text(let text): text
        case .flag(let flag): flag
        }
    }
}

extension Listing.Field {
    fileprivate var isActor: Bool { if case .actor = kind { true } else { false } }
}

/// Patterns of LIKE: the letters A to Z stand for both cases.
enum LikePattern {
    static func containing(_ text: String) -> String {
        var pattern = "%"
        for scalar in text.unicodeScalars {
            if "%_\\".unicodeScalars.contains(scalar) { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(scalar)
        }
        return pattern + "%"
    }
}
