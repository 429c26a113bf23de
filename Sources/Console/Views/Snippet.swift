import ReadModels

/// The part of a text around what was found in it, which stands in 【】: colour alone would not be seen in a pipe.
enum Snippet {
    /// - Parameter columns: about so wide; the first place that was found is always in it.
    static func of(_ text: String, _ words: SearchWords, columns: Int) -> String {
        let scalars = Array(text.unicodeScalars)
        let places = words.places(in: text)
        guard let first = places.first else { return text.cut(toColumns: columns) }
        func part(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        // A quarter of the room for what comes before.
        var start = first.lowerBound
        while start > 0, part((start - 1)..<first.lowerBound).displayWidth <= columns / 4 { start -= 1 }
        var out = start > 0 ? "…" : ""
        var place = start
        for found in places where found.lowerBound >= start {
            out += part(place..<found.lowerBound) + "【" + part(found) + "】"
            place = found.upperBound
        }
        return (out + part(place..<scalars.count)).cut(toColumns: columns)
    }
}
