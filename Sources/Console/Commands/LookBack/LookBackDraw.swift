import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct LookBackDraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "draw", abstract: say("抽取“回头看”的问题（登记人）", "Draw closed findings for a look-back (recorder)."),
        discussion: say(
            """
            例：
              taizhang look-back draw 回头看-2021 --from-round 巡察反馈-2020 --random 5 --seed 20210308公证号117
              taizhang look-back draw 回头看-2021 --from-round 巡察反馈-2020 --risk

            从这些轮次已销号的问题中抽取。随机抽取任何人都能重做：每个编号算 SHA-256(种子 + 换行 + 编号)，按十六进制排序取前 N 个：
              printf '%s\\n%s' 种子 2020-015 | sha256sum
            按风险：曾经反弹、退回、延期、逾期完成的，或类别是共性问题的。
            """,
            """
            Examples:
              taizhang look-back draw lookback-2021 --from-round inspection-2020 --random 5 --seed lottery-2021-03-08
              taizhang look-back draw lookback-2021 --from-round inspection-2020 --risk

            From the closed findings of these rounds. Anybody can draw the random sample again: of each number take \
            SHA-256(seed + line feed + number), sort by the hexadecimal digits, take the first N:
              printf '%s\\n%s' SEED 2020-015 | sha256sum
            By risk: relapsed, returned, extended or completed late before, or of a category that is a common problem.
            """))

    @Argument(help: .round) var round: RoundID

    @Option(
        name: .customLong("from-round"), help: help("来源轮次，可多次给出", "a round to draw from; may be repeated", "轮次|ROUND"))
    var from: [RoundID]

    @Flag(name: .long, help: help("全部已销号的问题", "all that are closed"))
    var all = false

    @Flag(name: .long, help: help("按风险", "those at risk"))
    var risk = false

    @Option(name: .long, help: help("随机抽取 N 个", "so many at random", "N"))
    var random: Int?

    @Option(name: .long, help: help("随机抽取的种子，事先公布", "the seed of the random draw, told beforehand", "文字|TEXT"))
    var seed: String?

    @Option(name: .long, help: help("问题来源", "source", "来源|SOURCE"))
    var source = say("“回头看”", "look-back")

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try requireOneWay()
        try Session.perform(options, write) { _, desk in
            for id in from where try desk.round(id) == nil { throw Fault.notListed(id.stream, .rounds) }
            let candidates = try desk.lookBackCandidates(of: from)
            var sampled = RoundSampled()
            sampled.from = from
            sampled.method = all ? .all : risk ? .risk : .random
            sampled.population = candidates.map(\.number)
            sampled.seed = seed
            sampled.sample =
                switch sampled.method {
                case .all: sampled.population
                case .risk: candidates.filter { !$0.risks.isEmpty }.map(\.number)
                case .random: RoundSampled.random(random ?? 0, of: sampled.population, seed: seed ?? "")
                }
            try desk.round(round, .open(source: source, body: nil, document: nil, intensiveUntil: nil))
            try desk.round(round, .sample(sampled))
            let names = Message.list(sampled.sample.map(\.text)) ?? Message("", "")
            return Message(
                "轮次 \(round)：从 \(sampled.population.count) 个已销号问题中抽取 \(sampled.sample.count) 个：\(names.zh)。",
                "\(round): drew \(sampled.sample.count) of \(sampled.population.count) closed: \(names.en).")
        }
    }

    private func requireOneWay() throws(Fault) {
        guard [all, risk, random != nil].count(where: { $0 }) == 1, random ?? 1 > 0 else {
            throw Fault(
                "E-ARGUMENT", .usage, Message("须写明一种抽取方法。", "Say one way of drawing."),
                remedy: Message(
                    "写 --all、--risk，或 --random N --seed 文字。", "Give --all, --risk, or --random N --seed TEXT."))
        }
        guard (random != nil) == (seed != nil) else {
            throw Fault(
                "E-ARGUMENT", .usage,
                Message("种子用于随机抽取，随机抽取须有种子。", "A seed is for a random draw, and a random draw has one."),
                remedy: Message("写 --random N --seed 文字。", "Give --random N --seed TEXT."))
        }
    }
}
