import ArgumentParser
import Ledger
import ReadModels
import Rectification

/// Which findings a query is about (`ux.md`: log, list and show take the same filters). Options of one kind given
/// several times: any of them; of several kinds: all of them.
struct FilterOptions: ParsableArguments {
    @Option(name: .long, help: help("这一轮的问题；可多次给出", "findings of this round; may be repeated", "轮次|ROUND"))
    var round: [String] = []

    @Option(name: .long, help: help("责任单位；可多次给出", "responsible unit; may be repeated", "单位|UNIT"))
    var unit: [String] = []

    @Option(name: .long, help: help("问题类别；可多次给出", "category; may be repeated", "类别|CATEGORY"))
    var category: [String] = []

    @Option(
        name: .long,
        help: help(
            "状态：已登记、整改中、已销号……或英文词；open 为未销号；可多次给出",
            "stage: registered, assigned, inprogress, submitted, verified, closed, withdrawn, merged, or open",
            "状态|STAGE"))
    var state: [String] = []

    @Option(name: .long, help: help("问题或措施的责任人；可多次给出", "owner of a finding or a measure; may be repeated", "责任人|OWNER"))
    var owner: [String] = []

    @Option(name: .long, help: help("问题来源；可多次给出", "source; may be repeated", "来源|SOURCE"))
    var source: [String] = []

    @Option(
        name: .long, parsing: .unconditional,
        help: help("从这天起（登记或发生）", "from this day on (registered, or happened)", "日期|DATE"))
    var since: String?

    @Option(name: .long, parsing: .unconditional, help: help("到这天为止", "until this day", "日期|DATE"))
    var until: String?

    @Option(name: .long, help: help("文字中含有", "text that stands in it", "文字|TEXT"))
    var text: String?

    @Flag(name: .long, help: help("只看逾期的", "only what is overdue"))
    var overdue = false
}

extension FilterOptions {
    /// - Parameter withDays: whether `--since` and `--until` speak of the registration; a log has its own use for them.
    func filter(_ session: Session, withDays: Bool = true) throws -> FindingFilter {
        var filter = FindingFilter()
        filter.rounds = try round.map { try identifier($0, Message("轮次", "round")) }
        filter.units = try unit.map { try identifier($0, Message("单位", "unit")) }
        filter.categories = category
        filter.owners = try owner.map { try identifier($0, Message("责任人", "owner")) }
        filter.sources = source
        filter.text = text
        if withDays {
            filter.since = try since.map(session.day)
            filter.until = try until.map(session.day)
        }
        filter.isOverdue = overdue ? true : nil
        for word in state { try add(state: word, to: &filter) }
        return filter
    }

    private func add(state word: String, to filter: inout FindingFilter) throws {
        let open = ["open", "未销号"]
        if open.contains(word.lowercased()) {
            filter.stages += Finding.Stage.allCases.filter(\.isOpen)
            return
        }
        let found = Finding.Stage.allCases.first { stage in
            [stage.rawValue, stage.title.zh, stage.title.en].contains(word.lowercased())
        }
        guard let found else { throw Fault.unknownStage(word) }
        filter.stages.append(found)
    }
}

/// Reads a name that an argument gives.
func identifier<ID: TextIdentifier>(_ text: String, _ what: Message) throws -> ID {
    guard let id = ID(text) else { throw Fault.unreadableArgument(text, what) }
    return id
}

extension Fault {
    static func unreadableArgument(_ text: String, _ what: Message) -> Fault {
        Fault(
            "E-ARGUMENT", .usage, Message("“\(text)”不能用作\(what.zh)。", "“\(text)” is no \(what.en)."),
            remedy: Message("参阅 --help。", "See --help."))
    }

    fileprivate static func unknownStage(_ word: String) -> Fault {
        let stages = Finding.Stage.allCases
        return Fault(
            "E-ARGUMENT", .usage, Message("没有“\(word)”这种状态。", "There is no stage “\(word)”."),
            remedy: Message(
                "写以下之一：未销号、\(stages.map(\.title.zh).joined(separator: "、"))。",
                "Say one of: open, \(stages.map(\.rawValue).joined(separator: ", "))."))
    }
}
