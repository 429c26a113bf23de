import ArgumentParser
import Foundation
import Interchange
import Ledger
import ReadModels
import Rectification
import Spreadsheet

struct ImportSheet: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "import",
        abstract: say("导入台账表格：.xlsx 或 CSV（登记人）", "Import a sheet: .xlsx or CSV (recorder)."),
        discussion: say(
            """
            例：
              taizhang import 整改台账.xlsx --round 巡察反馈-2020 --dry-run
              taizhang import 整改台账.xlsx --round 巡察反馈-2020
              taizhang import 汇总.xlsx --sheet 整改台账
              taizhang import 台账.csv --map 整改截止=deadline --map 科室=unit

            表格说的是过去的事，当时并未记录：按表中日期导入，注明来自导入，文件本身留作佐证；与规则不符的照录并列为存疑。\
            一行有误则整张表都不导入。同一文件再导入一次，不会重复追加。

            工作簿有几张工作表时，只有一张像台账就读那一张，否则用 --sheet 指明；一次导入一张。隐藏的行列照样读。\
            公式取文件里保存的结果。带宏、加密、引用别的文件的工作簿不予导入。
            """,
            """
            Examples:
              taizhang import ledger.xlsx --round inspection-2020 --dry-run
              taizhang import ledger.xlsx --round inspection-2020
              taizhang import all.xlsx --sheet Findings
              taizhang import ledger.csv --map "Finish by"=deadline --map Office=unit

            A sheet tells of the past, which was not recorded when it happened: it is entered by its own dates, marked as \
            imported, with the file itself kept as evidence; what breaks a rule is kept as it stands and listed as \
            doubtful. One row that is wrong, and nothing is imported. The same file again appends nothing.

            Of a workbook with several sheets the only one that looks like a ledger is read, else the one that --sheet \
            names; one at a time. Hidden rows and columns are read too. Of a formula the result that was saved with it \
            is taken. A workbook with macros, encryption or links to other files is not imported.
            """))

    @Option(
        name: .long,
        help: help(
            "都归入这一轮；不写则按来源和反馈年份分轮", "the round of all its findings; else one a source and year of feedback", "轮次|ROUND")
    )
    var round: RoundID?

    @OptionGroup var sheet: SheetOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        guard write.onBehalfOf == nil, write.reason == nil else { throw Fault.notOfImport }
        try Session.maintain(options) { session in
            let source = GivenSheet(sheet.file, session)
            let mapping = try SheetColumn.mapping(sheet.map)
            let order = try session.sheetOrder(write)
            let ledger = try session.ledger
            let watch = GivenSheet.watch()
            let result = try Importer.run(
                source.url, bytes: try source.bytes(), sheet: sheet.sheet, mapping: mapping, round: round, order: order,
                in: ledger)
            watch.end()
            try session.show(result, reportTo: sheet.report)
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
        if !result.hiddenLines.isEmpty { lines.append(hidden) }
        if let sheets { lines.append(sheets) }
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
        let count = result.skipped.count
        return Message("跳过 \(count) 行（合计、落款等）：", "Passed over \(count) rows (totals, signatures): ")
            + ImportAnswer.lines(result.skipped.map(\.line))
    }

    private var hidden: Message {
        let count = result.hiddenLines.count
        return Message("其中 \(count) 行在表中隐藏，照样读入：", "Rows that the sheet hides were read too, \(count) of them: ")
            + ImportAnswer.lines(result.hiddenLines)
    }

    private static func lines(_ lines: [Int]) -> Message {
        let shown = lines.prefix(10).map { String($0) } + (lines.count > 10 ? ["…"] : [])
        return Message("第 \(shown.joined(separator: "、")) 行", "lines \(shown.joined(separator: ", "))")
    }

    /// Which sheet was read, where there was a choice.
    private var sheets: Message? {
        guard !result.otherSheets.isEmpty else { return nil }
        return Message("读的是工作表：", "Sheet read: ") + result.label.title
            + Message("；未读：", "; not read: ") + result.otherSheets.titles
    }

    var json: JSONValue {
        var members = JSONObject([
            "rows": .integer(result.rows), "refusedRows": .integer(result.refusedRows),
            "doubtedRows": .integer(result.doubtedRows), "report": .text(report),
            "unknownColumns": .texts(result.unknownColumns.map(\.name)),
            "skippedLines": .array(result.skipped.map { .integer($0.line) }),
            "hiddenLines": .array(result.hiddenLines.map { .integer($0) }), "sheet": .text(result.label.name),
            "otherSheets": .texts(result.otherSheets.compactMap(\.name)),
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
