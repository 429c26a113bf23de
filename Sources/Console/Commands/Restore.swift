import ArgumentParser
import Ledger
import ReadModels

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "restore",
        abstract: say("说明台账是由备份恢复的（审批人）", "Say that the ledger was restored from a backup (approver)."),
        discussion: say(
            """
            例：
              taizhang restore --reason "服务器硬盘损坏，用 9 月 30 日的备份恢复"

            本机记得见过的最后一个检查点；台账比它短或与它分叉，就拒绝打开。确系由备份恢复的，用这条命令追加一条记录说明，之后照常使用。\
            见证人手里的检查点仍然更长：须与见证人说明。
            """,
            """
            Example:
              taizhang restore --reason "disk failure; restored from the backup of 30 September"

            This machine remembers the last checkpoint that it has seen, and refuses a ledger that is shorter or forks from \
            it. Where it was restored from a backup, this appends a record that says so, and the ledger opens again. \
            Witnesses still hold the longer checkpoint: explain it to them.
            """))

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.maintain(options) { session in
            let outcome = try session.ledgerAsItIs.acceptRestore(try session.order(write), session.memory)
            let said = Message("已记录：台账由备份恢复。", "Recorded: the ledger was restored from a backup.")
            try session.show(OutcomeAnswer(outcome: outcome, said: said))
        }
    }
}
