import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "trace",
        abstract: say("前因后果：一样东西从哪里来，又带来了什么", "Where a thing came from, and what came of it."),
        discussion: say(
            """
            例：
              taizhang trace 2020-015
              taizhang trace activity/2020-002
              taizhang trace regulation/三会一课制度 --depth 3
              taizhang trace item/2020年下半年-15

            沿记录里写明的关联向两头走：轮次、问题、制度、关切、活动、任务、计划条目。一样东西出现第二次时只写一行。
            """,
            """
            Examples:
              taizhang trace 2020-015
              taizhang trace activity/2020-002
              taizhang trace regulation/meeting-rules --depth 3
              taizhang trace item/2020-h2-15

            Walks both ways along what the records name: rounds, findings, regulations, concerns, activities, tasks, \
            items of plans. What comes a second time has one line only.
            """))

    @Argument(
        help: help(
            "对象，如 2020-015（问题）、activity/2020-002、concern/2020-001、task/…、item/计划-条目",
            "such as 2020-015 (a finding), activity/2020-002, concern/2020-001, task/…, item/PLAN-ITEM", "对象|STREAM"))
    var stream: String

    @Option(name: .long, help: help("走多远", "how far to walk", "层|STEPS"))
    var depth = 5

    @Option(name: .long, help: help("每处最多列几项", "at most so many at each place", "数|NUMBER"))
    var limit = 12

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        for (word, value) in [("--depth", depth), ("--limit", limit)] where value < 1 {
            throw Fault.unreadableArgument("\(value)", Message("\(word) 的值（从 1 起）", "value of \(word) (from 1)"))
        }
    }

    func run() throws {
        try Session.query(options) { session in
            guard let name = FindingNumber(stream)?.stream ?? StreamName(stream) else {
                throw Fault.noTrace(of: stream)
            }
            let horizon = try horizon.horizon(session)
            guard let trace = try session.ledger.trace(name, depth: depth, limit: limit, horizon) else {
                throw Fault.noTrace(of: stream)
            }
            try session.show(TraceAnswer(trace: trace))
        }
    }
}

extension Fault {
    fileprivate static func noTrace(of name: String) -> Fault {
        Fault(
            "E-STREAM-UNKNOWN", .notFound, Message("台账里没有“\(name)”。", "The ledger has no “\(name)”."),
            remedy: Message(
                "只写编号的按问题找；其他的写全，如 activity/2020-001、task/计划-序号、regulation/名称。",
                "A number alone is a finding's; write others in full: activity/2020-001, task/PLAN-NUMBER, regulation/NAME."
            ))
    }
}
