import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "replay", abstract: say("按时间重放整改过程", "Go through the rectification again as time went by."),
        discussion: say(
            """
            在终端上一屏一步：空格或回车看下一步，q 退出。不在终端上则一步接一步全部输出。

            例：
              taizhang replay --round 巡察反馈-2020 --step week
              taizhang replay --finding 2020-015
            """,
            """
            On a terminal, a step at a time: space or Enter for the next, q to leave. Elsewhere, all steps one after \
            the other.

            Examples:
              taizhang replay --round 巡察反馈-2020 --step week
              taizhang replay --finding 2020-015
            """))

    @Option(name: .long, help: help("步长：day 日，week 周，month 月", "day, week or month", "步长|STEP"))
    var step = "week"

    @Option(name: .long, help: help("只重放这一个问题，一步一条记录", "this finding only, a record a step", "编号|NUMBER"))
    var finding: FindingNumber?

    @OptionGroup var filters: FilterOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            if let finding {
                let rows = try session.ledger.replay(of: finding)
                guard !rows.isEmpty else { throw Fault.noSuchFinding(finding) }
                try session.show(FindingReplay(number: finding, rows: rows))
            } else {
                let days = (since: try filters.since.map(session.day), until: try filters.until.map(session.day))
                let filter = try filters.filter(session, withDays: false)
                let frames = try session.ledger.replay(filter, step: try step(step))
                let rows = try session.ledger.findings(filter)
                let descriptions = Dictionary(rows.map { ($0.number, $0.description) }) { first, _ in first }
                try session.show(RoundReplay(frames: frames, days: days, descriptions: descriptions))
            }
        }
    }

    private func step(_ word: String) throws -> ReplayStep {
        guard let step = ReplayStep.allCases.first(where: { [$0.rawValue, $0.title.zh].contains(word.lowercased()) })
        else {
            throw Fault(
                "E-ARGUMENT", .usage, Message("没有“\(word)”这种步长。", "There is no step “\(word)”."),
                remedy: Message("写 day、week 或 month。", "Say day, week or month."))
        }
        return step
    }
}

/// A replay: pages that are shown one after the other.
protocol Replayed: Answer {
    var count: Int { get }
    func page(_ index: Int, on screen: Screen, _ language: Language) -> String
}

extension Replayed {
    func text(on screen: Screen, _ language: Language) -> String {
        (0..<count).map { page($0, on: screen, language) }.joined(separator: "\n")
    }
}

/// The findings of a filter, step by step. For people, steps in which nothing happened and no number changed are passed
/// over; for programs, every step is there.
struct RoundReplay: Replayed {
    private let frames: [ReplayFrame]
    /// Which of the frames are shown to people; those that are not count for the curve.
    private let told: [Int]
    private let first: Int
    private let descriptions: [FindingNumber: String]

    init(
        frames: [ReplayFrame], days: (since: CalendarDate?, until: CalendarDate?),
        descriptions: [FindingNumber: String]
    ) {
        let kept = Array(frames.prefix { frame in days.until.map { frame.from <= $0 } ?? true })
        let first = kept.firstIndex { frame in days.since.map { frame.date >= $0 } ?? true } ?? kept.count
        self.frames = kept
        self.first = first
        self.descriptions = descriptions
        told = (first..<kept.count).filter { index in
            index == first || !kept[index].happenings.isEmpty || kept[index].statistics != kept[index - 1].statistics
        }
    }

    var count: Int { told.count }

    func page(_ index: Int, on screen: Screen, _ language: Language) -> String {
        ReplayScreen(
            frame: frames[told[index]], descriptions: descriptions, place: index + 1, total: count,
            open: frames[...told[index]].map(\.open)
        ).text(on: screen, language)
    }

    var json: JSONValue { ["frames": .array(frames[first...].map(ReplayScreen.json))] }
}

/// One finding, record by record, in the order in which things happened.
struct FindingReplay: Replayed {
    var number: FindingNumber
    var rows: [HistoryRow]

    var count: Int { rows.count }

    func page(_ index: Int, on screen: Screen, _ language: Language) -> String {
        let row = rows[index]
        let title =
            screen.style(.bold, "\(number)  \(row.occurredOn)") + screen.style(.dim, "  \(index + 1)/\(count)") + "\n"
        let step = StepTable(steps: [StepTable.Step(row.record, showsSubject: false)]).text(on: screen, language)
        let changes = ChangeTable.facts(row.changes, isFirst: row.before == nil)
        return title + step + changes.text(on: screen, language)
    }

    var json: JSONValue {
        let frames = rows.map { row -> JSONValue in
            [
                "record": .integer(row.sequence), "occurredOn": .text(row.occurredOn), "type": .string(row.record.type),
                "actor": .string(row.actor), "doer": .string(row.doer), "reason": .text(row.reason),
                "changes": .array(row.changes.map(ChangeTable.json)),
                "state": row.after.map(JSONValue.finding) ?? .null,
            ]
        }
        return ["number": .text(number), "frames": .array(frames)]
    }
}

extension Session {
    /// A page at a time where someone sits before it, else all of them.
    func show(_ replay: some Replayed) throws {
        let screen = terminal.output
        guard !wantsJSON, screen.redraws, replay.count > 0 else { return try showAll(replay) }
        let wasShown: Void? = try Keyboard.use { keyboard in
            for index in 0..<replay.count {
                let isLast = index == replay.count - 1
                let prompt = isLast ? Message("（完）", "(end)") : Message("空格 下一步  q 退出", "space: next  q: leave")
                try write("\u{1B}[H\u{1B}[2J" + replay.page(index, on: screen, language))
                guard !isLast else { break }
                try write(screen.style(.dim, prompt.text(language)))
                var key = keyboard.read()
                while key == .other { key = keyboard.read() }
                try write("\r\u{1B}[K")
                guard key == .next else { break }
            }
        }
        if wasShown == nil { try showAll(replay) }
    }

    private func showAll(_ replay: some Replayed) throws {
        guard !wantsJSON else { return try write(replay.json.document) }
        guard replay.count > 0 else {
            return try write(Message("没有可以重放的内容。", "There is nothing to go through.").text(language) + "\n")
        }
        try page(replay.text(on: terminal.output, language))
    }
}
