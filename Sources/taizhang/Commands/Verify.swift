import ArgumentParser
import Foundation
import Ledger
import LedgerSQLite
import ReadModels

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: say("校验台账：有没有被改动、缺失、插入、调换", "Check that nothing was altered, removed, inserted or swapped."),
        discussion: say(
            """
            逐条读出原文，核对链、序号、规范编码、索引列、默克尔树、命令、佐证文件，再把全部记录重放一遍与读模型核对。
            退出码：0 通过，1 不通过，65 无法读取。另一个程序 tools/verify_ledger.py 只用 Python 标准库，结论应当相同。

            例：
              taizhang verify
              taizhang verify --no-evidence --json
            """,
            """
            Reads every record from its bytes and checks chain, numbers, canonical encoding, index columns, Merkle \
            tree, commands and files of evidence; then folds all records again and compares the read models.
            Exit code: 0 intact, 1 failed, 65 unreadable. tools/verify_ledger.py, which needs nothing but Python, must \
            come to the same verdict.

            Examples:
              taizhang verify
              taizhang verify --no-evidence --json
            """))

    @Flag(name: .customLong("no-evidence"), help: help("不读佐证文件", "do not read the files of evidence"))
    var noEvidence = false

    @Flag(name: .shortAndLong, help: help("只输出结论", "print the verdict only"))
    var quiet = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let exitCode = try Session.check(options) { session in
            let start = ContinuousClock.now
            let verdict = try session.verdict(readsEvidence: !noEvidence)
            let view = VerdictView(
                verdict: verdict, readsEvidence: !noEvidence, elapsed: ContinuousClock.now - start)
            if session.wantsJSON {
                try session.write(view.json.document)
            } else if quiet {
                try session.write(view.line(session.language))
            } else {
                try session.write(view.text(on: session.terminal.output, session.language))
            }
            return view.exitCode
        }
        guard exitCode == 0 else { throw ExitCode(exitCode) }
    }
}

extension Session {
    /// The verdict on the ledger's file. A file whose first record is damaged opens as no ledger; it is verified all the
    /// same.
    fileprivate func verdict(readsEvidence: Bool) throws -> Verdict {
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
            return try ledger.verify(evidence: readsEvidence) { bar.advance(to: $0) }
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
