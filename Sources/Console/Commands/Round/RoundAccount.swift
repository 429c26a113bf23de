import ArgumentParser
import Ledger
import Rectification

struct RoundAccount: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "account",
        abstract: say("登记问责人数（登记人；只记人数）", "Count people held accountable (recorder; numbers only)."),
        discussion: say(
            """
            例：
              taizhang round account 巡察反馈-2020 --unit 办信科 --talk 2 --criticism 1

            写一个单位的总数；改动已登记的，须说明理由。
            """,
            """
            Example:
              taizhang round account inspection-2020 --unit letters --talk 2 --criticism 1

            The numbers are a unit's totals; to change them needs a reason.
            """))

    @Argument(help: .round) var round: RoundID

    @Option(name: .long, help: help("单位；不写则为全局", "the unit; the whole office where it is left out", "单位|UNIT"))
    var unit: UnitID?

    @Option(name: .long, help: help("谈话提醒", "talks", "人数|COUNT"))
    var talk = 0

    @Option(name: .long, help: help("批评教育", "criticism", "人数|COUNT"))
    var criticism = 0

    @Option(name: .long, help: help("组织处理", "organisational measures", "人数|COUNT"))
    var organisational = 0

    @Option(name: .long, help: help("党纪政务处分", "disciplinary action", "人数|COUNT"))
    var discipline = 0

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let counts = Accountability(
                talk: talk, criticism: criticism, organisational: organisational, discipline: discipline)
            try desk.round(round, .account(RoundAccounted(counts, unit: unit)))
            return Message(
                "已登记问责 \(counts.total) 人。",
                "Entered accountability of \(counts.total) \(counts.total == 1 ? "person" : "people").")
        }
    }
}
