import Ledger
import ReadModels
import Rectification

/// All that is known of one finding on a day, and what can be done next.
struct FindingPage: Sendable {
    var finding: Finding
    /// The day of the view: what overdue is counted by.
    var day: CalendarDate
    /// Whether it is as it stands: only then something can be done next.
    var isCurrent: Bool

    func text(on screen: Screen, _ language: Language) -> String {
        title(screen, language) + facts.text(on: screen, language) + measures(screen, language)
            + evidence(screen, language) + doubts(screen, language) + nextStep(screen, language)
    }

    var json: JSONValue {
        guard case .object(var members) = JSONValue.finding(finding) else { return .null }
        members["asOf"] = .text(day)
        members["light"] = light.json
        members["overdueDays"] = .integer(overdueDays)
        return .object(members)
    }

    private var light: Light { Light(finding.light(on: day)) }
    private var overdueDays: Int { finding.overdueDays(on: day) }

    private func title(_ screen: Screen, _ language: Language) -> String {
        let since = finding.stageSince
        let stage = finding.stage.title
        var line = Message("\(stage.zh)（\(since) 起）", "\(stage.en) since \(since)").text(language)
        if overdueDays > 0 {
            line += Message("  逾期 \(overdueDays) 天", "  \(overdueDays) days overdue").text(language)
        }
        let head = screen.style(.bold, "\(finding.number)") + "  "
        let light = light == .none ? "" : screen.style(light.style, light.text(language)) + "  "
        return head + light + line + "\n"
    }

    private var facts: Facts {
        var facts = Facts()
        facts.add(Message("问题", "Finding"), finding.description)
        facts.add(Message("类别", "Category"), finding.category)
        facts.add(Message("具体表现", "Details"), finding.details)
        facts.add(Message("整改目标", "Goal"), finding.goal)
        facts.add(Message("来源", "Source"), origin)
        facts.add(Message("所在单位", "Found in"), finding.unit?.text)
        facts.add(Message("责任领导", "Leader"), finding.assignment.leader?.name)
        facts.add(Message("牵头单位", "Lead unit"), finding.assignment.leadUnit?.text)
        facts.add(Message("责任单位", "Units"), .list(finding.units.map(\.text)))
        facts.add(Message("责任人", "Owner"), finding.owner?.name)
        facts.add(Message("时限", "Due"), finding.deadline?.description)
        facts.add(Message("登记", "Registered"), registration)
        facts.add(Message("督办", "Supervision"), supervision)
        facts.add(Message("申请销号", "Submitted"), finding.submittedOn?.description)
        facts.add(Message("验收", "Verified"), verification)
        facts.add(Message("销号", "Closed"), closure)
        facts.add(Message("回头看", "Looked back"), lookBacks)
        facts.add(Message("举一反三", "Extended checks"), checks)
        facts.add(Message("并入", "Merged into"), finding.mergedInto?.text)
        facts.add(Message("已接收", "Absorbed"), .list(finding.absorbed.map(\.text)))
        facts.add(Message("次数", "Counts"), counts)
        if finding.isClaimed {
            facts.add(Message("注", "Note"), .imported)
        }
        return facts
    }

    private var origin: Message? {
        guard let from = finding.round?.text ?? finding.source else { return nil }
        let source = finding.source.flatMap { from.contains($0) ? nil : $0 }
        let name = source.map { "\(from) · \($0)" } ?? from
        guard let day = finding.feedbackOn else { return Message(verbatim: name) }
        return Message("\(name)（\(day) 反馈）", "\(name) (feedback of \(day))")
    }

    /// When, and how long ago while it is open.
    private var registration: Message {
        let day = finding.registeredOn
        let age = self.day.dayNumber - day.dayNumber
        guard finding.stage.isOpen, age > 0 else { return Message(verbatim: day.description) }
        return Message("\(day)（已 \(age) 天）", "\(day) (\(age) day\(age == 1 ? "" : "s") ago)")
    }

    private var supervision: Message? {
        guard let level = finding.supervision.level else { return nil }
        let since = finding.supervision.since.map { Message("（\($0) 起）", " since \($0)") } ?? Message("", "")
        return level.title + since
    }

    private var checks: Message? {
        let told = finding.checks.map { check -> Message in
            guard let outcome = check.outcome else {
                let isLate = check.due.map { $0 < day } ?? false
                let due = check.due?.description ?? ""
                return Message(
                    "\(check.unit)（\(isLate ? "逾期未答复，" : "")期限 \(due)）",
                    "\(check.unit) (\(isLate ? "no answer, was due" : "due") \(due))")
            }
            let found = check.found.map { " \($0)" } ?? ""
            return Message("\(check.unit) \(outcome.title.zh)\(found)", "\(check.unit): \(outcome.title.en)\(found)")
        }
        guard !told.isEmpty else { return nil }
        return Message(told.map(\.zh).joined(separator: "，"), told.map(\.en).joined(separator: ", "))
    }

    private var verification: Message? {
        finding.verifiedOn.map { dated($0, by: finding.verifiers) }
    }

    private var closure: Message? {
        finding.closedOn.map { dated($0, by: finding.closedBy.map { [$0] } ?? []) }
    }

    private func dated(_ day: CalendarDate, by people: [ActorID]) -> Message {
        guard let names = Message.list(people.map(\.name)) else { return Message(verbatim: day.description) }
        return Message("\(day)  \(names.zh)", "\(day)  \(names.en)")
    }

    private var lookBacks: Message? {
        let looks = finding.lookBacks.map {
            Message("\($0.on) \($0.outcome.title.zh)", "\($0.on) \($0.outcome.title.en)")
        }
        guard !looks.isEmpty else { return nil }
        return Message(looks.map(\.zh).joined(separator: "，"), looks.map(\.en).joined(separator: ", "))
    }

    private var counts: Message? {
        let counts = [
            (finding.returns, "退回", "returned"), (finding.extensions, "延期", "extended"),
            (finding.relapses, "反弹", "relapsed"), (finding.reopenings, "重开", "reopened"),
        ].filter { $0.0 > 0 }
        guard !counts.isEmpty else { return nil }
        return Message(
            counts.map { "\($0.1) \($0.0) 次" }.joined(separator: "，"),
            counts.map { "\($0.2) \($0.0)×" }.joined(separator: ", "))
    }

    private func measures(_ screen: Screen, _ language: Language) -> String {
        guard !finding.measures.isEmpty else { return "" }
        let title = Message("整改措施（\(finding.measures.count) 条）", "Measures (\(finding.measures.count))")
        return heading(title, on: screen, language)
            + MeasureTable(finding: finding, day: day).text(on: screen, language)
    }

    private func evidence(_ screen: Screen, _ language: Language) -> String {
        let ofMeasures = finding.measures.flatMap { measure in measure.evidence.map { (measure.number, $0) } }
        let all = finding.evidence.map { (Int?.none, $0) } + ofMeasures.map { (Optional($0.0), $0.1) }
        guard !all.isEmpty else { return "" }
        var table = Table([
            .init(Message("措施", "Measure"), .right), .init(Message("材料", "Kind"), .left, .flexible(minimum: 12)),
            .init(Message("文件", "File"), .left, .flexible(minimum: 12)), .init(Message("大小", "Size"), .right),
            .init(Message(verbatim: "SHA-256"), .left),
        ])
        for (measure, exhibit) in all {
            table.add([
                Table.Cell(measure.map(String.init) ?? ""), Table.Cell(exhibit.kind),
                Table.Cell(
                    exhibit.file.map { Message(verbatim: $0.name) } ?? Message("（仅有名目）", "(name only)"),
                    exhibit.file == nil ? .dim : nil),
                Table.Cell(exhibit.file.map { size($0.size) } ?? ""),
                Table.Cell(exhibit.file.map { screen.isTerminal ? $0.digest.short : $0.digest.hex } ?? ""),
            ])
        }
        return heading(Message("佐证材料（\(all.count) 件）", "Evidence (\(all.count))"), on: screen, language)
            + (all.contains { $0.1.file != nil } ? table : table.keeping([0, 1])).text(on: screen, language: language)
    }

    private func doubts(_ screen: Screen, _ language: Language) -> String {
        guard !finding.doubts.isEmpty else { return "" }
        var table = Table([
            .init(Message("表内行", "Line"), .right), .init(Message("列", "Column")),
            .init(Message("内容", "Cell"), .left, .flexible(minimum: 10)),
            .init(Message("存疑之处", "In doubt because"), .left, .flexible(minimum: 30)),
        ])
        for doubt in finding.doubts {
            table.add([
                Table.Cell(String(doubt.claim.line)), Table.Cell(doubt.column), Table.Cell(doubt.value),
                Table.Cell(DoubtCode(doubt.code).message),
            ])
        }
        return heading(
            Message("存疑（\(finding.doubts.count) 处）", "In doubt (\(finding.doubts.count))"), on: screen, language)
            + table.text(on: screen, language: language)
    }

    private func nextStep(_ screen: Screen, _ language: Language) -> String {
        guard screen.isTerminal, isCurrent else { return "" }
        var facts = Facts()
        facts.add(Message("下一步", "Next"), finding.nextStep)
        facts.add(
            Message("历史", "History"), "taizhang finding history \(finding.number)")
        return "\n" + facts.text(on: screen, language)
    }
}

/// A file's size for people: `312 B`, `12 KB`, `3.4 MB`.
func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) B"
    case ..<1_000_000: "\((bytes + 500) / 1_000) KB"
    default: "\(fixed(Double(bytes) / 1e6, places: 1)) MB"
    }
}
