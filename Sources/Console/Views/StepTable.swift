import Ledger
import Rectification

/// Steps in order, as `finding history`, `log` and `replay` list them: which record, when, what, who, and what it says.
struct StepTable: Sendable {
    struct Step: Sendable {
        var sequence: Int
        var occurredOn: CalendarDate
        /// The stream's own name, where the list is of several.
        var subject: String?
        var title: Message
        var doer: Message
        /// What the step says, the most telling first.
        var parts: [Message]

        var detail: Message {
            Message(parts.map(\.zh).joined(separator: "  "), parts.map(\.en).joined(separator: "  "))
        }
    }

    var steps: [Step]

    /// For a terminal: what a step says goes on under its title, nothing is cut.
    func text(on screen: Screen, _ language: Language) -> String {
        guard screen.isTerminal else { return table.text(on: screen, language: language) }
        let cells = steps.map { heads($0, language) }
        let widths = (0..<5).map { column in cells.map { $0[column].displayWidth }.max() ?? 0 }
        return zip(steps, cells).map { step, cells in
            let padded = zip(cells, widths).filter { $0.1 > 0 }.map { $0.0.padded(toColumns: $0.1) }
            let parts = step.parts.map { shown($0.text(language)) }
            return lines(padded.joined(separator: "  ") + "  ", parts, indent: widths[0] + widths[1] + 4, screen)
        }.joined()
    }

    /// The parts after the label, each on one line where it fits.
    private func lines(_ label: String, _ parts: [String], indent: Int, _ screen: Screen) -> String {
        let margin = String(repeating: " ", count: min(indent, screen.columns / 3))
        var lines: [String] = []
        var line = label
        for part in parts {
            let isStart = line == label || line == margin
            let gap = isStart ? "" : "  "
            if line.displayWidth + gap.count + part.displayWidth <= screen.columns {
                line += gap + part
                continue
            }
            if line != margin {
                lines.append(line)
                line = margin
            }
            let folded = Paragraph(label: margin, text: part).lines(columns: screen.columns)
            lines += folded.dropLast().map { margin + $0 }
            line = margin + (folded.last ?? "")
        }
        return (lines + [line]).map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }

    /// For pipes and CSV.
    var table: Table {
        var table = Table([
            .init(Message("记录", "Record")), .init(Message("日期", "Date")), .init(Message("对象", "Subject")),
            .init(Message("事项", "Step")), .init(Message("办理人", "By")),
            .init(Message("内容", "What"), .left, .flexible(minimum: 20)),
        ])
        for step in steps {
            table.add([
                Table.Cell("#\(step.sequence)"), Table.Cell(step.occurredOn.description),
                Table.Cell(step.subject ?? ""), Table.Cell(step.title), Table.Cell(step.doer),
                Table.Cell(step.detail),
            ])
        }
        return table.droppingEmpty()
    }

    private func heads(_ step: Step, _ language: Language) -> [String] {
        [
            "#\(step.sequence)", step.occurredOn.description, step.subject ?? "", step.title.text(language),
            step.doer.text(language),
        ].map { shown($0) }
    }
}

extension StepTable.Step {
    /// - Parameter entry: what the record is known to hold, where it was read before.
    init(_ record: Record, _ entry: Entry<Finding.Event>? = nil, showsSubject: Bool) {
        let phrase = EventPhrase(record, entry)
        // Who imported a sheet did not do what the sheet claims.
        let isClaimed = record.isClaim
        let keyedInBy = record.onBehalfOf == nil || isClaimed ? nil : StepTable.Step.name(record.actor)
        let doer = record.onBehalfOf ?? (isClaimed ? nil : record.actor)
        self.init(
            sequence: record.sequence, occurredOn: record.occurredOn,
            subject: showsSubject ? StepTable.Step.subject(record.stream) : nil, title: phrase.title,
            doer: doer.map { Message(verbatim: StepTable.Step.name($0)) } ?? Message("（导入）", "(import)"),
            parts: phrase.parts + [Message.labelled("录入", "keyed in by", keyedInBy)].compactMap { $0 })
    }

    private static func name(_ actor: String) -> String { ActorID(actor)?.name ?? actor }

    /// A finding by its number, other things that have numbers in full, so that none is taken for a finding; the rest by
    /// their names; those of the ledger and of sheets, which are long digits, not at all.
    private static func subject(_ stream: StreamName) -> String {
        switch String(stream.kind) {
        case "ledger", "custody", "heads", SheetEvent.kind: ""
        case ActivityNumber.kind, ConcernNumber.kind: stream.text
        default: String(stream.id)
        }
    }

    /// A record as `log --json` and `finding history --json` list it.
    static func json(_ record: Record, hash: Digest?) -> JSONValue {
        [
            "id": .integer(record.sequence), "stream": .text(record.stream), "version": .integer(record.version),
            "type": .string(record.type), "occurredOn": .text(record.occurredOn), "time": .text(record.time),
            "actor": .string(record.actor), "onBehalfOf": .text(record.onBehalfOf), "reason": .text(record.reason),
            "commandId": .string(record.commandID), "data": (try? CanonicalJSON.parse(record.data)) ?? .null,
            "hash": .text(hash),
        ]
    }
}
