import Ledger

/// A word or a sign of a filter, and where it stands.
struct FilterToken: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case word(String)
        /// What stood in quotes: never a keyword.
        case quoted(String)
        case relation(Filter.Relation)
        case open, close, comma
        case end
    }

    var kind: Kind
    /// Among the filter's Unicode scalars.
    var range: Range<Int>

    /// The text of a word, in quotes or not.
    var text: String? {
        switch kind {
        case .word(let text), .quoted(let text): text
        default: nil
        }
    }

    /// The keyword that this is; quoted words are none.
    var keyword: Keyword? {
        guard case .word(let text) = kind else { return nil }
        return Keyword.byWord[text.lowercased()]
    }

    enum Keyword: Equatable, Sendable {
        case and, or, not, among, `is`, nothing, missing, present, contains

        static let byWord: [String: Keyword] = [
            "and": .and, "且": .and, "并且": .and, "or": .or, "或": .or, "或者": .or, "not": .not, "非": .not,
            "in": .among, "在": .among, "属于": .among, "is": .is, "none": .nothing, "null": .nothing, "empty": .nothing,
            "空": .nothing, "为空": .missing, "不为空": .present, "包含": .contains, "含": .contains,
        ]
    }
}

// MARK: - Reading

extension FilterToken {
    /// - Throws: E-FILTER-SYNTAX.
    static func tokens(of text: String) throws(Fault) -> [FilterToken] {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count <= Filter.longest else { throw .longFilter(scalars.count) }
        var tokens: [FilterToken] = []
        var place = 0
        while place < scalars.count {
            if isSpace(scalars[place]) {
                place += 1
            } else {
                let token = try token(scalars, at: place, text)
                tokens.append(token)
                place = token.range.upperBound
            }
        }
        tokens.append(FilterToken(kind: .end, range: scalars.count..<scalars.count))
        return tokens
    }

    private static func token(
        _ scalars: [Unicode.Scalar], at place: Int, _ text: String
    ) throws(Fault) -> FilterToken {
        func sign(_ kind: Kind, _ length: Int = 1) -> FilterToken {
            FilterToken(kind: kind, range: place..<(place + length))
        }
        switch narrow(scalars[place]) {
        case "(": return sign(.open)
        case ")": return sign(.close)
        case ",", "、": return sign(.comma)
        default: break
        }
        if let (relation, length) = relation(scalars, at: place) { return sign(.relation(relation), length) }
        if closing(scalars[place]) != nil { return try quotation(scalars, at: place, text) }
        var end = place
        while end < scalars.count, !endsWord(scalars, end) { end += 1 }
        let word = String(String.UnicodeScalarView(scalars[place..<end]))
        // What neither begins a word nor is a sign: a closing quote, a control character.
        guard end > place else { throw .filter(.syntax, text, place..<(place + 1), .strayCharacter) }
        return FilterToken(kind: .word(word), range: place..<end)
    }

    private static func relation(_ scalars: [Unicode.Scalar], at place: Int) -> (Filter.Relation, Int)? {
        let next: Unicode.Scalar? = place + 1 < scalars.count ? narrow(scalars[place + 1]) : nil
        switch (narrow(scalars[place]), next) {
        case ("!", "="), ("<", ">"): return (.unequal, 2)
        case ("=", "="): return (.equal, 2)
        case ("<", "="): return (.atMost, 2)
        case (">", "="): return (.atLeast, 2)
        case ("=", _): return (.equal, 1)
        case ("<", _): return (.less, 1)
        case (">", _): return (.greater, 1)
        case ("~", _): return (.contains, 1)
        case ("≠", _): return (.unequal, 1)
        case ("≤", _), ("≦", _): return (.atMost, 1)
        case ("≥", _), ("≧", _): return (.atLeast, 1)
        default: return nil
        }
    }

    /// A quotation mark within is written twice.
    private static func quotation(
        _ scalars: [Unicode.Scalar], at place: Int, _ text: String
    ) throws(Fault) -> FilterToken {
        let marks = closing(scalars[place]) ?? ""
        var content = String.UnicodeScalarView()
        var next = place + 1
        while next < scalars.count {
            let scalar = scalars[next]
            if marks.unicodeScalars.contains(scalar) {
                guard next + 1 < scalars.count, scalars[next + 1] == scalar else {
                    return FilterToken(kind: .quoted(String(content)), range: place..<(next + 1))
                }
                next += 1
            }
            guard !isControl(scalar) else { throw .filter(.syntax, text, next..<(next + 1), .strayCharacter) }
            content.append(scalar)
            next += 1
        }
        throw .filter(.syntax, text, place..<scalars.count, .openQuote)
    }

    /// The marks that close a quotation which this one opens: people mix straight and curly ones.
    private static func closing(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\"", "＂", "“", "”": "\"＂”"
        case "'", "＇", "‘": "'＇’"
        case "「": "」"
        default: nil
        }
    }

    private static func endsWord(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        let scalar = scalars[place]
        if isSpace(scalar) || isControl(scalar) || "()（）,，、\"＂“”「」".unicodeScalars.contains(scalar) { return true }
        return relation(scalars, at: place) != nil
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

    /// A full-width form as its ASCII one.
    static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value - 0xFEE0)) : scalar
    }

    /// Digits and signs of a number or a date as ASCII, without white space.
    static func compact(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isSpace(scalar) { out.append(narrow(scalar)) }
        return String(out).lowercased()
    }
}

// MARK: - Writing

extension FilterToken {
    /// Whether a text can stand in a filter without quotes and be read as itself.
    static func isPlain(_ text: String) -> Bool {
        guard Keyword.byWord[text.lowercased()] == nil, let tokens = try? tokens(of: text) else { return false }
        return tokens.count == 2 && tokens[0].kind == .word(text) && text.isSameBytes(as: tokens[0].text ?? "")
    }

    static func quoted(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            out.append(scalar)
            if "\"＂”".unicodeScalars.contains(scalar) { out.append(scalar) }
        }
        return "\"" + String(out) + "\""
    }
}
