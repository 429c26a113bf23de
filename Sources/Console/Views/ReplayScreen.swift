import Ledger
import ReadModels
import Rectification

/// One frame of a replay: the days, what happened, the rates at their end, and how many findings were open so far.
struct ReplayScreen: Sendable {
    var frame: ReplayFrame
    /// What is wrong, by finding.
    var descriptions: [FindingNumber: String]
    /// From 1.
    var place: Int
    var total: Int
    /// The open findings at the end of each frame up to this one.
    var open: [Int]

    func text(on screen: Screen, _ language: Language) -> String {
        title(screen, language) + happenings(screen, language) + rates(screen, language) + curve(screen, language)
    }

    private func title(_ screen: Screen, _ language: Language) -> String {
        let days = frame.from == frame.date ? "\(frame.date)" : "\(frame.from) – \(frame.date)"
        return screen.style(.bold, days) + screen.style(.dim, "  \(place)/\(total)") + "\n"
    }

    private func happenings(_ screen: Screen, _ language: Language) -> String {
        guard !frame.happenings.isEmpty else {
            return screen.style(.dim, Message("没有记载。", "Nothing is on record.").text(language)) + "\n"
        }
        // Title, counts, rates, curve, a line for what is left out, the prompt and an empty line.
        let room = screen.isTerminal ? max(screen.rows - 7, 3) : Int.max
        let shown = frame.happenings.prefix(room)
        var table = Table([
            .init(Message("记录", "Record"), importance: 1), .init(Message("日期", "Date"), importance: 6),
            .init(Message("编号", "No."), importance: 9),
            .init(Message("问题", "Finding"), .left, .flexible(minimum: 14), importance: 5),
            .init(Message("事项", "Step"), .left, .flexible(minimum: 12), importance: 8),
            .init(Message("状态", "Stage"), importance: 7),
        ])
        for happening in shown {
            table.add([
                Table.Cell("#\(happening.sequence)"), Table.Cell(happening.occurredOn.description),
                Table.Cell(happening.number.text), Table.Cell(descriptions[happening.number] ?? ""),
                Table.Cell(ReplayScreen.title(happening.type, happening.title)),
                Table.Cell(ReplayScreen.transition(happening)),
            ])
        }
        let rest = frame.happenings.count - shown.count
        let body = table.text(on: screen, language: language)
        guard rest > 0 else { return body }
        let counts = frame.counts.map { "\(ReplayScreen.title($0.type, $0.title).text(language)) \($0.count)" }.joined(
            separator: "  ")
        let note = Message("另有 \(rest) 项。全部：\(counts)", "\(rest) more. In all: \(counts)")
        return body + screen.style(.dim, note.text(language).cut(toColumns: screen.columns)) + "\n"
    }

    private static func title(_ type: String, _ other: Message) -> Message { EventPhrase.title(ofType: type) ?? other }

    private static func transition(_ happening: ReplayFrame.Happening) -> Message {
        guard happening.before != happening.after, let after = happening.after else { return Message(verbatim: "") }
        guard let before = happening.before else { return after.title }
        return before.title + Message(verbatim: " → ") + after.title
    }

    private func rates(_ screen: Screen, _ language: Language) -> String {
        let statistics = frame.statistics
        let counts = Message(
            "问题 \(statistics.total)  未销号 \(statistics.open)  逾期 \(statistics.overdue)",
            "findings \(statistics.total)  open \(statistics.open)  overdue \(statistics.overdue)")
        let rates = [
            statistics.closure.map { Message("  销号率 \($0.text)", "  closed \($0.text)") },
            statistics.punctuality.map { Message("  按期完成率 \($0.text)", "  on time \($0.text)") },
        ].compactMap { $0 }
        return rates.reduce(counts, +).text(language) + "\n"
    }

    private func curve(_ screen: Screen, _ language: Language) -> String {
        let label = Message("未销号 ", "open ").text(language)
        let room = max((screen.isTerminal ? screen.columns : 80) - label.displayWidth, 1)
        return label + Sparkline(values: open.suffix(room)).text + "\n"
    }

    static func json(_ frame: ReplayFrame) -> JSONValue {
        let happenings = frame.happenings.map { happening -> JSONValue in
            [
                "record": .integer(happening.sequence), "occurredOn": .text(happening.occurredOn),
                "number": .text(happening.number), "type": .string(happening.type),
                "before": .text(happening.before?.rawValue), "after": .text(happening.after?.rawValue),
            ]
        }
        var members = StatisticsTable.counts(frame.statistics)
        members["from"] = .text(frame.from)
        members["date"] = .text(frame.date)
        members["happenings"] = .array(happenings)
        return .object(members)
    }
}
