import ArgumentParser
import Foundation
import Ledger

struct OpenNote: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "open-note",
        abstract: say("验签并取出签名文书的正文（C2SP signed-note）", "Text of a signed note that holds (C2SP signed-note)."),
        discussion: say(
            """
            从标准输入读一份签名文书（检查点也是），给出的公钥签了名且验证通过，就把正文写到标准输出。
            没给出的密钥的签名不算数。验证不通过、或没有一个给出的密钥签名，退出码 1；文书或公钥不合格式，65。

            例：
              taizhang plumbing open-note --key "$(cat ledger.vkey)" < 2020-09-30.checkpoint
            """,
            """
            Reads a signed note, a checkpoint for instance, from standard input and writes its text to standard output \
            when keys that were given signed it. Signatures of other keys count for nothing. Exits with 1 where a \
            signature does not hold or none of the given keys signed, with 65 where note or key is malformed.

            Example:
              taizhang plumbing open-note --key "$(cat ledger.vkey)" < 2020-09-30.checkpoint
            """))

    @Option(
        name: .customLong("key"),
        help: help(
            "可信的验证公钥：名称+标识+公钥；可以给多个", "a verifier key that is trusted: name+ID+key; may be repeated", "公钥|VKEY"))
    var keys: [String]

    @OptionGroup var options: GlobalOptions

    func run() throws {
        var known: [VerifierKey] = []
        for key in keys { known.append(try VerifierKey(key)) }
        let note = try SignedNote([UInt8](FileHandle.standardInput.readDataToEndOfFile()))
        _ = try note.verified(by: known)
        try StandardStream.output.write(note.text)
    }
}
