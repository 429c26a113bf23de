import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct ActivityHold: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "hold", abstract: say("登记一次活动（登记人，或本支部的人）", "Enter an activity (recorder, or the branch's own)."),
        discussion: say(
            """
            例：
              taizhang activity hold --kind 支委会 --branch 第一党支部 --topic 下半年计划分解 --on 2020-07-02 \
            --host 第一党支部书记 --expected 3 --present 3 --minutes 50 --task 2020年下半年-19 --evidence 会议记录=纪要.pdf
              taizhang activity hold --kind 谈心谈话 --branch 第一党支部 --topic 接访压力 --content-file 谈话记录.txt --person 张三

            类别用本单位自己的叫法；经常性工作按类别认定。谈了什么、帮了谁，加密另存，记录里只有摘要。
            """,
            """
            Examples:
              taizhang activity hold --kind committee --branch "Branch 1" --topic "plan of the half-year" \
            --on 2020-07-02 --expected 3 --present 3 --minutes 50 --task 2020-h2-19 --evidence minutes=minutes.pdf
              taizhang activity hold --kind talk --branch "Branch 1" --topic "stress" --content-file talk.txt --person Zhang

            Kinds are the office's own words; recurring duties are met by kind. What was said, and who was helped, is \
            kept encrypted beside the record, which has a digest.
            """))

    @Option(name: .long, help: help("类别，如 支委会、主题党日、谈心谈话", "kind, in the office's own words", "类别|KIND"))
    var kind: String

    @Option(name: .long, help: help("党支部或单位", "the branch or unit that held it", "支部|BRANCH"))
    var branch: UnitID

    @Option(name: .long, help: help("主题", "topic", "文字|TEXT"))
    var topic: String

    @Option(name: .long, help: .evidence) var evidence: [String] = []

    @OptionGroup var details: ActivityDetails
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(evidence, session)
            var held = ActivityHeld()
            held.personal = try details.personal()
            held.branch = branch
            held.evidence = handedIn.exhibits
            held.expected = details.expected
            held.host = details.host
            held.kind = kind
            held.minutes = details.minutes
            held.participants = details.member
            held.present = details.present
            held.tasks = details.task
            held.topic = topic
            let number: ActivityNumber = try desk.nextNumber(in: desk.on.year)
            let unknown = try desk.unknown(tasks: held.tasks, members: held.participants)
            try desk.perform(.hold(held, unknown: unknown), on: number, of: Activity.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已登记活动 \(number)：\(kind)。", "Entered activity \(number): \(kind).")
        }
    }
}
