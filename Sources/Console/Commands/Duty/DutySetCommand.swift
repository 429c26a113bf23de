import ArgumentParser
import Ledger
import Rectification

struct DutySetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "set", abstract: say("设定经常性工作（审批人）", "Set a recurring duty (approver)."),
        discussion: say(
            """
            例：
              taizhang duty set 支委会 --kind 支委会 --frequency 每月 --unit 第一党支部 --unit 第二党支部 --from 2020-07-01
              taizhang duty set 谈心谈话 --kind 谈心谈话 --frequency 每半年 --unit 机关党支部 --from 2020-07-01
              taizhang duty set 民主评议 --kind 组织生活会 --kind 民主评议党员 --frequency 每年 --unit 机关党支部 --from 2020-01-01

            各单位在每一期里有一次这类活动，就算已办；一期过了没有，就是未办。都由活动记录推出，不用填报。
            """,
            """
            Examples:
              taizhang duty set committee --kind committee --frequency monthly --unit "Branch 1" --from 2020-07-01
              taizhang duty set talks --kind talk --frequency halfyearly --unit "Branch 1" --from 2020-07-01

            A unit has met it where it held an activity of such a kind in the period, and missed it where the period \
            ended without one. All of it follows from the activities.
            """))

    @Argument(help: .duty) var duty: DutyID

    @Option(name: .long, help: help("哪类活动算；可多次给出，任一即可", "kind of activity that meets it; may be repeated", "类别|KIND"))
    var kind: [String] = []

    @Option(name: .long, help: help("频次：每月、每季度、每半年、每年", "monthly, quarterly, halfyearly or yearly", "频次|FREQUENCY"))
    var frequency: Frequency

    @Option(name: .long, help: help("由哪些支部或单位办；可多次给出", "branch or unit that has it; may be repeated", "单位|UNIT"))
    var unit: [UnitID] = []

    @Option(name: .long, help: help("谁负责", "who sees to it", "职务|ACTOR"))
    var owner: ActorID?

    @Option(name: .long, parsing: .unconditional, help: help("从哪天起", "from this day on", "日期|DATE"))
    var from: String

    @Option(
        name: .long, parsing: .unconditional,
        help: help("到哪天为止；不写则一直办下去", "its last day; it goes on where there is none", "日期|DATE"))
    var until: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            var set = DutySet()
            set.frequency = frequency
            set.from = try session.day(from)
            set.kinds = kind
            set.owner = owner
            set.units = unit
            set.until = try until.map(session.day)
            try desk.perform(.set(set), on: duty, of: Duty.self)
            return Message(
                "已设定“\(duty)”：\(frequency.title.zh)，\(unit.count) 个单位。",
                "Set “\(duty)”: \(frequency.title.en), \(unit.count) unit\(unit.count == 1 ? "" : "s").")
        }
    }
}
