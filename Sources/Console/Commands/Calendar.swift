import ArgumentParser
import Interchange
import Ledger
import ReadModels

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "calendar",
        abstract: say("导出日历：时限、复核、经常性工作和任务", "Write a calendar: deadlines, reviews, duties and tasks."),
        discussion: say(
            """
            例：
              taizhang calendar -o 整改.ics
              taizhang calendar --unit 办信科 --owner 办信科科长 -o 办信科.ics
              taizhang calendar --remind 15 --remind 3 --remind 0 -o 整改.ics --replace

            不写 -o，屏幕上列出这些事；送进管道则是日历本身。

            标准的 .ics 文件（RFC 5545），Outlook、WPS、手机日历都能打开。每件事是一个全天日程，提前几天的上午九点提醒。\
            列出：措施时限和复核，举一反三自查，集中整改期和进展报告；经常性工作的本期和下期，计划任务未落实的一期，\
            制度和称号的复核，重大事项的答复。按问题筛选时只列问题和轮次的事；--unit、--owner 也筛选其他各项。

            办结的事不再列出：把文件放在网站上让人订阅，日历就会跟着变；一次性导入的，要自己删去办结的。
            """,
            """
            Examples:
              taizhang calendar -o rectification.ics
              taizhang calendar --unit Letters --owner Head -o letters.ics
              taizhang calendar --remind 15 --remind 3 --remind 0 -o rectification.ics --replace

            Without -o a screen has a list of these things; a pipe has the calendar itself.

            A standard .ics file (RFC 5545) for Outlook, WPS and telephones: an all-day event for each thing, with \
            reminders at nine in the morning some days before.

            In it: deadlines and reviews of measures, checks in other units, intensive periods and progress reports; this \
            and the next period of recurring duties, the period of a task for which nothing was shown, reviews of \
            regulations and titles, answers to matters. What asks for findings leaves out what is no finding's or \
            round's; --unit and --owner choose among the others as well.

            What is done is no longer in it: where the file is served \
            on a web site and subscribed to, calendars follow; who has imported it removes by hand what is done.
            """))

    @OptionGroup var filters: FilterOptions

    @Option(
        name: .long,
        help: help("提前几天提醒，可多次给出；不写则为 7 和 1", "remind so many days before; may be repeated; else 7 and 1", "天数|DAYS"))
    var remind: [Int] = []

    @Flag(name: .customLong("no-remind"), help: help("不提醒", "no reminders"))
    var isSilent = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        guard remind.allSatisfy((0...365).contains), !(isSilent && !remind.isEmpty) else { throw Fault.reminders }
        try Session.query(options) { session in
            let ledger = try session.ledger
            let horizon = try horizon.horizon(session)
            let (day, things) = try ledger.dueThings(try filters.filter(session), horizon)
            let answer = CalendarAnswer(file: output.isFile ? output.output : nil, day: day, things: things)
            // A calendar's text is for programs.
            if !output.isFile, options.json || session.terminal.output.isTerminal { return try session.show(answer) }
            let calendar = DueCalendar(
                name: try ledger.office().name, identity: ledger.identity, day: day, things: things,
                reminders: isSilent ? [] : remind.isEmpty ? [7, 1] : remind, language: session.language)
            try output.write { try $0.write(calendar.bytes) }
            if output.isFile { try session.show(answer) }
        }
    }
}

/// What is due, and the file that it was written to, if it was.
struct CalendarAnswer: Answer {
    var file: String?
    var day: CalendarDate
    var things: [DueThing]

    func text(on screen: Screen, _ language: Language) -> String {
        let kinds = Dictionary(grouping: things, by: \.kind).mapValues(\.count).sorted {
            $0.key.rawValue < $1.key.rawValue
        }
        let counts = kinds.map { ("\($0.key.title.zh) \($0.value)", "\($0.key.title.en.lowercased()) \($0.value)") }
        let overdue = things.count { $0.day < day }
        let said =
            things.isEmpty
            ? Message("没有要到期的事。", "nothing is due.")
            : Message(
                "\(counts.map(\.0).joined(separator: "，"))；其中逾期 \(overdue)。",
                "\(counts.map(\.1).joined(separator: ", ")); \(overdue) of them overdue.")
        guard let file else {
            guard !things.isEmpty else { return Message("没有要到期的事。\n", "Nothing is due.\n").text(language) }
            let all = Message("共 \(things.count) 项：", "\(things.count) in all: ")
            return table.text(on: screen, language: language) + (all + said).text(language) + "\n"
        }
        return (Message("已写出 \(shown(file))：", "Wrote \(shown(file)): ") + said).text(language) + "\n"
    }

    private var table: Table {
        var table = Table([
            .init(Message("日期", "Date"), importance: 9), .init(Message("逾期", "Late"), .right, importance: 6),
            .init(Message("事项", "What"), importance: 7),
            .init(Message("内容", "About"), .left, .flexible(minimum: 12), importance: 8),
        ])
        for thing in things {
            table.add([
                Table.Cell(thing.day.description), overdueCell(thing.day.daysOverdue(on: day)),
                Table.Cell(thing.kind.title), Table.Cell(thing.subject),
            ])
        }
        return table
    }

    var json: JSONValue {
        [
            "file": .text(file), "asOf": .text(day),
            "things": .array(
                things.map { thing in
                    [
                        "kind": .string(thing.kind.rawValue), "name": .string(thing.name), "day": .text(thing.day),
                        "subject": .string(thing.subject), "overdue": .bool(thing.day < day),
                    ]
                }),
        ]
    }
}

extension Fault {
    fileprivate static let reminders = Fault(
        "E-ARGUMENT", .usage,
        Message(
            "--remind 是 0 到 365 天，不能与 --no-remind 同用。", "--remind is 0 to 365 days, and does not go with --no-remind."),
        remedy: Message("例如 --remind 7 --remind 1。", "Such as --remind 7 --remind 1."))
}
