import Ledger
import ReadModels
import Rectification

/// Which report is wanted, of what.
package struct ReportOrder: Equatable, Sendable {
    /// `ReportType.name` in English.
    package var report: String
    /// What a report is about that is about one thing: a finding's number, a quarter.
    package var subject: String?
    /// Which rules points are computed by, where several are in force.
    package var rules: PointRulesID?
    package var filter: FindingFilter

    package init(
        report: String, subject: String? = nil, rules: PointRulesID? = nil, filter: FindingFilter = .init()
    ) {
        self.report = report
        self.subject = subject
        self.rules = rules
        self.filter = filter
    }
}

// MARK: - As a stamp holds it

extension ReportOrder {
    /// What is empty is left out.
    var json: JSONValue {
        var members = JSONObject(["report": .string(report)])
        if let subject { members["subject"] = .string(subject) }
        if let rules { members["rules"] = .string(rules.text) }
        for (key, values) in lists where !values.isEmpty { members[key] = .array(values.map { .string($0) }) }
        if let text = filter.text { members["text"] = .string(text) }
        if let since = filter.since { members["since"] = .string(since.description) }
        if let until = filter.until { members["until"] = .string(until.description) }
        if let isOverdue = filter.isOverdue { members["overdue"] = .bool(isOverdue) }
        return .object(members)
    }

    private var lists: [(String, [String])] {
        [
            ("rounds", filter.rounds.map(\.text)), ("units", filter.units.map(\.text)),
            ("categories", filter.categories), ("stages", filter.stages.map(\.rawValue)),
            ("owners", filter.owners.map(\.text)), ("sources", filter.sources),
        ]
    }

    /// Nil where it is not of that form.
    init?(_ json: JSONValue?) {
        guard let members = json?.object, let report = members["report"]?.string else { return nil }
        self.init(
            report: report, subject: members["subject"]?.string,
            rules: members["rules"]?.string.flatMap { PointRulesID($0) })
        guard let rounds = ReportOrder.list(members, "rounds", { RoundID($0) }),
            let units = ReportOrder.list(members, "units", { UnitID($0) }),
            let categories = ReportOrder.list(members, "categories", { $0 }),
            let stages = ReportOrder.list(members, "stages", { Finding.Stage(rawValue: $0) }),
            let owners = ReportOrder.list(members, "owners", { ActorID($0) }),
            let sources = ReportOrder.list(members, "sources", { $0 })
        else { return nil }
        (filter.rounds, filter.units, filter.categories) = (rounds, units, categories)
        (filter.stages, filter.owners, filter.sources) = (stages, owners, sources)
        filter.text = members["text"]?.string
        filter.since = members["since"]?.string.flatMap { CalendarDate($0) }
        filter.until = members["until"]?.string.flatMap { CalendarDate($0) }
        filter.isOverdue = members["overdue"]?.bool
        // Whatever was not understood would be lost when it is written again.
        guard self.json == json else { return nil }
    }

    private static func list<T>(_ members: JSONObject, _ key: String, _ make: (String) -> T?) -> [T]? {
        guard let items = members[key]?.array else { return members[key] == nil ? [] : nil }
        let read = items.compactMap { $0.string.flatMap(make) }
        return read.count == items.count ? read : nil
    }
}

// MARK: - As people read it

extension ReportOrder {
    /// What was asked for beyond the report's name; nil where it was everything.
    package var conditions: Message? {
        let days = [
            filter.since.map { Message("\($0) 起登记", "registered since \($0)") },
            filter.until.map { Message("\($0) 止登记", "registered until \($0)") },
        ]
        let parts: [Message?] =
            [
                ReportOrder.part("规则", "rules", rules.map { [$0.text] } ?? []),
                ReportOrder.part("轮次", "round", filter.rounds.map(\.text)),
                ReportOrder.part("单位", "unit", filter.units.map(\.text)),
                ReportOrder.part("类别", "category", filter.categories), stages,
                ReportOrder.part("责任人", "owner", filter.owners.map(\.name)),
                ReportOrder.part("来源", "source", filter.sources),
                filter.text.map { Message("含“\($0)”", "with “\($0)”") },
            ] + days + [filter.isOverdue == true ? Message("只看逾期", "overdue only") : nil]
        return .list(parts.compactMap { $0 }, "；", "; ")
    }

    private static func part(_ zh: String, _ en: String, _ names: [String]) -> Message? {
        Message.list(names).map { Message("\(zh) \($0.zh)", "\(en) \($0.en)") }
    }

    private var stages: Message? {
        Message.list(filter.stages.map(\.title)).map { Message("状态 \($0.zh)", "stage \($0.en)") }
    }
}
