import ArgumentParser
import Ledger
import Rectification

struct MeasurePlan: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "plan", abstract: say("制定整改措施（牵头单位）", "Plan a measure (lead unit)."),
        discussion: say(
            """
            例：
              taizhang measure plan 2020-015 --text 补齐记录 --deadline 2020年9月底前 --expects 会议记录
              taizhang measure plan 2020-015 --text 当场整理档案 --kind 立行立改
              taizhang measure plan 2020-015 --text 每季抽查 --review 2020-12-31 --review 2021-03-31

            有复核日期的是长期坚持，有时限的是限期整改，除非用 --kind 另说。
            """,
            """
            Examples:
              taizhang measure plan 2020-015 --text "complete the minutes" --deadline 2020-09-30 --expects minutes
              taizhang measure plan 2020-015 --text "tidy up the files" --kind immediate
              taizhang measure plan 2020-015 --text "spot checks" --review 2020-12-31 --review 2021-03-31

            With review dates it is sustained, with a deadline by deadline, unless --kind says otherwise.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(name: .long, help: help("措施内容", "what is to be done", "文字|TEXT"))
    var text: String

    @Option(
        name: .long,
        help: help(
            "整改类别：immediate 立行立改，bydeadline 限期整改，sustained 长期坚持", "immediate, bydeadline or sustained",
            "类别|KIND"))
    var kind: Measure.Kind?

    @Option(name: .long, parsing: .unconditional, help: help("整改时限", "deadline: the last day", "日期|DATE"))
    var deadline: String?

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: help("复核日期，可多次给出", "review date; may be repeated", "日期|DATE"))
    var review: [String] = []

    @Option(
        name: .long,
        help: help("应有的佐证名目，可多次给出", "kind of evidence that it must show; may be repeated", "名目|KIND"))
    var expects: [String] = []

    @Option(name: .long, help: help("责任人，与问题不同时", "owner, where not the finding's", "职务|ACTOR"))
    var owner: ActorID?

    @Option(
        name: .long,
        help: help("责任单位，与问题不同时；可多次给出", "responsible unit, where not the finding's; may be repeated", "单位|UNIT"))
    var unit: [UnitID] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            var planned = MeasurePlanned()
            planned.text = text
            planned.kind = kind ?? (review.isEmpty ? .bydeadline : .sustained)
            planned.deadline = try deadline.map(session.day)
            planned.reviews = try review.map(session.day).sorted()
            planned.expects = expects
            planned.owner = owner
            planned.units = unit
            try desk.finding(number, .plan(planned))
            let measure = try desk.finding(number)?.measures.last?.number ?? 1
            return Message("已为问题 \(number) 制定措施 \(measure)。", "Planned measure \(measure) of finding \(number).")
        }
    }
}
