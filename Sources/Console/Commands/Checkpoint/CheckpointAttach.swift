import ArgumentParser
import Ledger
import ReadModels

struct CheckpointAttach: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "attach", abstract: say("收回见证人的签名", "Take a witness's cosignature in."),
        discussion: say(
            """
            例：
              taizhang checkpoint attach 回执.txt

            见证人须是核验规则里列名的（policy adopt），签名与检查点相符才收。
            """,
            """
            Example:
              taizhang checkpoint attach answer.txt

            The witness must be named by the policy (policy adopt), and the line must match the checkpoint.
            """))

    @Argument(
        help: help("签名行的文件，- 为标准输入", "the file of the lines, - for standard input", "文件|FILE"), completion: .file())
    var file: String

    @Option(name: .long, help: help("哪个检查点；不写则为最新", "which checkpoint; the latest where left out", "条数|SIZE"))
    var at: Int?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let lines = try SignedNote.Signature.lines(try InputFile.bytes(of: file)[...])
        try Session.maintain(options) { session in
            let taken = try session.ledger.attach(cosignatures: lines, to: at)
            try session.show(AttachAnswer(taken: taken))
        }
    }
}

/// Whose cosignatures were taken in.
struct AttachAnswer: Answer {
    var taken: [String]

    func text(on screen: Screen, _ language: Language) -> String {
        let said =
            taken.isEmpty
            ? Message("这些见证已经收过。", "These cosignatures were there already.")
            : Message("已收下见证：\(taken.joined(separator: "、"))。", "Taken in: \(taken.joined(separator: ", ")).")
        return shown(said.text(language)) + "\n"
    }

    var json: JSONValue { ["taken": .texts(taken)] }
}
