import ArgumentParser
import Foundation
import Ledger
import LedgerSQLite
import ReadModels
import Reports

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "verify",
        abstract: say("校验台账：有没有被改动、缺失、插入、调换", "Check that nothing was altered, removed, inserted or swapped."),
        discussion: say(
            """
            逐条读出原文，核对链、序号、规范编码、索引列、默克尔树、命令、佐证文件，再把全部记录重放一遍与读模型核对。
            退出码：0 通过，1 不通过，65 无法读取。另一个程序 tools/verify_ledger.py 只用 Python 标准库，结论应当相同。

            例：
              taizhang verify
              taizhang verify --against 2020-09-30.checkpoint --ca 颁发机构.pem
              taizhang verify --no-evidence --json
              taizhang verify --tiles https://audit.example/taizhang --key 公钥
              taizhang verify --report 整改情况报告.html

            检查点、见证、时间戳、步骤签名一并核对；--against 用另处保存的检查点看有无截短、回退或改写。
            --tiles 核验一份导出，不需要台账：先把它取到临时文件夹，再逐条核验。
            --report 核验一份报告：按它所写的位置、截止日和条件从记录重算，逐字节比较，说出第一处不同；退出码 65：不是本程序的报告。
            """,
            """
            Reads every record from its bytes and checks chain, numbers, canonical encoding, index columns, Merkle \
            tree, commands and files of evidence; then folds all records again and compares the read models.
            Exit code: 0 intact, 1 failed, 65 unreadable. tools/verify_ledger.py, which needs nothing but Python, must \
            come to the same verdict.

            Examples:
              taizhang verify
              taizhang verify --against 2020-09-30.checkpoint --ca authorities.pem
              taizhang verify --no-evidence --json
              taizhang verify --tiles https://audit.example/taizhang --key VKEY
              taizhang verify --report report.html

            Checkpoints, cosignatures, time-stamps and signed steps are checked as well; --against holds the ledger against \
            a checkpoint that was kept elsewhere, and tells what was cut off, rolled back or rewritten.
            --tiles verifies an export without any ledger: it is fetched into a temporary folder and read record by record.
            --report makes a report again from the records, as of the position, day and conditions that it states, compares \
            every byte and tells the first that differs; exit code 65: it is no report of ours.
            """))

    @Option(
        name: .long,
        help: help(
            "核验这份导出，不用台账", "verify this export instead; no ledger is needed", "文件夹或网址|FOLDER|URL"),
        completion: .directory)
    var tiles: String?

    @Option(
        name: .long,
        help: help(
            "核验这份报告：从台账重算，逐字节比较", "verify this report: make it again from the ledger and compare", "文件|FILE"),
        completion: .file())
    var report: String?

    @Option(
        name: .long,
        help: help("另处保存的检查点，可多次给出", "a checkpoint kept elsewhere; may be repeated", "文件|FILE"),
        completion: .file())
    var against: [String] = []

    @Option(
        name: .long,
        help: help(
            "另外信任的公钥（台账或见证人的），可多次给出", "a key to trust besides, a ledger's or a witness's; may be repeated", "公钥|VKEY"))
    var key: [String] = []

    @Option(
        name: .long,
        help: help("时间戳颁发机构的证书（PEM）", "certificates of time-stamp authorities (PEM)", "文件|FILE"),
        completion: .file())
    var ca: String?

    @Flag(name: .customLong("no-evidence"), help: help("不读佐证文件", "do not read the files of evidence"))
    var noEvidence = false

    @Flag(name: .shortAndLong, help: help("只输出结论", "print the verdict only"))
    var quiet = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        if let report { return try verify(report: report) }
        let start = ContinuousClock.now
        let verdict: Verdict
        var readsEvidence = !noEvidence && tiles == nil
        if let tiles {
            verdict = try ExportCheck.verdict(on: tiles, references)
        } else {
            verdict = try Session.answer(options) { session in
                readsEvidence = readsEvidence && OpenLedger.holdsEvidence(in: session.folder)
                return try session.verdict(readsEvidence: readsEvidence, try references)
            }
        }
        let view = VerdictView(
            verdict: verdict, readsEvidence: readsEvidence, isExport: tiles != nil,
            elapsed: ContinuousClock.now - start)
        try show(view)
        guard view.exitCode == 0 else { throw ExitCode(view.exitCode) }
    }

    /// Against the ledger as it is: one that was rolled back is told by the report as well.
    private func verify(report path: String) throws {
        guard tiles == nil, against.isEmpty, key.isEmpty, ca == nil else {
            throw Fault(
                "E-ARGUMENT", .usage,
                Message("--report 单独使用。", "--report goes by itself."),
                remedy: Message(
                    "先用 taizhang verify 核验台账，再核验报告。", "Verify the ledger with taizhang verify, then the report."))
        }
        let view = try Session.answer(options) { session in
            let file = try ReportFile(path)
            let progress = ReportProgress(session, records: file.stamp.standpoint.size)
            defer { progress.finish() }
            let verdict = try session.press.check(file, progress: progress.progress)
            progress.finish()
            return ReportVerdictView(file: path, verdict: verdict, program: Taizhang.version)
        }
        try Session.show(view, options)
        guard view.exitCode == 0 else { throw ExitCode(view.exitCode) }
    }

    private func show(_ view: VerdictView) throws {
        let screen = Terminal().output
        try StandardStream.output.write(
            options.json
                ? view.json.document
                : quiet ? view.line(Spoken.language) : view.text(on: screen, Spoken.language))
    }

    private var references: CustodyReferences {
        get throws {
            var references = CustodyReferences()
            references.checkpoints = try against.map {
                try CustodyReferences.Reference(try InputFile.bytes(of: $0), name: Message(" \(shown($0)) ", shown($0)))
            }
            references.keys = try key.flatMap(KeyArgument.keys)
            references.authorities = try ca.map(InputFile.bytes)
            return references
        }
    }
}

extension Session {
    /// The verdict on the ledger's file. A file whose first record is damaged opens as no ledger; it is verified all the
    /// same.
    fileprivate func verdict(readsEvidence: Bool, _ given: CustodyReferences) throws -> Verdict {
        let bar = progressBar(Message("校验", "Verifying"), total: (try? recordCount()) ?? 0)
        let watch = Interruption.watch(
            Message(
                "中断：已校验 \(bar.completed) 条；台账没有改动。",
                "Stopped: \(bar.completed) records checked; the ledger is as it was."))
        defer {
            watch.end()
            bar.finish()
        }
        do {
            let ledger = try ledgerAsItIs
            var references = given
            let remembered = ledger.remembered(in: memory, size: try recordCount())
            references.checkpoints += remembered.map { [$0] } ?? []
            var verdict = try ledger.verify(evidence: readsEvidence, against: references) { bar.advance(to: $0) }
            if remembered == nil, let known = memory.reference(of: ledger.identity.id)?.signed.checkpoint.size,
                known > verdict.size
            {
                // Only a clone comes here; whoever wrote the word into its config may have had a reason.
                verdict.notChecked.append(
                    Message(
                        "本机见过 \(known) 条的检查点，这份副本只有 \(verdict.size) 条",
                        "this machine has seen a checkpoint of \(known) records; this copy has \(verdict.size)"))
            }
            if verdict.outcome == .intact { try ledger.holdAgainst(memory) }
            return verdict
        } catch let fault as Fault where ["E-LEDGER-UNOPENED", "E-RECORD-UNREADABLE"].contains(fault.code) {
            let store = try store
            let folder = store.file.deletingLastPathComponent().appendingPathComponent("evidence")
            return try store.read { transaction in
                var verdict = Verifier.verify(
                    transaction, evidence: readsEvidence ? EvidenceStore(folder: folder) : nil
                ) { bar.advance(to: $0) }
                verdict.notChecked.append(Message("读模型", "read models"))
                return verdict
            }
        }
    }
}
