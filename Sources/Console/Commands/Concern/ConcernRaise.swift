import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct ConcernRaise: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "raise", abstract: say("登记热点关切或调研成果（登记人，或本单位的人）", "Raise a concern or a research result."),
        discussion: say(
            """
            例：
              taizhang concern raise --text 接访压力大、补休难落实 --unit 第一党支部 --activity 2020-002 --on 2020-07-02
              taizhang concern raise --kind 调研成果 --text 欠薪类信访应前移到工地 --unit 督查科 --activity 2020-038

            不要写人名；细节用 --details，加密另存。
            """,
            """
            Examples:
              taizhang concern raise --text "no time off after visits" --unit "Branch 1" --activity 2020-002
              taizhang concern raise --kind research --text "wages: go to the building sites" --activity 2020-038

            Name no one; details are kept encrypted with --details.
            """))

    @Option(name: .long, help: help("热点关切 concern，调研成果 research", "concern or research", "类别|KIND"))
    var kind: Concern.Kind = .concern

    @Option(name: .long, help: help("内容", "what it is", "文字|TEXT"))
    var text: String

    @Option(name: .long, help: help("哪个单位的", "the unit it is of", "单位|UNIT"))
    var unit: UnitID?

    @Option(name: .long, help: help("来自哪次活动", "the activity it comes from", "编号|NUMBER"))
    var activity: ActivityNumber?

    @Option(name: .long, help: help("细节，加密另存，可依法删除", "details: kept encrypted, can be erased", "文字|TEXT"))
    var details: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            var raised = ConcernRaised()
            raised.personal = Erasable(["details": details ?? ""])
            raised.activity = activity
            raised.kind = kind
            raised.text = text
            raised.unit = unit
            let number: ConcernNumber = try desk.nextNumber(in: desk.on.year)
            let unknown = try desk.unknown([activity?.stream].compactMap { $0 })
            try desk.perform(.raise(raised, unknown: unknown), on: number, of: Concern.self)
            return Message("已登记\(kind.title.zh) \(number)。", "Raised \(kind.title.en) \(number).")
        }
    }
}
