import GRDB
import Ledger
import Rectification

/// A text of a concept in which people search (`find`). Never one that can be erased: what is taken away must not stay
/// behind in an index.
package struct TextField<State: Sendable>: Sendable {
    /// In JSON: English, camel case.
    package var name: String
    package var title: Message
    /// The texts, each with what tells it from its like: the number of a measure.
    let read: @Sendable (State) -> [(number: Int?, text: String)]

    package init(_ name: String, _ title: Message, _ read: @escaping @Sendable (State) -> String?) {
        self.name = name
        self.title = title
        self.read = { state in read(state).map { [(nil, $0)] } ?? [] }
    }

    package init(
        _ name: String, _ title: Message, numbered read: @escaping @Sendable (State) -> [(Int, String)]
    ) {
        self.name = name
        self.title = title
        self.read = { state in read(state).map { (number: $0.0, text: $0.1) } }
    }
}

extension Tabled {
    package static var texts: [TextField<Self>] { [] }

    /// Every text by its part: the field's name, and after a dot its number. Of two of one number the first counts.
    var parts: [(part: String, text: String)] {
        var parts: [(part: String, text: String)] = []
        for field in Self.texts {
            var seen: Set<Int> = []
            for (number, text) in field.read(self) where !text.isEmpty {
                guard let number else {
                    parts.append((field.name, text))
                    continue
                }
                if seen.insert(number).inserted { parts.append(("\(field.name).\(number)", text)) }
            }
        }
        return parts
    }
}

extension Tables {
    /// What people search, a row a text.
    static let text = Definition(
        "rm_text", numbered: "id", key: ["stream", "part"],
        "stream TEXT NOT NULL, part TEXT NOT NULL, text TEXT NOT NULL")
}
