import Ledger
import Rectification

extension Filter {
    /// In Unicode scalars; what a person writes is shorter.
    static let longest = 4_000
    /// Brackets and negations within each other.
    static let deepest = 50

    /// Reads a filter over the fields of a listing (docs/filters.md).
    ///
    /// - Throws: E-FILTER-SYNTAX, E-FILTER-FIELD, E-FILTER-OPERATOR, E-FILTER-VALUE, each with the place.
    package static func read(_ text: String, of listing: Listing, _ days: FilterDays) throws(Fault) -> Filter {
        var parser = FilterParser(text, listing, days, try FilterToken.tokens(of: text))
        return try parser.whole()
    }
}

/// By recursive descent:
///
///     any       = all { or all }
///     all       = term { and term }
///     term      = not term | "(" any ")" | condition
///     condition = field relation value | field [not] in "(" value { "," value } ")" | field is [not] none
struct FilterParser {
    private let text: String
    private let listing: Listing
    private let days: FilterDays
    private let tokens: [FilterToken]
    private var place = 0
    private var depth = 0

    init(_ text: String, _ listing: Listing, _ days: FilterDays, _ tokens: [FilterToken]) {
        self.text = text
        self.listing = listing
        self.days = days
        self.tokens = tokens
    }

    private var next: FilterToken { tokens[place] }

    private mutating func take() -> FilterToken {
        let token = tokens[place]
        if token.kind != .end { place += 1 }
        return token
    }

    mutating func whole() throws(Fault) -> Filter {
        let filter = try any()
        guard next.kind == .end else { throw unexpected(next, .connective) }
        return filter
    }

    private mutating func any() throws(Fault) -> Filter {
        var parts = [try all()]
        while next.keyword == .or {
            place += 1
            parts.append(try all())
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func all() throws(Fault) -> Filter {
        var parts = [try term()]
        while next.keyword == .and {
            place += 1
            parts.append(try term())
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func term() throws(Fault) -> Filter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Filter.deepest else { throw .filter(.syntax, text, next.range, .tooDeep) }
        if next.keyword == .not {
            place += 1
            return .not(try term())
        }
        guard next.kind == .open else { return try condition() }
        let open = take()
        let inner = try any()
        guard next.kind == .close else {
            if next.kind == .end { throw .filter(.syntax, text, open.range, .openBracket) }
            throw unexpected(next, .connectiveOrBracket)
        }
        place += 1
        return inner
    }

    // MARK: conditions

    private mutating func condition() throws(Fault) -> Filter {
        let word = take()
        guard let name = word.text, word.keyword == nil else { throw unexpected(word, .field) }
        // 责任人为空, written in one as Chinese is.
        for (suffix, isMissing) in [("不为空", false), ("为空", true)] where name.hasSuffix(suffix) {
            guard listing.field(called: name) == nil,
                let field = listing.field(called: String(name.dropLast(suffix.count)))
            else { continue }
            return missing(field, isMissing)
        }
        guard let field = listing.field(called: name) else { throw .noField(name, text, word.range, listing) }
        let sign = take()
        switch (sign.kind, sign.keyword) {
        case (.relation(let relation), _): return try compared(field, relation, sign)
        case (_, .contains): return try compared(field, .contains, sign)
        case (_, .among): return .comparison(try among(field))
        case (_, .missing): return missing(field, true)
        case (_, .present): return missing(field, false)
        case (_, .not):
            guard next.keyword == .among else { throw unexpected(next, .among) }
            place += 1
            return .not(.comparison(try among(field)))
        case (_, .is):
            let isNegated = next.keyword == .not
            if isNegated { place += 1 }
            let word = take()
            guard word.keyword == .nothing else { throw unexpected(word, .none) }
            return missing(field, !isNegated)
        default: throw unexpected(sign, .relation)
        }
    }

    private func missing(_ field: Listing.Field, _ isMissing: Bool) -> Filter {
        let comparison = Filter.comparison(Filter.Comparison(field.name, .missing, []))
        return isMissing ? comparison : .not(comparison)
    }

    private mutating func compared(
        _ field: Listing.Field, _ relation: Filter.Relation, _ sign: FilterToken
    ) throws(Fault) -> Filter {
        guard field.kind.relations.contains(relation) else {
            throw .wrongRelation(relation, of: field, text, sign.range)
        }
        return .comparison(Filter.Comparison(field.name, relation, [try value(of: field, relation)]))
    }

    private mutating func among(_ field: Listing.Field) throws(Fault) -> Filter.Comparison {
        guard next.kind == .open else { throw unexpected(next, .open) }
        let open = take()
        var values = [try value(of: field, .equal)]
        while next.kind == .comma {
            place += 1
            values.append(try value(of: field, .equal))
        }
        guard next.kind == .close else {
            if next.kind == .end { throw .filter(.syntax, text, open.range, .openBracket) }
            throw unexpected(next, .commaOrBracket)
        }
        place += 1
        return Filter.Comparison(field.name, .among, values)
    }

    private mutating func value(
        of field: Listing.Field, _ relation: Filter.Relation
    ) throws(Fault) -> Filter.Value {
        let word = take()
        // A keyword where a value must stand is that word: 状态 = 空 would otherwise be a riddle.
        guard let written = word.text else { throw unexpected(word, .value(field)) }
        if word.keyword == .nothing { throw .filter(.syntax, text, word.range, .noneIsNoValue(field)) }
        if word.keyword == .and || word.keyword == .or || word.keyword == .not { throw unexpected(word, .value(field)) }
        guard let value = field.value(written, relation, days) else {
            throw .wrongValue(written, of: field, text, word.range)
        }
        return value
    }

    // MARK: errors

    private func unexpected(_ token: FilterToken, _ expected: FilterExpectation) -> Fault {
        var range = token.range
        // At the end there is nothing to point at but the place after it.
        if range.isEmpty { range = range.lowerBound..<(range.lowerBound + 1) }
        let before = place > 1 ? tokens[..<place].last { $0.range.upperBound <= token.range.lowerBound }?.text : nil
        let isGlued = before.map { $0.contains("且") || $0.contains("或") } ?? false
        return .filter(.syntax, text, range, expected.words, isGlued ? .spaces : nil)
    }
}

// MARK: - What a kind of field can be asked

extension Listing.Field.Kind {
    /// Which relations it has besides `in` and `is none`.
    var relations: Set<Filter.Relation> {
        switch self {
        case .text, .actor, .names: [.equal, .unequal, .contains]
        case .integer, .percent, .late, .day: [.equal, .unequal, .less, .atMost, .greater, .atLeast]
        case .flag, .choice, .light: [.equal, .unequal]
        }
    }

    /// The words of a fixed set, with their titles; nil where any value may stand.
    package var words: [(word: String, title: Message)]? {
        switch self {
        case .choice(let choices): choices.pairs
        case .light: DueLight.bySeverity.map { ($0.rawValue, $0.title) }
        default: nil
        }
    }
}

extension Listing.Field {
    /// A value as it is written in a filter; nil where it is none of this field's.
    fileprivate func value(_ text: String, _ relation: Filter.Relation, _ days: FilterDays) -> Filter.Value? {
        switch kind {
        case .text, .names: return .text(relation == .contains ? text : spelling?(text) ?? text)
        case .actor: return .text(text)
        case .integer, .late: return FilterNumber.read(text).map { .integer($0) }
        case .percent:
            let digits = FilterToken.compact(text)
            return FilterNumber.read(digits.hasSuffix("%") ? String(digits.dropLast()) : digits).map { .integer($0) }
        case .flag: return Listing.Field.flags[text.lowercased()].map { .flag($0) }
        case .day: return days.read(text).map { .days($0) }
        case .choice, .light:
            let wanted = text.lowercased()
            let found = kind.words?.first { [$0.word, $0.title.zh, $0.title.en.lowercased()].contains(wanted) }
            return found.map { .text($0.word) }
        }
    }

    private static let flags = [
        "yes": true, "true": true, "是": true, "1": true, "no": false, "false": false, "否": false, "0": false,
    ]
}

enum FilterNumber {
    /// Digits with a sign or without, full-width ones too; nothing longer than the calendar or a ledger would count.
    static func read(_ text: String) -> Int? {
        let compact = FilterToken.compact(text)
        return compact.utf8.count <= 15 ? Int(compact) : nil
    }
}
