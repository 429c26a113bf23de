import ArgumentParser
import Ledger
import Rectification

struct GradeAdopt: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "adopt", abstract: say("印发支部定级标准（审批人）", "Adopt criteria for branch grades (approver)."),
        discussion: say(
            """
            例：
              taizhang grade adopt 支部评星定级办法 --grade 五星 --grade 四星 --grade 三星 \
            --item 组织建设=40 --item 作用发挥=60

            同名再印发为新一版；已自评的年度仍按自评时的版本。
            """,
            """
            Example:
              taizhang grade adopt star-criteria --grade five-star --grade four-star --grade three-star \
            --item organisation=40 --item effect=60

            Under the same name it is a new version; a year that was self-assessed stays with the version of that time.
            """))

    @Argument(help: help("标准名称", "the name of the criteria", "名称|NAME")) var name: GradeCriteriaID

    @Option(name: .long, help: help("等级，由高到低逐个给出", "a grade, the highest first; may be repeated", "等级|GRADE"))
    var grade: [String] = []

    @Option(name: .long, help: help("项目=满分，逐项给出", "an item and its full marks; may be repeated", "项目=满分|ITEM=MARKS"))
    var item: [String] = []

    @OptionGroup var document: DocumentOption

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try document.handedIn(session)
            var adopted = GradeCriteriaAdopted()
            adopted.document = handedIn.document
            adopted.grades = grade
            adopted.items = try item.map { argument in
                let (item, full) = try Assigned.number(argument, Message("项目=满分", "item and full marks"))
                return GradeItem(item, full: full)
            }
            try desk.perform(.adopt(adopted), on: name, of: GradeCriteria.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已印发定级标准“\(name)”。", "Adopted the criteria “\(name)”.")
        }
    }
}
