import ArgumentParser
import Ledger
import ReadModels

/// One form of export a file beside this one: `Export+Tiles`, `Export+Events`, `Export+Lists`, `Export+Plan`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "export",
        abstract: say("导出台账，供他人核验，或供其他程序使用", "Export the ledger, for others to verify or other programs to use."),
        discussion: say(
            """
            例：
              taizhang export --tiles /srv/www/taizhang
              taizhang verify --tiles /srv/www/taizhang --key 公钥
              taizhang export --cloudevents -o 记录.jsonl
              taizhang export --cloudevents --from 413 | 某程序
              taizhang export --csv -o 2020年底 --as-of 2020-12-31
              taizhang export --oscal --round 巡察反馈-2020 -o poam.json

            --tiles：按 C2SP tlog-tiles 写成普通文件，任何网站、U 盘都能发布；写到最新的检查点，或 --at 所指的。再次运行只补新的部分，\
            checkpoint 最后写，中途断电也无妨。文件夹里若是别的台账或更长的导出，就拒绝。
            --cloudevents：每条记录一行，就是存储的原文（CloudEvents 1.0 的 JSON），可据以重算哈希；怎样续传、怎样核验见 \
            events/README.md。
            --csv：每种清单一个文件，另有 records.csv（全部记录），放进一个新文件夹，Excel、WPS 直接打开。
            --oscal：NIST OSCAL 1.1.3 的整改计划与节点（POA&M），给国外审计方；对应关系见 docs/oscal.md。

            哪一种里都没有个人信息（记录里只有其摘要）、佐证文件和密钥。
            """,
            """
            Examples:
              taizhang export --tiles /srv/www/ledger
              taizhang verify --tiles /srv/www/ledger --key VKEY
              taizhang export --cloudevents -o records.jsonl
              taizhang export --cloudevents --from 413 | some-program
              taizhang export --csv -o end-of-2020 --as-of 2020-12-31
              taizhang export --oscal --round inspection-2020 -o poam.json

            --tiles: plain files in the layout of C2SP tlog-tiles, for any web server or stick; up to the latest \
            checkpoint, or the one of --at. Run again, it adds what is new; checkpoint is written last, so that an \
            interrupted export does no harm. A folder that holds another ledger, or more than is to be exported, is refused.
            --cloudevents: a line a record, its stored bytes (CloudEvents 1.0 in JSON), to be hashed again by whoever reads \
            it; events/README.md says how to go on where one stopped, and how to verify.
            --csv: a file a list, and records.csv with every record, in a new folder, for any spreadsheet.
            --oscal: a plan of action and milestones in NIST's OSCAL 1.1.3, for auditors abroad; see docs/oscal.md.

            Personal data (records hold its digests only), evidence and keys are in none of them.
            """))

    @Option(
        name: .long, help: help("写成静态日志，放进这个文件夹", "write a static log into this folder", "文件夹|FOLDER"),
        completion: .directory)
    var tiles: String?

    @Flag(name: .long, help: help("每条记录一行 CloudEvents JSON", "a CloudEvent in JSON a line, one a record"))
    var cloudevents = false

    @Flag(name: .long, help: help("每种清单一个 CSV 文件，放进 -o 所指的新文件夹", "a CSV file a list, in a new folder named by -o"))
    var csv = false

    @Flag(name: .long, help: help("OSCAL 整改计划与节点（JSON）", "an OSCAL plan of action and milestones in JSON"))
    var oscal = false

    @Option(name: .long, help: help("到哪个检查点（--tiles）", "up to which checkpoint (--tiles)", "条数|SIZE"))
    var at: Int?

    @Option(name: .long, help: help("从第几条记录起（--cloudevents）", "from which record on (--cloudevents)", "序号|N"))
    var from: Int?

    @Option(name: .long, help: help("到第几条记录为止（--cloudevents）", "up to which record (--cloudevents)", "序号|N"))
    var to: Int?

    @Option(
        name: .long,
        help: help("这一轮的问题（--oscal），可多次给出", "findings of this round (--oscal); may be repeated", "轮次|ROUND"))
    var round: [String] = []

    @OptionGroup var output: OutputOptions
    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let form = try form
        try refuseStrays(form)
        try Session.query(options) { session in
            switch form {
            case .tiles(let folder): try exportTiles(to: folder, session)
            case .events: try exportEvents(session)
            case .lists(let folder): try exportLists(to: folder, session)
            case .plan: try exportPlan(session)
            }
        }
    }
}

// MARK: - Which form

extension ExportCommand {
    private enum Form {
        case tiles(String)
        case events
        case lists(String)
        case plan

        var option: String {
            switch self {
            case .tiles: "--tiles"
            case .events: "--cloudevents"
            case .lists: "--csv"
            case .plan: "--oscal"
            }
        }
    }

    private var form: Form {
        get throws {
            let named = [
                tiles.map(Form.tiles), cloudevents ? .events : nil, csv ? .lists(output.output ?? "") : nil,
                oscal ? .plan : nil,
            ].compactMap { $0 }
            guard let form = named.first else { throw Fault.noForm }
            guard named.count == 1 else { throw Fault.severalForms(named.map(\.option)) }
            if case .lists(let folder) = form, folder.isEmpty || folder == "-" { throw Fault.noFolder }
            return form
        }
    }

    /// What another form takes would be passed over in silence.
    private func refuseStrays(_ form: Form) throws {
        let given = [
            ("--at", at != nil, ["--tiles"]), ("--from", from != nil, ["--cloudevents"]),
            ("--to", to != nil, ["--cloudevents"]), ("--round", !round.isEmpty, ["--oscal"]),
            ("--output", output.output != nil, ["--cloudevents", "--csv", "--oscal"]),
            ("--replace", output.replace, ["--cloudevents", "--oscal"]),
            ("--as-of", horizon.asOf != nil, ["--csv", "--oscal"]),
            ("--as-recorded", horizon.asRecorded != nil, ["--csv", "--oscal"]),
        ]
        for (option, isGiven, forms) in given where isGiven && !forms.contains(form.option) {
            throw Fault.strayOption(option, with: form.option, takenBy: forms)
        }
    }
}

extension Fault {
    private static func export(_ message: Message, _ remedy: Message) -> Fault {
        Fault("E-ARGUMENT", .usage, message, remedy: remedy)
    }

    fileprivate static let noForm = export(
        Message("没有说明导出成什么。", "It is not said what to export to."),
        Message(
            "用 --tiles 文件夹、--cloudevents、--csv -o 文件夹、--oscal 之一。",
            "Use one of --tiles FOLDER, --cloudevents, --csv -o FOLDER, --oscal."))

    fileprivate static func severalForms(_ options: [String]) -> Fault {
        export(
            Message(
                "\(options.joined(separator: "、")) 只能给一个。",
                "Only one of \(options.joined(separator: ", ")) can be given."),
            Message("分几次导出。", "Export once for each."))
    }

    fileprivate static let noFolder = export(
        Message("没有说明 CSV 文件放进哪个文件夹。", "It is not said into which folder the CSV files go."),
        Message("用 -o 给出一个还没有的文件夹。", "Name a folder that is not there yet with -o."))

    fileprivate static func strayOption(_ option: String, with form: String, takenBy forms: [String]) -> Fault {
        export(
            Message("\(option) 不能与 \(form) 同用。", "\(option) does not go with \(form)."),
            Message(
                "\(option) 用于 \(forms.joined(separator: "、"))。", "\(option) is for \(forms.joined(separator: ", "))."))
    }
}
