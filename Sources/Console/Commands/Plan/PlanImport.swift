import ArgumentParser
import Interchange
import Ledger
import Rectification

struct PlanImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "import",
        abstract: say("导入工作计划任务分解表（登记人，代审批人录入）", "Import a work plan's sheet (recorder, for an approver)."),
        discussion: say(
            """
            例：
              taizhang plan import 计划.csv --name 2020年下半年 --on 2020-07-01 --dry-run
              taizhang plan import 计划.csv --name 2020年下半年 --title 2020年下半年党建工作计划 --adopt 通知.pdf \
            --on-behalf-of 党组书记 --on 2020-07-01

            列：序号、计划条目、任务、责任单位、责任人、开始、截止、频次、成果与佐证、关联制度。计划自 --on 那天起执行；\
            台账没有的单位和职务一并登记。一行有误则整张表都不导入，按报告改正后再导入。
            """,
            """
            Examples:
              taizhang plan import plan.csv --name 2020-h2 --on 2020-07-01 --dry-run
              taizhang plan import plan.csv --name 2020-h2 --title "Plan for the second half of 2020" \
            --adopt notice.pdf --on-behalf-of secretary --on 2020-07-01

            Columns: number, item, text, unit, owner, from, until, frequency, expects, regulation. The plan is in force \
            from --on; units and posts that the ledger lacks are entered too. One row that is wrong, and nothing is \
            imported: correct what the report lists and import again.
            """))

    @Option(name: .long, help: help("计划的简称，任务号以它开头", "what it is called for short: tasks begin with it", "计划|PLAN"))
    var name: PlanID

    @Option(name: .long, help: help("计划的全称；不写则与简称相同", "its full title; else its name", "文字|TEXT"))
    var title: String?

    @Option(name: .long, help: help("通过计划的文件", "the document by which it was adopted", "文件|FILE"))
    var adopt: String?

    @OptionGroup var sheet: SheetOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.maintain(options) { session in
            let source = GivenSheet(sheet.file, session)
            let mapping = try PlanColumn.mapping(sheet.map)
            let handedIn = try HandedIn(document: adopt, as: "计划文件", session)
            let naming = PlanImporter.Naming(name, title: title ?? name.text, document: handedIn.document)
            let watch = GivenSheet.watch()
            let result = try PlanImporter.run(
                source.url, bytes: try source.bytes(), sheet: sheet.sheet, mapping: mapping, naming: naming,
                order: try session.sheetOrder(write),
                in: try session.ledger
            ) { try handedIn.keep(in: session, for: $0) }
            watch.end()
            try session.show(result, reportTo: sheet.report)
        }
    }
}
