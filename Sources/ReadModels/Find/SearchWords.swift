import Ledger

/// What is searched for: words that must all stand in the texts of a thing. The letters A to Z in either case.
package struct SearchWords: Equatable, Sendable {
    package let words: [String]

    /// SQLite joins at most 500 questions into one.
    private static let most = 200

    /// - Throws: E-FIND-WORDS where there is none, or one is too long; E-FIND-MANY.
    package init(_ words: [String]) throws(Fault) {
        let said = words.map(SearchWords.trimmed).filter { !$0.isEmpty }
        guard !said.isEmpty, said.allSatisfy({ $0.unicodeScalars.count <= 200 }) else { throw .noWords }
        guard said.count <= SearchWords.most else { throw .tooManyWords(said.count, SearchWords.most) }
        self.words = said
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// How many of the words stand in a text.
    package func count(in text: String) -> Int {
        let scalars = SearchWords.folded(text)
        return words.count { SearchWords.first(of: SearchWords.folded($0), in: scalars, from: 0) != nil }
    }

    /// Where the words stand in a text, among its Unicode scalars; what overlaps is one place.
    package func places(in text: String) -> [Range<Int>] {
        let scalars = SearchWords.folded(text)
        var found: [Range<Int>] = []
        for word in words.map(SearchWords.folded) {
            var start = 0
            while let place = SearchWords.first(of: word, in: scalars, from: start) {
                found.append(place..<(place + word.count))
                start = place + word.count
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, place in
            if let last = merged.last, place.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, place.upperBound)
            } else {
                merged.append(place)
            }
        }
    }

    private static func first(of word: [UInt32], in text: [UInt32], from start: Int) -> Int? {
        guard text.count >= word.count else { return nil }
        var place = start
        while place + word.count <= text.count {
            if text[place] == word[0], text[place..<(place + word.count)].elementsEqual(word) { return place }
            place += 1
        }
        return nil
    }

    /// As LIKE compares: A to Z as a to z.
    private static func folded(_ text: String) -> [UInt32] {
        text.unicodeScalars.map { (0x41...0x5A).contains($0.value) ? $0.value + 0x20 : $0.value }
    }
}

extension Fault {
    fileprivate static func tooManyWords(_ count: Int, _ most: Int) -> Fault {
        Fault(
            "E-FIND-MANY", .usage,
            Message(
                "一次最多找 \(most) 个词，给了 \(count) 个。", "At most \(most) words are looked for at once; these are \(count)."),
            remedy: Message("分几次找，或只写最要紧的词。", "Look in several goes, or for the words that matter most."))
    }

    fileprivate static let noWords = Fault(
        "E-FIND-WORDS", .usage, Message("没有说明找什么，或所找的文字太长。", "Nothing to find was said, or it is too long."),
        remedy: Message("写一个或几个词，每个不超过 200 字。", "Say one word or several, each of at most 200 characters."))
}
