import ArgumentParser
import Interchange
import Ledger
import Rectification

struct ActivityImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "import", abstract: say("导入活动登记表（登记人）", "Import a sheet of activities (recorder)."),
        discussion: say(
            """
            例：
              taizhang activity import 活动.csv --plan 2020年下半年 --dry-run
              taizhang activity import 活动.csv --plan 2020年下半年
              taizhang activity import 活动.csv --map 地点=topic

            列：日期、类别、党支部、主题、应到、实到、时长、主持、佐证材料、关联任务序号、参加党员、内容、对象。\
            按表中日期登记，注明来自导入；台账没有的支部和职务一并登记；可疑的照录并列为存疑。一行有误则整张表都不导入。
            """,
            """
            Examples:
              taizhang activity import activities.csv --plan 2020-h2 --dry-run
              taizhang activity import activities.csv --plan 2020-h2
              taizhang activity import activities.csv --map Place=topic

            Columns: date, kind, branch, topic, expected, present, minutes, host, evidence, task, participants, content, \
            person. Entered by the sheet's own dates, marked as imported; branches and posts that the ledger lacks are \
            entered too; what is doubtful is kept and listed. One row that is wrong, and nothing is imported.
            """))

    @Option(name: .long, help: help("任务序号是哪份工作计划的", "the work plan whose tasks it names by number", "计划|PLAN"))
    var plan: PlanID?

    @OptionGroup var sheet: SheetOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        guard write.onBehalfOf == nil, write.reason == nil else { throw Fault.notOfImport }
        try Session.maintain(options) { session in
            let source = GivenSheet(sheet.file, session)
            let mapping = try ActivityColumn.mapping(sheet.map)
            let watch = GivenSheet.watch()
            let result = try ActivityImporter.run(
                source.url, bytes: try source.bytes(), sheet: sheet.sheet, mapping: mapping, plan: plan,
                order: try session.sheetOrder(write),
                in: try session.ledger)
            watch.end()
            try session.show(result, reportTo: sheet.report)
        }
    }
}
