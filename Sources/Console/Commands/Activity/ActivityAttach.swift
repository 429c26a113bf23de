import ArgumentParser
import Ledger
import Rectification

struct ActivityAttach: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "attach", abstract: say("补充活动的佐证材料", "Add evidence of an activity."),
        discussion: say(
            """
            例：
              taizhang activity attach 2020-001 --evidence 会议记录=纪要.pdf --evidence 签到表=签到.jpg

            导入的表格只写了名目的，补上同名文件即可。
            """,
            """
            Example:
              taizhang activity attach 2020-001 --evidence minutes=minutes.pdf

            Where an imported sheet only named a kind of evidence, a file of that kind takes its place.
            """))

    @Argument(help: .activity) var number: ActivityNumber

    @Option(name: .long, help: .evidence) var evidence: [String] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(evidence, session)
            try desk.perform(.document(handedIn.exhibits), on: number, of: Activity.self)
            try handedIn.keep(in: session, for: desk)
            return Message(
                "活动 \(number) 补充了 \(handedIn.count) 件佐证。",
                "Added \(handedIn.count) \(handedIn.count == 1 ? "piece" : "pieces") of evidence to activity \(number)."
            )
        }
    }
}
