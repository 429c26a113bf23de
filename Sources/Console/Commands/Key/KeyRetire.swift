import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct KeyRetire: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "retire", abstract: say("停用密钥（审批人或本人）", "Retire a key (approver, or whose it is)."),
        discussion: say(
            """
            例：
              taizhang key retire post/督查科科长 --reason 调离

            从这条记录起不再有效；以前签过的照样有效。
            """,
            """
            Example:
              taizhang key retire post/verifier --reason "left the post"

            From this record on it is not valid; what it signed before stays valid.
            """))

    @Argument(help: help("密钥名称", "the key's name", "名称|NAME"))
    var name: String

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.custody(.retire(name), in: CustodyEvent.keyStream(name))
            return Message("已停用密钥 \(name)。", "Retired the key \(name).")
        }
    }
}
