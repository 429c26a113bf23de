import Ledger

/// A rule set for members' points, with all its versions: an old quarter is computed by the one it was closed with.
package struct PointRules: Concept {
    package struct Version: Equatable, Sendable {
        /// From 1.
        package var number: Int
        package var adoptedOn: CalendarDate
        package var from: CalendarDate
        package var label: String?
        /// The fewest points that a member can have.
        package var floor: Int
        package var rules: [PointRule]
        package var document: EvidenceFile?

        package func rule(_ item: String) -> PointRule? { rules.first { $0.item == item } }
    }

    package var id: PointRulesID
    package var versions: [Version] = []

    package func version(_ number: Int) -> Version? { versions.first { $0.number == number } }

    /// The version in force on a day: of those in force since then or before, the one since the latest day; of equals
    /// the one adopted last.
    package func version(on day: CalendarDate) -> Version? {
        versions.filter { $0.from <= day }.max { ($0.from, $0.number) < ($1.from, $1.number) }
    }

    package static func evolve(
        _ state: consuming PointRules?, _ entry: Entry<Event>, in stream: StreamName
    ) -> PointRules? {
        guard case .adopted(let adopted) = entry.event, let id = PointRulesID(stream) else { return state }
        var rules = state ?? PointRules(id: id)
        rules.versions.append(
            Version(
                number: rules.versions.count + 1, adoptedOn: entry.occurredOn, from: adopted.from,
                label: adopted.label, floor: adopted.floor ?? 0, rules: adopted.rules, document: adopted.document))
        return rules
    }
}

extension PointRules {
    package enum Command: Sendable {
        case adopt(PointRulesAdopted)
    }

    /// An approver adopts.
    ///
    /// - Throws: E-ROLE, E-RULES-EMPTY, E-RULES-TWICE, E-RULES-VALUE, E-RULES-KINDS, E-RULES-FROM, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: PointRulesID, _ state: PointRules?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        try context.require(.approver, to: Message("印发积分规则", "adopt rules for points"))
        guard case .adopt(let adopted) = command else { return [] }
        guard !adopted.rules.isEmpty else { throw .noRules }
        var seen: Set<String> = []
        for rule in adopted.rules {
            guard !rule.item.isBlank else { throw .blank(Message("条目", "item")) }
            guard seen.insert(rule.item).inserted else { throw .ruleTwice(rule) }
            guard (1...Points.most).contains(rule.value),
                rule.cap.map({ (rule.value...Points.most).contains($0) }) ?? true
            else { throw .ruleValue(rule) }
            guard rule.counts.isOfActivities == !rule.kinds.isEmpty else { throw .ruleKinds(rule) }
        }
        if let last = state?.versions.last {
            guard context.on >= last.adoptedOn else { throw .beforeStep(context.on, last.adoptedOn) }
            guard adopted.from >= last.from else { throw .rulesFrom(adopted.from, last) }
        }
        return [.adopted(adopted)]
    }
}

/// A rule set, by its name (`党员量化积分`).
package struct PointRulesID: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "pointrules"
}

extension Fault {
    fileprivate static let noRules = Fault(
        "E-RULES-EMPTY", .refused, Message("规则里没有条目。", "There is no item in the rules."),
        remedy: Message("检查是不是导出了空表。", "See whether an empty sheet was exported."))

    fileprivate static func ruleTwice(_ rule: PointRule) -> Fault {
        Fault(
            "E-RULES-TWICE", .refused, Message("条目“\(rule.item)”出现了两次。", "The item “\(rule.item)” is there twice."),
            remedy: Message("并成一条，或改名。", "Make one of the two, or rename one."))
    }

    fileprivate static func ruleValue(_ rule: PointRule) -> Fault {
        Fault(
            "E-RULES-VALUE", .refused,
            Message(
                "条目“\(rule.item)”的分值 \(rule.value) 或上限 \(rule.cap.map(String.init) ?? "") 不对。",
                "The item “\(rule.item)” has a value of \(rule.value) and a cap of \(rule.cap.map(String.init) ?? "none")."
            ),
            state: Message(
                "分值从 1 到 \(Points.most)，上限不低于分值。", "A value is from 1 to \(Points.most), a cap not below it."),
            remedy: Message("改正后重新导入。", "Correct it and import it again."))
    }

    fileprivate static func ruleKinds(_ rule: PointRule) -> Fault {
        Fault(
            "E-RULES-KINDS", .refused,
            Message(
                "条目“\(rule.item)”按“\(rule.counts.title.zh)”计，活动类别\(rule.kinds.isEmpty ? "没有给出" : "用不上")。",
                "The item “\(rule.item)” is counted by “\(rule.counts.title.en)” and has "
                    + (rule.kinds.isEmpty ? "no kind of activity." : "kinds of activity.")),
            remedy: Message(
                "例如：--count 参加主题党日=参加活动:主题党日。", "For example: --count party-day=participation:party-day."))
    }

    fileprivate static func rulesFrom(_ from: CalendarDate, _ last: PointRules.Version) -> Fault {
        Fault(
            "E-RULES-FROM", .refused,
            Message(
                "新版从 \(from) 起施行，早于现行版的 \(last.from)。",
                "The new version would be in force from \(from), before the last one (\(last.from))."),
            state: Message("现行为第 \(last.number) 版。", "The last version is number \(last.number)."),
            remedy: Message("用 --from 给出不早于 \(last.from) 的日期。", "Give a day not before \(last.from) with --from."))
    }
}
