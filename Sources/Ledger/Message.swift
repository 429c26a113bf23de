/// A sentence for people, in both languages of the house.
///
/// `ux.md`: every message exists in Chinese and in English; codes and JSON keys are the same in each.
package struct Message: Hashable, Sendable {
    package var zh: String
    package var en: String

    package init(_ zh: String, _ en: String) {
        self.zh = zh
        self.en = en
    }

    /// A message that reads the same in every language: a name, a number, a file.
    package init(verbatim text: String) {
        self.init(text, text)
    }

    package func text(_ language: Language) -> String {
        language == .zh ? zh : en
    }

    /// The names in a row: `甲、乙`, `A, B`; nil where there is none.
    package static func list(_ names: [String]) -> Message? { list(names.map(Message.init(verbatim:))) }

    /// Messages in a row; nil where there is none.
    package static func list(_ parts: [Message], _ zh: String = "、", _ en: String = ", ") -> Message? {
        parts.isEmpty ? nil : Message(parts.map(\.zh).joined(separator: zh), parts.map(\.en).joined(separator: en))
    }

    package static func + (left: Message, right: Message) -> Message {
        Message(left.zh + right.zh, left.en + right.en)
    }
}

/// The languages that the screen speaks (`ux.md`: zh → Chinese, else English).
package enum Language: String, Sendable, CaseIterable {
    case zh, en
}
