import ArgumentParser
import Interchange
import Ledger
import Rectification

struct MemberImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "import", abstract: say("导入党员名册（登记人）", "Import a list of members (recorder)."),
        discussion: say(
            """
            例：
              taizhang member import 党员名册.csv --on 2020-07-01 --dry-run
              taizhang member import 党员名册.csv --on 2020-07-01

            列：党员编号、党支部、科室、职务、党内职务、姓名、电话；姓名和电话加密另存。--on 是名册生效的日期。
            新编号登记入册，已有的登记变动，台账没有的支部和科室一并登记；台账里有而名册没有的列为存疑，不自动离开。
            """,
            """
            Examples:
              taizhang member import members.csv --on 2020-07-01 --dry-run
              taizhang member import members.csv --on 2020-07-01

            Columns: code, branch, section, post, partypost, name, phone; names and telephone numbers are kept encrypted. \
            --on is the day the list came into force. New codes are enrolled, for known ones what differs is entered, and \
            branches and sections that the ledger lacks as well; whom the list does not name is listed and stays.
            """))

    @OptionGroup var sheet: SheetOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        guard write.onBehalfOf == nil, write.reason == nil else { throw Fault.notOfImport }
        try Session.maintain(options) { session in
            let source = GivenSheet(sheet.file, session)
            let mapping = try MemberColumn.mapping(sheet.map)
            let watch = GivenSheet.watch()
            let result = try MemberImporter.run(
                source.url, bytes: try source.bytes(), sheet: sheet.sheet, mapping: mapping,
                order: try session.sheetOrder(write),
                in: try session.ledger)
            watch.end()
            try session.show(result, reportTo: sheet.report)
        }
    }
}
