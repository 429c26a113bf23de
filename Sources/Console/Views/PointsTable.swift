import Ledger
import ReadModels
import Rectification

/// The points of a quarter, a member a row, with what could be given to nobody below.
struct PointsTable: ListAnswer {
    var report: PointsReport
    /// Nil: all.
    var branch: UnitID?

    private var rows: [MemberPoints] {
        report.sheet.rows.filter { branch == nil || $0.placing.branch == branch }
    }

    var table: Table {
        var table = Table([
            .init(Message("党员", "Member"), importance: 9),
            .init(Message("党支部", "Branch"), .left, .flexible(minimum: 8), importance: 6),
            .init(Message("党内职务", "Party post"), .left, .flexible(minimum: 8), importance: 3),
            .init(Message("加分", "Added"), .right, importance: 5),
            .init(Message("减分", "Deducted"), .right, importance: 5),
            .init(Message("规则外", "Outside rules"), .right, importance: 4),
            .init(Message("更正", "Corrected"), .right, importance: 4),
            .init(Message("得分", "Points"), .right, importance: 9),
        ])
        for row in rows {
            table.add([
                Table.Cell(row.member.text), Table.Cell(row.placing.branch?.text ?? ""),
                Table.Cell(row.placing.partyPost ?? ""), Table.Cell(String(row.added)),
                Table.Cell(nonzero(row.deducted)), Table.Cell(nonzero(row.adjusted)),
                Table.Cell(nonzero(correction(row))), Table.Cell(String(report.points(of: row))),
            ])
        }
        return table
    }

    private func nonzero(_ number: Int) -> String { number == 0 ? "" : String(number) }

    private func correction(_ row: MemberPoints) -> Int { report.state?.correction(of: row.member) ?? 0 }

    func text(on screen: Screen, _ language: Language) -> String {
        guard screen.isTerminal else { return table.text(on: screen, language: language) }
        var text = screen.style(.bold, shown(report.title.text(language))) + "\n" + listed(on: screen, language)
        let groups = UnattributedTable(all: report.sheet.unattributed).table
        // Of what nobody was given it is not known to which branch it belongs.
        if branch == nil, !groups.rows.isEmpty {
            text += heading(Message("没有归到个人的", "Given to nobody"), on: screen, language)
            text += groups.text(on: screen, language: language)
        }
        return text
    }

    var lines: [JSONValue] { rows.map { report.json($0) } }

    var json: JSONValue {
        guard case .object(var members) = report.json else { return .null }
        members["members"] = .array(lines)
        members["unattributed"] = .array(report.sheet.unattributed.map(\.json))
        return .object(members)
    }
}

/// What could be given to nobody: by item and why, how often and of when.
private struct UnattributedTable {
    var all: [Unattributed]

    var table: Table {
        var table = Table([
            .init(Message("条目", "Item"), .left, .flexible(minimum: 12), importance: 9),
            .init(Message("次数", "Times"), .right, importance: 8),
            .init(Message("最近", "Last"), importance: 4),
            .init(Message("为何", "Why"), .left, .flexible(minimum: 20), importance: 9),
        ])
        var order: [[String]] = []
        var groups: [[String]: [Unattributed]] = [:]
        for one in all {
            let key = [one.item, one.because.group.zh]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(one)
        }
        for key in order {
            guard let group = groups[key], let last = group.last else { continue }
            table.add([
                Table.Cell(key[0]), Table.Cell(String(group.count)), Table.Cell(last.source.on.description),
                Table.Cell(last.because.group),
            ])
        }
        return table
    }
}

extension Unattributed.Why {
    /// Without the number of people, which differs from time to time.
    fileprivate var group: Message {
        if case .unnamed = self { return Message("只有人数，没有名单", "only a number is known, no names") }
        return message
    }
}

extension PointsReport {
    /// `2020-Q3（未结账，计至 2020-08-31）· 党员量化积分第 1 版`.
    var title: Message {
        let stage = state?.stage ?? .open
        let until = stage == .open ? Message("，计至 \(until)", ", as of \(until)") : Message("", "")
        return Message(
            "\(quarter)（\(stage.title.zh)\(until.zh)） \(rules)第 \(version.number) 版",
            "\(quarter) (\(stage.title.en)\(until.en)), \(rules) version \(version.number)")
    }

    var json: JSONValue {
        [
            "quarter": .string(quarter.text), "stage": .string((state?.stage ?? .open).rawValue),
            "rules": .string(rules.text), "version": .integer(version.number), "until": .text(until),
            "position": .integer(state?.closing?.position),
        ]
    }

    func json(_ row: MemberPoints) -> JSONValue {
        [
            "member": .string(row.member.text), "branch": .text(row.placing.branch),
            "section": .text(row.placing.section), "post": .text(row.placing.post),
            "partyPost": .text(row.placing.partyPost), "added": .integer(row.added),
            "deducted": .integer(row.deducted), "beside": .integer(row.adjusted),
            "correction": .integer(state?.correction(of: row.member) ?? 0), "points": .integer(points(of: row)),
            "items": .array(row.items.map(\.json)), "adjustments": .array(row.beside.map(\.json)),
        ]
    }
}

extension ItemPoints {
    var json: JSONValue {
        [
            "item": .string(rule.item), "sign": .string(rule.sign.rawValue), "value": .integer(rule.value),
            "cap": .integer(rule.cap), "period": .string(rule.period.rawValue), "count": .integer(count),
            "raw": .integer(raw), "before": .integer(before), "points": .integer(points),
            "sources": .array(sources.map(\.json)), "adjustments": .array(adjustments.map(\.json)),
        ]
    }
}

extension PointsSource {
    var json: JSONValue {
        ["stream": .string(stream.text), "part": .integer(part), "on": .text(on)]
    }
}

extension Points.Adjustment {
    var json: JSONValue {
        [
            "record": .integer(sequence), "item": .text(item), "times": .integer(times), "points": .integer(points),
            "reason": .text(reason),
        ]
    }
}

extension Unattributed {
    var json: JSONValue {
        ["item": .string(item), "source": source.json, "why": .string(because.message.en)]
    }
}
