import ArgumentParser
import Ledger
import Rectification

struct RoundSchedule: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "schedule", abstract: say("排定整改阶段和进展报告（登记人）", "Schedule a round's stages and reports (recorder)."),
        discussion: say(
            """
            例：
              taizhang round schedule 巡察反馈-2020 --stage 动员部署=2020-05-10 --stage 集中整改=2020-09-30 \
            --stage 巩固提升=2020-10-17 --report-due 2020-07-17 --report-due 2020-10-17

            日期是阶段的最后一天。重新排定的整个取代原来的，须说明理由。
            """,
            """
            Example:
              taizhang round schedule inspection-2020 --stage kickoff=2020-05-10 --stage work=2020-09-30 \
            --report-due 2020-07-17 --report-due 2020-10-17

            The day is a stage's last. A new schedule replaces the old one whole and needs a reason.
            """))

    @Argument(help: .round) var round: RoundID

    @Option(name: .long, help: help("阶段，可多次给出，按先后", "a stage; may be repeated, in order", "名称=日期|NAME=DAY"))
    var stage: [String] = []

    @Option(
        name: .customLong("report-due"), parsing: .unconditionalSingleValue,
        help: help("进展报告应报日期，可多次给出", "a progress report is due; may be repeated", "日期|DATE"))
    var reports: [String] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            var scheduled = RoundScheduled()
            scheduled.stages = try stage.map { text in
                let (name, day) = try RoundSchedule.split(text)
                return RoundStage(name, until: try session.day(day))
            }
            scheduled.reports = try reports.map(session.day)
            try desk.round(round, .schedule(scheduled))
            return Message(
                "轮次 \(round) 已排定 \(stage.count) 个阶段、\(reports.count) 次进展报告。",

                "Scheduled \(round): \(stage.count) stage\(stage.count == 1 ? "" : "s"), \(reports.count) progress "
                    + "report\(reports.count == 1 ? "" : "s").")
        }
    }

    private static func split(_ text: String) throws -> (name: String, day: String) {
        guard let sign = text.lastIndex(where: { $0 == "=" || $0 == "＝" }) else {
            throw Fault.unreadableArgument(text, Message("阶段（名称=日期）", "stage (NAME=DAY)"))
        }
        return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }
}
