import Ledger
import ReadModels
import Rectification

/// What differs in a finding between two days: only that, old → new.
struct ChangeTable: Sendable {
    var number: FindingNumber
    var from: CalendarDate
    var to: CalendarDate
    var changes: [Change]
    /// Whether the finding was not there yet on the first day.
    var isNew: Bool

    func text(on screen: Screen, _ language: Language) -> String {
        let title = screen.style(.bold, "\(number)") + "  \(from) → \(to)\n"
        guard !changes.isEmpty else {
            return title + Message("没有变化。", "Nothing changed.").text(language) + "\n"
        }
        let note = Message("\(from) 时尚未登记，现为：", "Not registered yet on \(from); now:").text(language) + "\n"
        return title + (isNew ? note : "") + ChangeTable.facts(changes, isFirst: isNew).text(on: screen, language)
    }

    /// - Parameter isFirst: whether there was nothing before: then only the new side is shown.
    static func facts(_ changes: [Change], isFirst: Bool = false) -> Facts {
        var facts = Facts()
        for change in changes {
            let arrow = side(change.old) + Message(verbatim: " → ")
            facts.add(change.label.capitalized, isFirst ? change.new : arrow + side(change.new))
        }
        return facts
    }

    var json: JSONValue {
        return [
            "number": .text(number), "from": .text(from), "to": .text(to),
            "changes": .array(changes.map(ChangeTable.json)),
        ]
    }

    static func json(_ change: Change) -> JSONValue {
        ["field": .string(change.field), "old": .text(change.old?.en), "new": .text(change.new?.en)]
    }

    private static func side(_ value: Message?) -> Message {
        value.flatMap { $0.zh.isEmpty ? nil : $0 } ?? Message("（无）", "(none)")
    }
}
