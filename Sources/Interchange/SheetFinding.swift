import Ledger
import Spreadsheet

/// A finding as a rectification sheet states it: a row, with the rows of further measures below it.
///
/// Texts are kept as they stand; names, numbers and dates without the white space around them. What is blank is nil.
package struct SheetFinding: Equatable, Sendable {
    /// The line of the file, from 1, on which its row starts: where an editor shows it.
    package var line: Int
    /// The row below the header, from 1, blank rows counted.
    package var row: Int
    /// The number that the sheet gives it: `15`, `１５`, `2020-015`, `一`.
    package var sequence: String?
    package var source: String?
    package var feedbackOn: CalendarDate?
    package var category: String?
    package var description: String
    package var manifestation: String?
    package var goal: String?
    package var leader: String?
    package var leadUnit: String?
    package var units: [String]
    package var owner: String?
    package var verifier: String?
    package var closedOn: CalendarDate?
    package var measures: [SheetMeasure]

    /// The sequence where it is a plain whole number (`15`, `１５`, `15.`).
    package var number: Int? {
        guard let sequence else { return nil }
        var digits = Substring(CellText.compact(sequence))
        if let last = digits.last, ".、．".contains(last) { digits.removeLast() }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits)
    }
}

/// A measure as a row of a rectification sheet states it.
package struct SheetMeasure: Equatable, Sendable {
    /// How it is to be done (`domain.md`: 立行立改 / 限期整改 / 长期坚持).
    package enum Kind: String, Sendable, CaseIterable {
        case immediate, byDeadline, sustained
    }

    package var line: Int
    package var row: Int
    package var text: String
    /// What the kind column says, or else the word that stands in the deadline's place; nil where neither does.
    package var kind: Kind?
    /// The last day; nil where the cell is blank or has a word in its place.
    package var deadline: CalendarDate?
    package var progress: String?
    package var status: SheetStatus?
    package var evidence: [String]
    /// The units and the owner of its own row; empty and nil where they are the finding's (merged cells).
    package var units: [String]
    package var owner: String?
    /// What a row below the finding's own says of the finding and what differs from it: it has no place elsewhere, and
    /// is listed as doubtful.
    package var unplaced: [SheetColumn: String]
}

/// How far a measure has come, as the sheet states it.
package struct SheetStatus: Equatable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case notStarted, inProgress, completed, sustained, unknown
    }

    /// The words of the cell.
    package var text: String
    package var state: State

    init(_ text: String) {
        self.text = text
        state = SheetStatus.states[CellText.compact(text).lowercased()] ?? .unknown
    }

    /// Whether the words say that the finding is closed, not only that the measure is complete.
    var isClosed: Bool { SheetStatus.closures.contains(CellText.compact(text).lowercased()) }

    private static let closures: Set = ["已销号", "closed"]

    private static let states: [String: State] = [
        "未启动": .notStarted, "未开始": .notStarted, "尚未启动": .notStarted, "未整改": .notStarted,
        "notstarted": .notStarted,
        "整改中": .inProgress, "正在整改": .inProgress, "进行中": .inProgress, "推进中": .inProgress,
        "正在推进": .inProgress, "部分完成": .inProgress, "inprogress": .inProgress,
        "已完成": .completed, "完成": .completed, "整改完成": .completed, "已整改": .completed, "已整改完成": .completed,
        "已完成整改": .completed, "已办结": .completed, "办结": .completed, "已销号": .completed,
        "completed": .completed, "complete": .completed, "done": .completed, "closed": .completed,
        "长期坚持": .sustained, "长期": .sustained, "持续整改": .sustained, "持续推进": .sustained,
        "持续坚持": .sustained, "sustained": .sustained, "ongoing": .sustained,
    ]
}

extension SheetMeasure.Kind {
    /// The kind that these words name, or nil.
    init?(named text: String) {
        switch CellText.compact(text).lowercased() {
        case "立行立改", "立即整改", "即知即改", "立知立改", "immediate": self = .immediate
        case "限期整改", "限时整改", "限期", "bydeadline": self = .byDeadline
        case "长期坚持", "长期整改", "长期", "持续整改", "持续推进", "持续坚持", "sustained": self = .sustained
        default: return nil
        }
    }

    var title: Message {
        switch self {
        case .immediate: Message("立行立改", "immediate")
        case .byDeadline: Message("限期整改", "by deadline")
        case .sustained: Message("长期坚持", "sustained")
        }
    }
}
