import Ledger
import ReadModels
import Rectification

/// Where a member's points of a quarter come from, item by item.
struct PointsPage: ListAnswer {
    var report: PointsReport
    var row: MemberPoints

    var table: Table { table(withSources: true) }

    /// One row for each item, and for what is beside the items; on a terminal the sources stand below, in full.
    private func table(withSources: Bool) -> Table {
        var table = Table(
            [
                .init(Message("条目", "Item"), .left, .flexible(minimum: 12), importance: 9),
                .init(Message("每次", "Each"), .right, importance: 5),
                .init(Message("次数", "Times"), .right, importance: 7),
                .init(Message("原始", "Raw"), .right, importance: 4), .init(Message("上限", "Cap"), .right, importance: 4),
                .init(Message("得分", "Points"), .right, importance: 9),
            ] + (withSources ? [.init(Message("来源", "From"))] : []))
        for line in lineItems { table.add(line.cells + (withSources ? [Table.Cell(line.source)] : [])) }
        return table
    }

    private struct Line {
        var cells: [Table.Cell]
        var source: Message
    }

    private var lineItems: [Line] {
        var lines: [Line] = []
        for item in row.items {
            let sign = item.rule.sign == .add ? "" : "-"
            let cap = item.rule.cap.map { $0.description + (item.rule.period == .year ? "/年" : "") } ?? ""
            let capInEnglish = cap.replacing("/年", with: "/year")
            lines.append(
                Line(
                    cells: [
                        Table.Cell(item.rule.item), Table.Cell(sign + String(item.rule.value)),
                        Table.Cell(String(item.count)), Table.Cell(String(item.raw)),
                        Table.Cell(Message(cap, capInEnglish)), Table.Cell(String(item.points)),
                    ], source: sources(of: item)))
        }
        func add(_ what: Message, _ points: Int?, _ source: Message) {
            let number = Table.Cell(String(points ?? 0))
            lines.append(Line(cells: [Table.Cell(what), "", "", number, "", number], source: source))
        }
        for adjustment in row.beside {
            let what = adjustment.item.map(Message.init(verbatim:)) ?? Message("（规则之外）", "(outside the rules)")
            add(what, adjustment.points, source(of: adjustment))
        }
        for objection in objections {
            add(Message("（异议更正）", "(objection upheld)"), objection.points, Message(verbatim: objection.because ?? ""))
        }
        return lines
    }

    private var objections: [PointsQuarter.Objection] {
        report.state?.objections.filter { $0.member == row.member && $0.outcome == .upheld } ?? []
    }

    private func sources(of item: ItemPoints) -> Message {
        guard item.rule.counts != .base else { return item.rule.counts.title }
        let told = item.sources.map { Message(verbatim: $0.text) } + item.adjustments.map(source)
        return Message(told.map(\.zh).joined(separator: "、"), told.map(\.en).joined(separator: ", "))
    }

    private func source(of adjustment: Points.Adjustment) -> Message {
        Message(
            "第 \(adjustment.sequence) 条记录：\(adjustment.reason ?? "")",
            "record \(adjustment.sequence): \(adjustment.reason ?? "")")
    }

    func text(on screen: Screen, _ language: Language) -> String {
        guard screen.isTerminal else { return table.text(on: screen, language: language) }
        var facts = Facts()
        facts.add(Message("季度", "Quarter"), report.title)
        facts.add(Message("党员", "Member"), row.member.text)
        facts.add(Message("党支部", "Branch"), row.placing.branch?.text)
        facts.add(Message("科室", "Section"), row.placing.section?.text)
        facts.add(Message("职务", "Post"), row.placing.post)
        facts.add(Message("党内职务", "Party post"), row.placing.partyPost)
        facts.add(Message("得分", "Points"), String(report.points(of: row)), .bold)
        var sources = Facts()
        for line in lineItems { sources.add(line.cells[0].text, line.source) }
        return facts.text(on: screen, language) + "\n" + table(withSources: false).text(on: screen, language: language)
            + heading(Message("来历", "Where they come from"), on: screen, language) + sources.text(on: screen, language)
    }

    var lines: [JSONValue] { row.items.map(\.json) }

    var json: JSONValue {
        guard case .object(var members) = report.json, case .object(let points) = report.json(row) else { return .null }
        for (key, value) in points { members[key] = value }
        return .object(members)
    }
}
