import ArgumentParser
import Foundation
import Ledger
import ReadModels
import Rectification
import Reports

struct ReportMake: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "make", abstract: say("制作一份报告", "Make a report."),
        discussion: say(
            """
            例：
              taizhang report 整改情况报告 --round 巡察反馈-2020 -o 整改情况报告.html
              taizhang report 三个清单 --as-of 2020-12-31 -o 三个清单.xlsx
              taizhang report 督办通报 --lang zh -o 通报.md
              taizhang report 工作计划完成情况 2020年下半年 -o 计划.html
              taizhang report 党员积分公示 2020-Q3 -o 公示.html
              taizhang report 审计报告 2020-015 -o 2020-015.html
              taizhang verify --report 整改情况报告.html

            有哪些报告：taizhang report list。格式由文件名定（.xlsx、.html、.md、.csv），也可用 --format；不写 -o 则输出到标准输出（默认 md）。
            每份报告写明取自台账前多少条记录、根是什么、截至哪天、按什么条件；谁有台账，谁就能用 verify --report 逐字节重算。\
            已有的文件不会被覆盖；中断时不留半份文件。
            """,
            """
            Examples:
              taizhang report rectification --round 巡察反馈-2020 -o report.html
              taizhang report lists --as-of 2020-12-31 -o lists.xlsx
              taizhang report circular --lang zh -o circular.md
              taizhang report work-plan 2020年下半年 -o plan.html
              taizhang report points 2020-Q3 -o points.html
              taizhang report audit 2020-015 -o 2020-015.html
              taizhang verify --report report.html

            What there is: taizhang report list. The file's name says the format (.xlsx, .html, .md, .csv), or --format does; \
            without -o it goes to standard output (md by default).
            Each report states how many of the ledger's records it is of, their root, the day and the conditions; whoever has \
            the ledger makes it again byte for byte with verify --report. A file that is there is never overwritten; nothing \
            half-written is left when it is interrupted.
            """))

    @Argument(help: help("报告名", "which report", "报告|REPORT"))
    var report: String

    @Argument(help: help("报告的对象：问题编号、计划名或季度", "what it is about: a finding's number, a plan, a quarter", "对象|SUBJECT"))
    var subject: String?

    @Option(name: .long, help: .pointRules) var rules: PointRulesID?

    @OptionGroup var destination: OutputOptions

    @Option(name: .long, help: help("格式：xlsx、html、md、csv", "xlsx, html, md or csv", "格式|FORMAT"))
    var format: String?

    @OptionGroup var filters: FilterOptions
    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            guard let type = ReportCatalogue.type(named: report) else { throw Fault.unknownReport(report) }
            let format = try chosenFormat
            let isPaged = !destination.isFile && session.terminal.output.isTerminal
            if isPaged, format.isBinary { throw Fault.binary }
            let order = ReportOrder(
                report: type.name.en, subject: try type.subject(subject), rules: try type.rules(rules),
                filter: try filters.filter(session))
            let standpoint = try session.ledger.standpoint(try horizon.horizon(session))
            let progress = ReportProgress(session, records: standpoint.size)
            defer { progress.finish() }
            let print = { (put: @escaping ([UInt8]) throws -> Void) in
                try session.press.print(
                    order, from: standpoint, in: session.language, as: format, progress: progress.progress, put: put)
            }
            guard !isPaged else {
                var page: [UInt8] = []
                _ = try print { page += $0 }
                progress.finish()
                return try session.page(String(decoding: page, as: UTF8.self))
            }
            let stamp = try destination.write { buffer in try print(buffer.write) }
            progress.finish()
            guard destination.isFile, let file = destination.output else { return }
            try session.show(ReportMade(file: file, format: format, stamp: stamp))
        }
    }

    private var chosenFormat: ReportFormat {
        get throws {
            if let format {
                guard let named = ReportFormat(rawValue: format.lowercased()) else { throw Fault.unknownFormat(format) }
                return named
            }
            guard destination.isFile, let file = destination.output else { return .md }
            guard let named = ReportFormat(file: file) else { throw Fault.unknownFormat(file) }
            return named
        }
    }
}

extension ReportType {
    /// What the report is about, where it is about one thing.
    fileprivate func subject(_ given: String?) throws -> String? {
        guard let given else { return nil }
        guard subject != nil else {
            throw Fault(
                "E-REPORT-SUBJECT", .usage,
                Message(
                    "\(name.zh)不针对单个对象，不用写“\(given)”。",
                    "The report \(name.en) is not about one thing: “\(given)” is too much."),
                remedy: Message("用 --round、--unit 等条件选取。", "Choose with --round, --unit and the like."))
        }
        return given
    }
}

extension ReportType {
    /// By which rules it is made, where it is made by rules.
    fileprivate func rules(_ given: PointRulesID?) throws -> PointRulesID? {
        guard given == nil || takesRules else {
            throw Fault(
                "E-REPORT-RULES", .usage,
                Message("\(name.zh)不按积分规则计算。", "The report \(name.en) is not made by rules for points."),
                remedy: Message("去掉 --rules。", "Leave --rules out."))
        }
        return given
    }
}

extension Session {
    var press: ReportPress {
        get throws {
            ReportPress(try ledgerAsItIs, program: Taizhang.version) { record in
                let phrase = EventPhrase(record)
                return StepWords(title: phrase.title, detail: .list(phrase.parts, "  ", "  "))
            }
        }
    }
}

/// The progress bars of a report: first the records, then the rows.
final class ReportProgress {
    private let session: Session
    private let records: ProgressBar
    private var rows: ProgressBar?

    init(_ session: Session, records: Int) {
        self.session = session
        self.records = session.progressBar(Message("重算台账", "Folding"), total: records)
    }

    var progress: ReportPress.Progress {
        ReportPress.Progress(
            folded: { self.records.advance(to: $0) },
            begins: { total in
                self.records.finish()
                self.rows = ProgressBar(
                    Message("写报告", "Writing"), total: total, unit: Message("行", "rows"),
                    screen: self.session.terminal.errors, language: self.session.language)
            },
            written: { self.rows?.advance(to: $0) })
    }

    func finish() {
        records.finish()
        rows?.finish()
    }
}

/// What was made.
struct ReportMade: Answer {
    var file: String
    var format: ReportFormat
    var stamp: ReportStamp

    func text(on screen: Screen, _ language: Language) -> String {
        let size = grouped(stamp.standpoint.size)
        let name = ReportCatalogue.type(named: stamp.order.report)?.name ?? Message(verbatim: stamp.order.report)
        let said = Message(
            "已写出 \(shown(file))：\(name.zh)，截至 \(stamp.standpoint.day)，取自前 \(size) 条记录",
            "Wrote \(shown(file)): \(name.en), as of \(stamp.standpoint.day), of the first \(size) records")
        let root = Message("根 ", "root ").text(language) + stamp.standpoint.root.hex
        let hint = Message(
            "核验：taizhang verify --report \(shown(file))", "To check it: taizhang verify --report \(shown(file))")
        return said.text(language) + "\n" + root + "\n"
            + (screen.isTerminal ? screen.style(.dim, hint.text(language)) + "\n" : "")
    }

    var json: JSONValue { ["file": .string(file), "fileFormat": .string(format.rawValue), "stamp": stamp.json] }
}

extension Fault {
    fileprivate static func unknownFormat(_ text: String) -> Fault {
        Fault(
            "E-REPORT-FORMAT", .usage,
            Message("看不出“\(text)”要什么格式。", "“\(text)” does not say which format is wanted."),
            remedy: Message(
                "文件名以 .xlsx、.html、.md 或 .csv 结尾，或加 --format。",
                "End the file's name in .xlsx, .html, .md or .csv, or add --format."))
    }

    fileprivate static var binary: Fault {
        Fault(
            "E-REPORT-BINARY", .usage, Message("工作簿不能显示在终端上。", "A workbook cannot be shown on a terminal."),
            remedy: Message("用 -o 文件.xlsx。", "Use -o FILE.xlsx."))
    }
}
