/// The code of a number's format, token by token.
struct FormatCode {
    enum Token: Equatable {
        case general
        /// A letter of a day or a time, and how often it stands there.
        case moment(Character, Int)
        /// [h], [mm], [ss]: hours, minutes or seconds that add up.
        case elapsed
        /// 0 shows a digit always, # and ? where there is one.
        case digit(isFixed: Bool)
        case point, percent, thousands
        case words(String)
        /// [>=100]: what is shown depends on it.
        case condition
        /// A fraction, an exponent, a text's place.
        case unwritable
    }

    private let characters: [Character]
    private var place = 0
    private var isAtEnd = false

    init(_ code: String) { characters = Array(code) }

    /// The tokens up to the next semicolon; nil where there is no further section.
    mutating func section() -> [Token]? {
        guard !isAtEnd else { return nil }
        var tokens: [Token] = []
        while place < characters.count {
            let character = characters[place]
            if character == ";" {
                place += 1
                return tokens
            }
            if let token = token(character) { tokens.append(token) }
        }
        isAtEnd = true
        return tokens
    }

    private mutating func token(_ character: Character) -> Token? {
        if let word = FormatCode.generals.first(where: { begins($0) }) {
            place += word.count
            return .general
        }
        if let word = FormatCode.halvesOfDay.first(where: { begins($0) }) {
            place += word.count
            return .moment("h", 1)
        }
        switch character {
        case "\"": return quoted()
        case "[": return bracketed()
        case "\\": return escaped().map { .words(String($0)) }
        // A space as wide as the next character, and the next character to fill the cell.
        case "_", "*":
            _ = escaped()
            return nil
        case "E", "e":
            if place + 1 < characters.count, "+-".contains(characters[place + 1]) {
                place += 2
                return .unwritable
            }
            return letters()
        case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S", "b", "B", "g", "G", "a", "A": return letters()
        default: break
        }
        place += 1
        switch character {
        case "0": return .digit(isFixed: true)
        case "#", "?": return .digit(isFixed: false)
        case ".": return .point
        case ",": return .thousands
        case "%": return .percent
        case "@", "/": return .unwritable
        default: return .words(String(character))
        }
    }

    private mutating func letters() -> Token {
        let letter = Character(characters[place].lowercased())
        let start = place
        while place < characters.count, Character(characters[place].lowercased()) == letter { place += 1 }
        return .moment(letter, place - start)
    }

    private mutating func quoted() -> Token {
        place += 1
        let start = place
        while place < characters.count, characters[place] != "\"" { place += 1 }
        defer { place += 1 }
        return .words(String(characters[start..<place]))
    }

    /// The character after the one that escapes it.
    private mutating func escaped() -> Character? {
        defer { place += 2 }
        return place + 1 < characters.count ? characters[place + 1] : nil
    }

    /// A colour and a language say nothing of what is shown; a currency, [$¥-804], is shown.
    private mutating func bracketed() -> Token? {
        place += 1
        let start = place
        while place < characters.count, characters[place] != "]" { place += 1 }
        defer { place += 1 }
        let inside = characters[start..<min(place, characters.count)]
        guard let first = inside.first else { return nil }
        if first == "$" {
            let symbol = String(inside.dropFirst().prefix { $0 != "-" })
            return symbol.isEmpty ? nil : .words(symbol)
        }
        if "<>=".contains(first) { return .condition }
        let letters = Set(inside.map { $0.lowercased() })
        return letters.count == 1 && ["h", "m", "s"].contains(first.lowercased()) ? .elapsed : nil
    }

    private func begins(_ word: String) -> Bool {
        guard place + word.count <= characters.count else { return false }
        return zip(word, characters[place...]).allSatisfy { $0 == Character($1.lowercased()) }
    }

    private static let generals = ["general", "g/通用格式"]
    private static let halvesOfDay = ["am/pm", "a/p", "上午/下午"]
}
