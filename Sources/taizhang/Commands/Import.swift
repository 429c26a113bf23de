import ArgumentParser
import Foundation
import Interchange
import Ledger
import ReadModels
import Rectification

struct ImportSheet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: say("导入 Excel 另存的 CSV 台账（登记人）", "Import a sheet that Excel saved as CSV (recorder)."),
        discussion: say(
            """
            例：
              taizhang import 整改台账.csv --round 巡察反馈-2020 --dry-run
              taizhang import 整改台账.csv --round 巡察反馈-2020
              taizhang import 台账.csv --map 整改截止=deadline --map 科室=unit

            表格说的是过去的事，当时并未记录：按表中日期导入，注明来自导入，文件本身留作佐证；与规则不符的照录并列为存疑。\
            一行有误则整张表都不导入。同一文件再导入一次，不会重复追加。
            """,
            """
            Examples:
              taizhang import ledger.csv --round inspection-2020 --dry-run
              taizhang import ledger.csv --round inspection-2020
              taizhang import ledger.csv --map "Finish by"=deadline --map Office=unit

            A sheet tells of the past, which was not recorded when it happened: it is entered by its own dates, marked as \
            imported, with the file itself kept as evidence; what breaks a rule is kept as it stands and listed as \
            doubtful. One row that is wrong, and nothing is imported. The same file again appends nothing.
            """))

    @Argument(
        help: help("CSV 文件（UTF-8 或 GB18030）", "the CSV file (UTF-8 or GB18030)", "文件|FILE"),
        completion: .file(extensions: ["csv"]))
    var file: String

    @Option(
        name: .long,
        help: help(
            "都归入这一轮；不写则按来源和反馈年份分轮", "the round of all its findings; else one a source and year of feedback", "轮次|ROUND")
    )
    var round: RoundID?

    @Option(
        name: .long,
        help: help("表中列名=字段，可多次给出", "its column's name=our column; may be repeated", "列名=字段|NAME=COLUMN"))
    var map: [String] = []

    @Option(
        name: .long,
        help: help("报告写到这个文件；没有可报告的则不写", "the report's file; not written where there is nothing to report", "文件|FILE"))
    var report = "import-report.csv"

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        guard write.onBehalfOf == nil, write.reason == nil else { throw Fault.notOfImport }
        try Session.maintain(options) { session in
            let source = SheetFile(file, session)
            let mapping = try SheetColumn.mapping(map)
            let order = try session.order(write)
            let ledger = try session.ledger
            let watch = SheetFile.watch()
            let result = try Importer.run(
                source.url, bytes: try source.bytes(), mapping: mapping, round: round, order: order, in: ledger)
            watch.end()
            try session.show(result, reportTo: report)
        }
    }
}

/// What an import led to (`ux.md`: what it feels like).
struct ImportAnswer: Answer {
    var result: ImportResult
    /// The file that the report was written to; nil where none was.
    var report: String?

    func text(on screen: Screen, _ language: Language) -> String {
        var lines = [counts]
        if !result.unknownColumns.isEmpty { lines.append(unknown) }
        if !result.skipped.isEmpty { lines.append(skipped) }
        var out = lines.map { shown($0.text(language)) + "\n" }.joined()
        if let outcome = result.outcome, !outcome.isDryRun {
            out += OutcomeAnswer(outcome: outcome, said: nil).text(on: screen, language)
        } else if let outcome = result.outcome {
            out += OutcomeAnswer(outcome: outcome, said: nil).brief(language)
        }
        return out
    }

    private var counts: Message {
        let see = report.map { Message("（见 \($0)）", " (see \($0))") } ?? Message("", "")
        let zh = result.counts.map { "\($0.number) \($0.noun.zh)，" }.joined()
        let en = result.counts.map { "\($0.number) \($0.noun.en), " }.joined()
        return Message(
            "读取 \(result.rows) 行：\(zh)\(result.refusedRows) 行有误，\(result.doubtedRows) 行需确认",
            "Read \(result.rows) rows: \(en)\(result.refusedRows) wrong, \(result.doubtedRows) to be looked at") + see
    }

    private var unknown: Message {
        let names = result.unknownColumns.map { column in
            column.name.isEmpty
                ? Message("第 \(column.position) 列", "column \(column.position)") : Message(verbatim: column.name)
        }
        return Message(
            "未导入的列：\(names.map(\.zh).joined(separator: "、"))（用 --map 列名=字段 指明）",
            "Columns not imported: \(names.map(\.en).joined(separator: ", ")) (name them with --map NAME=COLUMN)")
    }

    private var skipped: Message {
        let lines = result.skipped.prefix(10).map { String($0.line) } + (result.skipped.count > 10 ? ["…"] : [])
        return Message(
            "跳过 \(result.skipped.count) 行（合计、落款等）：第 \(lines.joined(separator: "、")) 行",
            "Passed over \(result.skipped.count) rows (totals, signatures): lines \(lines.joined(separator: ", "))")
    }

    var json: JSONValue {
        var members = JSONObject([
            "rows": .integer(result.rows), "refusedRows": .integer(result.refusedRows),
            "doubtedRows": .integer(result.doubtedRows), "report": .text(report),
            "unknownColumns": .texts(result.unknownColumns.map(\.name)),
            "skippedLines": .array(result.skipped.map { .integer($0.line) }),
            "issues": .array(result.issues.map(ImportAnswer.issue)), "outcome": .null,
        ])
        for count in result.counts { members[count.name] = .integer(count.number) }
        if let outcome = result.outcome { members["outcome"] = OutcomeAnswer(outcome: outcome, said: nil).json }
        return .object(members)
    }

    private static func issue(_ issue: SheetIssue) -> JSONValue {
        [
            "line": .integer(issue.line), "column": .string(issue.column), "value": .string(issue.value),
            "severity": .string(issue.severity.rawValue), "code": .string(issue.code),
            "message": .string(issue.message.en),
        ]
    }
}

extension Fault {
    /// For whom a step was done, and why, is the sheet's to say.
    static let notOfImport = Fault(
        "E-USAGE", .usage,
        Message("import 不用 --on-behalf-of 和 --reason。", "import takes neither --on-behalf-of nor --reason."),
        remedy: Message(
            "谁办的由表格说明；导入由 --actor 所写的登记人负责。",
            "The sheet says whose step it was; the recorder named by --actor imports it."
        ))
}
