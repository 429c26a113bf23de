import ArgumentParser
import Foundation
import Interchange
import Ledger
import ReadModels
import Rectification

struct PointsAdopt: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "adopt", abstract: say("印发积分规则（审批人）", "Adopt rules for points (approver)."),
        discussion: say(
            """
            例：
              taizhang points adopt 党员量化积分 --file 积分规则.csv --from 2020-07-01 --dry-run
              taizhang points adopt 党员量化积分 --file 积分规则.csv --from 2020-07-01 --label 2020年版
              taizhang points adopt 党员量化积分 --file 积分规则.csv --from 2021-01-01 --count 形成一线调研报告=主持或主讲:一线调研

            列：条目、加减分、分值、上限、周期、说明。怎样计由条目名读出（参加…、听…、主讲…、整改措施按期完成等），\
            先用 --dry-run 看一遍，不对的用 --count 条目=方式[:活动类别、…] 改；读不出的为人工登记（points adjust）。
            方式有：\(PointsAdopt.ways.zh)。
            同名再印发为新一版；季度按其第一天施行的版本计，已结账的按结账时的版本。
            """,
            """
            Examples:
              taizhang points adopt member-points --file rules.csv --from 2020-07-01 --dry-run
              taizhang points adopt member-points --file rules.csv --from 2020-07-01 --label 2020
              taizhang points adopt member-points --file rules.csv --from 2021-01-01 --count "inquiry report"=hosting:inquiry

            Columns: item, sign, value, cap, period, note. How an item is counted is read from its name; look at it with \
            --dry-run first and set it otherwise with --count ITEM=WAY[:KIND,…]; what is not read is entered by hand \
            (points adjust). The ways: \(PointsAdopt.ways.en).
            Under the same name it is a new version; a quarter goes by the version in force on its first day, a closed one \
            by the version that it was closed with.
            """))

    private static let ways = Message(
        Counting.allCases.map(\.title.zh).joined(separator: "、"),
        Counting.allCases.map(\.rawValue).joined(separator: ", "))

    @Argument(help: help("规则名称", "the name of the rules", "名称|NAME")) var name: PointRulesID

    @Option(
        name: .long, help: help("规则表（.xlsx 或 CSV）", "the sheet of rules (.xlsx or CSV)", "文件|FILE"),
        completion: .file(extensions: ["xlsx", "csv"]))
    var file: String

    @Option(
        name: .long, parsing: .unconditional,
        help: help("自哪天起施行；不写为当日", "in force from; the day of the step where it is left out", "日期|DATE"))
    var from: String?

    @Option(name: .long, help: help("版本名目", "what the version is called", "文字|TEXT"))
    var label: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: help("得分最低到多少；不写为 0", "the fewest points a member can have; 0 where it is left out", "分数|POINTS"))
    var floor: Int?

    @Option(
        name: .long,
        help: help("条目如何计，可多次给出", "how an item is counted; may be repeated", "条目=方式|ITEM=WAY"))
    var count: [String] = []

    @Option(
        name: .long,
        help: help("表中列名=字段，可多次给出", "its column's name=our column; may be repeated", "列名=字段|NAME=COLUMN"))
    var map: [String] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.maintain(options) { session in
            let source = GivenSheet(file, session)
            let handedIn = try HandedIn(document: source.url.path, as: "积分规则", session)
            let rules = try counted(
                try PointRulesSheet.read(try source.bytes(), mapping: try RuleColumn.mapping(map)))
            let order = try session.order(write)
            let outcome = try session.ledger.perform(order) { desk in
                var adopted = PointRulesAdopted()
                adopted.document = handedIn.document
                adopted.floor = floor
                adopted.from = try from.map(session.day) ?? desk.on
                adopted.label = label
                adopted.rules = rules
                try desk.perform(.adopt(adopted), on: name, of: PointRules.self)
                try handedIn.keep(in: session, for: desk)
            }
            let said = Message("已印发积分规则“\(name)”。", "Adopted the rules “\(name)”.")
            try session.show(RulesAnswer(rules: rules, outcome: OutcomeAnswer(outcome: outcome, said: said)))
        }
    }

    /// With what `--count` says of single items.
    private func counted(_ rules: [PointRule]) throws(Fault) -> [PointRule] {
        var rules = rules
        for argument in count {
            let (item, way) = try Assigned.split(argument, Message("条目=方式", "item and way of counting"))
            guard let index = rules.firstIndex(where: { $0.item == item }) else { throw .noItem(item, rules) }
            let parts = way.split(maxSplits: 1, whereSeparator: { $0 == ":" || $0 == "：" }).map(String.init)
            guard let counts = Counting(argument: parts[0]) else {
                throw .unreadableArgument(argument, Message("计分方式", "way of counting"))
            }
            rules[index].counts = counts
            rules[index].kinds =
                parts.count == 1 ? [] : parts[1].split { "、，,".contains($0) }.map(String.init)
        }
        return rules
    }
}

/// The items of rules as they were adopted, for whoever confirms how each is counted.
private struct RulesAnswer: Answer {
    var rules: [PointRule]
    var outcome: OutcomeAnswer

    func text(on screen: Screen, _ language: Language) -> String {
        var table = Table([
            .init(Message("条目", "Item"), .left, .flexible(minimum: 16), importance: 9),
            .init(Message("分值", "Points"), .right, importance: 8), .init(Message("上限", "Cap"), .right, importance: 6),
            .init(Message("周期", "Period"), importance: 5), .init(Message("如何计", "Counted by"), importance: 8),
            .init(Message("活动类别", "Kinds"), .left, .flexible(minimum: 8), importance: 7),
        ])
        for rule in rules {
            let sign = rule.sign == .add ? "+" : "-"
            table.add([
                Table.Cell(rule.item), Table.Cell(sign + String(rule.value)),
                Table.Cell(rule.cap.map(String.init) ?? ""), Table.Cell(rule.period.title),
                Table.Cell(rule.counts.title), Table.Cell(Message.list(rule.kinds) ?? Message("", "")),
            ])
        }
        let rest = outcome.outcome.isDryRun ? outcome.brief(language) : outcome.text(on: screen, language)
        return table.text(on: screen, language: language) + rest
    }

    var json: JSONValue { outcome.json }
}

extension Fault {
    fileprivate static func noItem(_ item: String, _ rules: [PointRule]) -> Fault {
        Fault(
            "E-POINTS-ITEM", .usage, Message("规则表里没有条目“\(item)”。", "The sheet has no item “\(item)”."),
            state: Message(
                "条目有：\(rules.map(\.item).joined(separator: "、"))。",
                "The items: \(rules.map(\.item).joined(separator: ", "))."),
            remedy: Message("照表里写条目名。", "Name the item as the sheet does."))
    }
}
