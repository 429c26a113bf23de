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
        case .all(let parts): return parts.map { "(\($0.sql(of: listing, &arguments)))" }.joined(separator: " AND ")
        case .any(let parts): return parts.map { "(\($0.sql(of: listing, &arguments)))" }.joined(separator: " OR ")
        case .not(let other): return "NOT (\(other.sql(of: listing, &arguments)))"
        }
    }
}

extension Filter.Comparison {
    fileprivate func sql(_ field: Listing.Field, _ arguments: inout [(any DatabaseValueConvertible)?]) -> String {
        switch relation {
        case .missing: return "coalesce(\(field.sql), '') = ''"
        case .unequal: return "NOT (\(Filter.Comparison(self.field, .equal, values).sql(field, &arguments)))"
        case .equal, .among:
            let parts = values.map { equal($0, field, &arguments) }
            return "coalesce(\(parts.joined(separator: " OR ")), 0)"
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

    private func equal(
        _ value: Filter.Value, _ field: Listing.Field, _ arguments: inout [(any DatabaseValueConvertible)?]
    ) -> String {
        switch value {
        case .days(let days):
            arguments += [days.lowerBound.description, days.upperBound.description]
            return "(\(field.sql)) BETWEEN ? AND ?"
        case .flag(let flag):
            arguments.append(flag)
            return "((\(field.sql)) <> 0) = ?"
        case .integer(let number):
            arguments.append(number)
            return "(\(field.sql)) = ?"
        case .text(let text):
            if case .names = field.kind {
                arguments.append(text)
                return "instr(char(10) || (\(field.sql)) || char(10), char(10) || ? || char(10)) > 0"
            }
            let names = field.isActor ? Filter.actors(text) : [text]
            arguments += names
            return "(\(field.sql)) IN (\(names.map { _ in "?" }.joined(separator: ", ")))"
        }
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
