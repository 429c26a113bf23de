import Ledger
import ReadModels
import Rectification

/// Common problems, one a line.
struct CommonTable: ListAnswer {
    var rows: [CommonProblem]

    var table: Table {
        var table = Table([
            .init(Message("类别", "Category"), .left, .flexible(minimum: 8), importance: 9),
            .init(Message("状态", "State"), importance: 8), .init(Message("依据", "Why"), importance: 7),
            .init(Message("单位", "Units"), .right, importance: 6),
            .init(Message("问题", "Findings"), .right, importance: 6),
            .init(Message("最近", "Last"), importance: 3), .init(Message("了结", "Settled"), importance: 4),
            .init(Message("制度", "Regulation"), .left, .flexible(minimum: 8), importance: 5),
        ])
        for row in rows {
            table.add([
                Table.Cell(row.id.text), Table.Cell(row.state.title, row.state == .again ? .red : nil),
                Table.Cell(row.why ?? Message("", "")), Table.Cell(String(row.units.count)),
                Table.Cell(String(row.findings.count)), Table.Cell(row.last?.description ?? ""),
                Table.Cell(row.settledOn?.description ?? ""), Table.Cell(row.regulation?.text ?? ""),
            ])
        }
        return table
    }

    var lines: [JSONValue] { rows.map(CommonTable.json) }
    var json: JSONValue { ["common": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String { listed(on: screen, language) }

    static func json(_ row: CommonProblem) -> JSONValue {
        [
            "category": .text(row.id), "state": .string(row.state.rawValue),
            "rules": .array(CommonRule.allCases.filter(row.rules.contains).map { .string($0.rawValue) }),
            "units": .texts(row.units), "findings": .texts(row.findings), "first": .text(row.first),
            "last": .text(row.last), "settledOn": .text(row.settledOn), "regulation": .text(row.regulation),
            "reason": .text(row.reason), "settlements": .integer(row.settlements),
        ]
    }
}

extension CommonProblem {
    /// The rules that it meets, in words.
    var why: Message? {
        let met = CommonRule.allCases.filter(rules.contains).map(\.title)
        guard !met.isEmpty else { return nil }
        return Message(met.map(\.zh).joined(separator: "、"), met.map(\.en).joined(separator: ", "))
    }
}

/// One common problem: what is behind it, how it ended, what can be done.
struct CommonPage: Answer {
    var problem: CommonProblem
    var findings: ListingAnswer
    var steps: [LogRow]
    var isCurrent: Bool

    func text(on screen: Screen, _ language: Language) -> String {
        var facts = Facts()
        facts.add(Message("类别", "Category"), problem.id.text)
        facts.add(Message("状态", "State"), problem.state.title)
        facts.add(Message("依据", "Why"), problem.why)
        facts.add(Message("单位", "Units"), .list(problem.units.map(\.text)))
        facts.add(
            Message("起止", "From, to"), problem.first.flatMap { first in problem.last.map { "\(first) – \($0)" } })
        facts.add(Message("了结", "Settled"), problem.settledOn?.description)
        facts.add(Message("制度", "Regulation"), problem.regulation?.text)
        facts.add(Message("未建制度的理由", "Why no regulation"), problem.regulation == nil ? problem.reason : nil)
        let table = findings.table.droppingEmpty()
        var text =
            facts.text(on: screen, language)
            + heading(Message("涉及的问题", "Findings behind it"), on: screen, language)
            + table.text(on: screen, language: language)
        if !steps.isEmpty {
            let history = StepTable(steps: steps.map { StepTable.Step($0.record, showsSubject: false) })
            text += heading(Message("经过", "History"), on: screen, language) + history.text(on: screen, language)
        }
        guard isCurrent, screen.isTerminal, problem.state.isOpen else { return text }
        var next = Facts()
        next.add(
            Message("接下来", "Next"),
            Message(
                "开展日常督导（taizhang supervise routine），建立制度后了结：taizhang common settle \(problem.id) --regulation 制度",
                "supervise it (taizhang supervise routine), and settle it: taizhang common settle \(problem.id) --regulation NAME"
            ))
        return text + "\n" + next.text(on: screen, language)
    }

    var json: JSONValue {
        guard case .object(var members) = CommonTable.json(problem) else { return .null }
        members["steps"] = .array(steps.map { StepTable.Step.json($0.record, hash: $0.hash) })
        return .object(members)
    }
}

extension Session {
    func commonPage(_ id: CommonID, _ horizon: Horizon) throws -> CommonPage {
        guard let problem = try ledger.commonProblems(horizon).first(where: { $0.id == id }) else {
            throw Fault(
                "E-COMMON-UNKNOWN", .notFound,
                Message("“\(id)”不是共性问题。", "“\(id)” is no common problem."),
                remedy: Message("用 taizhang common list 查看。", "See taizhang common list."))
        }
        var query = ListingQuery()
        query.findings = FindingFilter()
        query.findings?.numbers = problem.findings
        return CommonPage(
            problem: problem,
            findings: ListingAnswer(listing: .findings, rows: try ledger.rows(of: .findings, query, horizon)),
            steps: try ledger.steps(of: id.stream, horizon), isCurrent: horizon == .now)
    }
}
