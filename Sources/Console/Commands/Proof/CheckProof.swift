import ArgumentParser
import Ledger
import Rectification

struct CheckProof: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "check-proof", abstract: say("核对证明，不需要台账", "Check a proof; no ledger is needed."),
        discussion: say(
            """
            例：
              taizhang check-proof 98.tlog-proof --key 公钥
              taizhang check-proof 015.proof --policy 见证规则.txt
              taizhang check-proof c.proof --key 公钥 --checkpoint 2020-09-30.checkpoint
              taizhang check-proof 98.tlog-proof --key 公钥 --disclosure 姓名.txt

            --key 是台账的公钥（或写着公钥的文件）；--policy 另要求见证人数；--checkpoint 要求与自己手里的检查点一致。\
            退出码：0 成立，1 不成立，65 不合格式。
            """,
            """
            Examples:
              taizhang check-proof 98.tlog-proof --key VKEY
              taizhang check-proof 015.proof --policy quorum.txt
              taizhang check-proof c.proof --key VKEY --checkpoint 2020-09-30.checkpoint
              taizhang check-proof 98.tlog-proof --key VKEY --disclosure name.txt

            --key is the ledger's public key, or a file that holds it; --policy asks for its quorum of witnesses as well; \
            --checkpoint for agreement with one that you kept. Exit code: 0 it holds, 1 it does not, 65 malformed.
            """))

    @Argument(help: help("证明文件，- 为标准输入", "the proof, - for standard input", "文件|FILE"), completion: .file())
    var file: String

    @Option(name: .long, help: help("台账的公钥，可多次给出", "the ledger's public key; may be repeated", "公钥|VKEY"))
    var key: [String] = []

    @Option(
        name: .long, help: help("信任规则（C2SP tlog-policy）", "a trust policy (C2SP tlog-policy)", "文件|FILE"),
        completion: .file())
    var policy: String?

    @Option(name: .long, help: help("自己保存的检查点", "a checkpoint that you kept", "文件|FILE"), completion: .file())
    var checkpoint: String?

    @Option(
        name: .long, help: help("一项披露，要求是这条记录的", "a disclosure, which must be of the record", "文件|FILE"),
        completion: .file())
    var disclosure: String?

    @Option(
        name: .long,
        help: help("记录原文（证明里没有时，如二维码回执）", "the record's bytes, where the proof has them not (a QR receipt)", "文件|FILE"),
        completion: .file())
    var record: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let trust = ProofTrust(
            keys: try key.flatMap(KeyArgument.keys),
            policy: try policy.map { try WitnessPolicy(try InputFile.bytes(of: $0)) },
            kept: try checkpoint.map { try SignedCheckpoint(try InputFile.bytes(of: $0)) })
        let proof = try GivenProof(try InputFile.bytes(of: file), record: try record.map(InputFile.bytes))
        let checked = try proof.check(trust, disclosure: try disclosure.map(InputFile.bytes))
        try Session.show(checked, options)
    }
}

/// Public keys as an argument gives them: a verifier key, or a file with one on each line.
enum KeyArgument {
    static func keys(_ text: String) throws -> [VerifierKey] {
        if let key = try? VerifierKey(text) { return [key] }
        // A file that cannot be read is no key either; what was typed may well have been meant for one.
        guard let bytes = try? InputFile.bytes(of: text) else { return [try VerifierKey(text)] }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        return try lines.filter { !$0.hasPrefix("#") }.map { try VerifierKey(String($0)) }
    }
}
