import Ledger
import ReadModels

// Words that several reports and writers share.

extension Message {
    /// One under the other; nil where there is none.
    static func lines(_ parts: [Message]) -> Message? { list(parts, "\n", "\n") }

    /// `3 个问题`, `1 finding`: the count with its noun in the right number.
    static func counted(_ number: Int, _ zh: String, _ one: String, _ many: String) -> Message {
        Message("\(number) \(zh)", "\(number) \(number == 1 ? one : many)")
    }
}

extension DueLight {
    /// `● 红`: the word carries the meaning, the colour only repeats it.
    var label: Message {
        switch self {
        case .red: Message("● 红", "● red")
        case .yellow: Message("● 黄", "● yellow")
        case .green: Message("● 绿", "● green")
        }
    }
}
