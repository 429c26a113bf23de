import Ledger
import Rectification

/// The measures of one finding.
struct MeasureTable: Sendable {
    var finding: Finding
    var day: CalendarDate

    /// On a terminal a measure takes two lines or more, so that its text and the last report stand there in full.
    func text(on screen: Screen, _ language: Language) -> String {
        guard screen.isTerminal else { return table.text(on: screen, language: language) }
        let width = String(finding.measures.map(\.number).max() ?? 0).count
        return finding.measures.map { measure in
            let label = String(measure.number).padded(toColumns: width, .right) + "  "
            let margin = String(repeating: " ", count: label.count)
            let status = status(measure)
            let line = [
                measure.kind.title.text(language), shown(finding.owner(of: measure)?.name ?? ""),
                measure.deadline.map { Message("时限 \($0)", "due \($0)").text(language) } ?? "",
                MeasureTable.reviews(measure)?.text(language) ?? "",
                screen.style(status.style, shown(status.text.text(language))),
            ].filter { !$0.isEmpty }.joined(separator: "  ")
            return MeasureTable.folded(label, shown(measure.text), margin, screen) + margin + line + "\n"
                + report(of: measure, margin, screen, language)
        }.joined()
    }

    private func report(
        of measure: Measure, _ margin: String, _ screen: Screen, _ language: Language
    ) -> String {
        guard let last = measure.progress.last, !last.text.isEmpty else { return "" }
        let label = margin + Message("进展 \(last.on)：", "\(last.on): ").text(language)
        return MeasureTable.folded(label, shown(last.text), margin, screen)
    }

    private static func reviews(_ measure: Measure) -> Message? {
        guard let days = Message.list(measure.reviewDates.map(\.description)) else { return nil }
        return Message("复核日 \(days.zh)", "reviews \(days.en)")
    }

    private static func folded(_ label: String, _ text: String, _ margin: String, _ screen: Screen) -> String {
        // Folded under the margin, not under a long label.
        let paragraph = Paragraph(label: margin, text: String(label.dropFirst(margin.count)) + text)
        let isNumbered = label.count == margin.count
        let lines = (isNumbered ? Paragraph(label: margin, text: text) : paragraph).lines(columns: screen.columns)
        return (isNumbered ? label : margin) + lines.joined(separator: "\n" + margin) + "\n"
    }

    var table: Table {
        var table = Table([
            .init(Message("序", "No."), .right),
            .init(Message("措施", "Measure"), .left, .flexible(minimum: 20), importance: 9),
            .init(Message("方式", "Kind")), .init(Message("责任人", "Owner"), .left, .flexible(minimum: 8)),
            .init(Message("时限", "Due"), importance: 8), .init(Message("情况", "Status"), importance: 9),
        ])
        for measure in finding.measures {
            table.add([
                Table.Cell(String(measure.number)), Table.Cell(measure.text), Table.Cell(measure.kind.title),
                Table.Cell(finding.owner(of: measure)?.name ?? ""), Table.Cell(measure.deadline?.description ?? ""),
                status(measure),
            ])
        }
        return table.droppingEmpty()
    }

    private func status(_ measure: Measure) -> Table.Cell {
        if let done = measure.completedOn { return Table.Cell(Message("完成 \(done)", "done \(done)"), .green) }
        if measure.isOverdue(on: day), finding.stage.isOpen, let deadline = measure.deadline {
            let days = deadline.daysOverdue(on: day)
            return Table.Cell(Message("逾期 \(days) 天", "\(days) d overdue"), .red)
        }
        if let until = measure.requestedDeadline {
            return Table.Cell(Message("待批延期至 \(until)", "asked until \(until)"), .yellow)
        }
        if let review = measure.reviews.last {
            return Table.Cell(Message("复核\(review.outcome.title.zh)", "review \(review.outcome.title.en)"))
        }
        if let percent = measure.percent { return Table.Cell("\(percent)%") }
        if let claimed = measure.claimedStatus { return Table.Cell(claimed) }
        guard measure.kind != .sustained else { return Table.Cell(Message("尚未复核", "not reviewed yet")) }
        return Table.Cell(Message("未开始", "not begun"))
    }
}

extension Table {
    /// These columns only.
    func keeping(_ kept: [Int]) -> Table {
        Table(kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
    }

    /// Without the columns that say nothing in any row.
    func droppingEmpty() -> Table {
        keeping(columns.indices.filter { index in rows.isEmpty || rows.contains { !$0[index].text.zh.isEmpty } })
    }
}
