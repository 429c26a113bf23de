import ArgumentParser
import Ledger
import Rectification

struct ModelNominate: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "nominate", abstract: say("登记推荐（登记人）", "Enter a nomination (recorder)."),
        discussion: say(
            """
            例：
              taizhang model nominate --title 优秀共产党员 --member DY-011 --branch 第一党支部 --deeds 带头包案化解积案
              taizhang model nominate --title 先进集体 --unit 办信科 --branch 第一党支部 --document 推荐表.docx

            事迹和异议内容加密另存，用 taizhang disclose 查看，可依法删除。
            """,
            """
            Examples:
              taizhang model nominate --title "outstanding member" --member DY-011 --branch "Branch 1" --deeds "settled old cases"
              taizhang model nominate --title "model unit" --unit Letters --branch "Branch 1" --document form.docx

            Deeds and objections are kept encrypted beside the records: see them with taizhang disclose.
            """))

    @Option(name: .long, help: help("称号", "for what", "文字|TEXT"))
    var title: String

    @Option(name: .long, help: .member) var member: MemberCode?

    @Option(name: .long, help: help("推荐的集体", "the unit that is nominated", "单位|UNIT"))
    var unit: UnitID?

    @Option(name: .long, help: help("推荐支部", "the branch that nominates", "单位|UNIT"))
    var branch: UnitID?

    @Option(name: .long, help: help("事迹，加密保存", "deeds, kept encrypted", "文字|TEXT"))
    var deeds: String?

    @OptionGroup var document: DocumentOption

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try document.handedIn(session)
            var nominated = ModelNominated()
            nominated.words = Erasable(["deeds": deeds ?? ""])
            nominated.branch = branch
            nominated.document = handedIn.document
            nominated.member = member
            nominated.title = title
            nominated.unit = unit
            let isPresent =
                try member.map { try desk.state($0, of: Member.self).map { $0.leftOn == nil } ?? false } ?? true
            let number: ModelNumber = try desk.nextNumber(in: desk.on.year)
            try desk.perform(.nominate(nominated, knows: isPresent), on: number, of: Model.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已登记推荐 \(number)。", "Entered nomination \(number).")
        }
    }
}
