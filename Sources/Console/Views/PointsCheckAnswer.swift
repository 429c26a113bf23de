import Ledger
import ReadModels
import Rectification

/// Whether closed quarters come out the same when they are computed once more.
struct PointsCheckAnswer: Answer {
    var checks: [PointsCheck]

    func text(on screen: Screen, _ language: Language) -> String {
        guard !checks.isEmpty else {
            return Message("还没有已结账的季度。", "No quarter is closed yet.").text(language) + "\n"
        }
        return checks.map { check in
            folded(line(check).text(language), on: screen) + differences(check, on: screen, language)
        }.joined()
    }

    private func folded(_ text: String, on screen: Screen) -> String {
        let paragraph = Paragraph(label: "", text: shown(text))
        let lines = screen.isTerminal ? paragraph.lines(columns: screen.columns) : [paragraph.text]
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ check: PointsCheck) -> Message {
        let closing = check.closing
        let how = Message(
            "\(check.quarter)：按“\(closing.rules)”第 \(closing.version) 版和第 1–\(closing.position) 条记录重算，\(closing.totals.count) 人",
            "\(check.quarter): computed again by version \(closing.version) of “\(closing.rules)” from records 1 to \(closing.position), \(closing.totals.count) members"
        )
        return check.differences.isEmpty
            ? how + Message("，与结账时相同 ✓", ", the same as closed ✓")
            : how + Message("，\(check.differences.count) 人不同 ✗", ", \(check.differences.count) differ ✗")
    }

    private func differences(_ check: PointsCheck, on screen: Screen, _ language: Language) -> String {
        guard !check.differences.isEmpty else { return "" }
        var table = Table([
            .init(Message("党员", "Member")), .init(Message("结账时", "Closed with"), .right),
            .init(Message("重算", "Computed"), .right),
        ])
        for one in check.differences {
            table.add([
                Table.Cell(one.member.text), Table.Cell(one.recorded.map(String.init) ?? "—"),
                Table.Cell(one.computed.map(String.init) ?? "—"),
            ])
        }
        return table.text(on: screen, language: language)
    }

    var json: JSONValue {
        ["quarters": .array(checks.map(PointsCheckAnswer.json))]
    }

    private static func json(_ check: PointsCheck) -> JSONValue {
        [
            "quarter": .string(check.quarter.text), "rules": .string(check.closing.rules.text),
            "version": .integer(check.closing.version), "position": .integer(check.closing.position),
            "members": .integer(check.closing.totals.count), "same": .bool(check.differences.isEmpty),
            "differences": .array(
                check.differences.map {
                    [
                        "member": .string($0.member.text), "recorded": .integer($0.recorded),
                        "computed": .integer($0.computed),
                    ]
                }),
        ]
    }
}
