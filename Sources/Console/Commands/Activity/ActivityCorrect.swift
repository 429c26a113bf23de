import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct ActivityCorrect: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "correct", abstract: say("更正活动记录（须说明理由）", "Correct an activity (with a reason)."),
        discussion: say(
            """
            例：
              taizhang activity correct 2020-001 --present 2 --reason 签到表只有2人
              taizhang activity correct 2020-001 --held-on 2020-07-03 --task 2020年下半年-20 --reason 录错日期和任务
              taizhang activity correct 2020-001 --without tasks --reason 与计划任务无关

            只写要改的；原记录仍在历史里。
            """,
            """
            Examples:
              taizhang activity correct 2020-001 --present 2 --reason "two names on the list"
              taizhang activity correct 2020-001 --without tasks --reason "does no task of the plan"

            Say only what changes; what was recorded stays in the history.
            """))

    @Argument(help: .activity) var number: ActivityNumber

    @Option(name: .long, help: help("类别", "kind", "类别|KIND"))
    var kind: String?

    @Option(name: .long, help: help("党支部或单位", "the branch or unit that held it", "支部|BRANCH"))
    var branch: UnitID?

    @Option(name: .long, help: help("主题", "topic", "文字|TEXT"))
    var topic: String?

    @Option(
        name: .customLong("held-on"), parsing: .unconditional, help: help("开展日期", "the day it was held on", "日期|DATE"))
    var heldOn: String?

    @Option(name: .long, help: help("清空：tasks 所办任务，participants 参加党员", "empties tasks or participants", "项|LIST"))
    var without: [ActivityCorrected.List] = []

    @OptionGroup var details: ActivityDetails
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            var corrected = ActivityCorrected()
            corrected.personal = try details.personal()
            corrected.branch = branch
            corrected.expected = details.expected
            corrected.heldOn = try heldOn.map(session.day)
            corrected.host = details.host
            corrected.kind = kind
            corrected.minutes = details.minutes
            corrected.participants = details.member
            corrected.present = details.present
            corrected.tasks = details.task
            corrected.topic = topic
            corrected.without = without
            let unknown = try desk.unknown(tasks: corrected.tasks, members: corrected.participants)
            try desk.perform(.correct(corrected, unknown: unknown), on: number, of: Activity.self)
            return Message("活动 \(number) 已更正。", "Corrected activity \(number).")
        }
    }
}
