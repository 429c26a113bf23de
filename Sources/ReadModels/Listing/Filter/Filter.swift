import Ledger

/// What rows of a listing are asked for (docs/filters.md): comparisons of its fields, joined by and, or, not.
///
/// It is two-valued: a value that is missing equals nothing, is less and greater than nothing and contains nothing; only
/// `is none` finds it. `!=` is what `=` is not, so that it finds missing values as well.
package indirect enum Filter: Equatable, Sendable {
    case comparison(Comparison)
    /// All of two or more.
    case all([Filter])
    /// One of two or more.
    case any([Filter])
    case not(Filter)

    package struct Comparison: Equatable, Sendable {
        /// The field's name.
        package var field: String
        package var relation: Relation
        /// One; several for `among`; none for `missing`.
        package var values: [Value]

        package init(_ field: String, _ relation: Relation, _ values: [Value]) {
            self.field = field
            self.relation = relation
            self.values = values
        }
    }

    package enum Relation: String, Sendable, CaseIterable {
        case equal = "="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
        case contains = "~"
        case among = "in"
        case missing = "is none"

        /// Whether it asks which of two is the greater.
        package var orders: Bool { [.less, .atMost, .greater, .atLeast].contains(self) }
    }

    package enum Value: Equatable, Sendable {
        /// A text, a name, the word of a choice or of a light.
        case text(String)
        case integer(Int)
        case flag(Bool)
        /// A day is a span of one; a month or a year written alone is the whole of it.
        case days(ClosedRange<CalendarDate>)
    }
}

// MARK: - In writing

extension Filter: CustomStringConvertible {
    /// As the parser reads it, in English and with the fields' names.
    package var description: String {
        switch self {
        case .comparison(let comparison): comparison.description
        case .all(let parts):
            parts.map { $0.part { if case .comparison = $0 { true } else { $0.isNegation } } }
                .joined(separator: " and ")
        case .any(let parts):
            parts.map { $0.part { if case .any = $0 { false } else { true } } }
                .joined(separator: " or ")
        case .not(let other): "not " + other.part { if case .comparison = $0 { true } else { $0.isNegation } }
        }
    }

    private var isNegation: Bool { if case .not = self { true } else { false } }

    private func part(_ standsAlone: (Filter) -> Bool) -> String {
        standsAlone(self) ? description : "(\(description))"
    }
}

extension Filter.Comparison: CustomStringConvertible {
    package var description: String {
        switch relation {
        case .missing: "\(field) is none"
        case .among: "\(field) in (\(values.map(\.description).joined(separator: ", ")))"
        default: "\(field) \(relation.rawValue) \(values.map(\.description).joined())"
        }
    }
}

extension Filter.Value: CustomStringConvertible {
    package var description: String {
        switch self {
        case .text(let text): FilterToken.isPlain(text) ? text : FilterToken.quoted(text)
        case .integer(let number): String(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .days(let days): FilterDays.written(days)
        }
    }
}
