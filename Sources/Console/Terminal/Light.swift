import Ledger

/// The light of a record with a time limit (`domain.md`: green > 15 days, yellow ≤ 15, red overdue).
enum Light: String, Sendable, CaseIterable {
    case red, yellow, green
    /// No light: nothing is due.
    case none

    /// `● 红`, `● red`: the word carries the meaning, the colour only repeats it.
    func text(_ language: Language) -> String {
        label.text(language)
    }

    var label: Message {
        switch self {
        case .red: Message("● 红", "● red")
        case .yellow: Message("● 黄", "● yellow")
        case .green: Message("● 绿", "● green")
        case .none: Message("○ 无", "○ none")
        }
    }

    var style: Style? {
        switch self {
        case .red: .red
        case .yellow: .yellow
        case .green: .green
        case .none: nil
        }
    }
}

extension Table.Cell {
    init(_ light: Light) {
        self.init(light.label, light.style)
    }
}
