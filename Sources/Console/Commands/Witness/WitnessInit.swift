import ArgumentParser
import Foundation
import Ledger

struct WitnessInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "init", abstract: say("建立见证人及其密钥", "Make a witness and its key."),
        discussion: say(
            """
            例：
              taizhang witness init --name witness/区审计局 --folder witness --passphrase-file 口令.txt

            输出验证公钥，交给要核验的人。私钥在文件夹的 key.pem 里，用口令加密。文件夹里记着见过什么，不能从旧备份恢复。
            """,
            """
            Example:
              taizhang witness init --name witness/audit-office --folder witness --passphrase-file secret.txt

            Prints the verifier key, for whoever verifies. The private key is in key.pem, under the passphrase. The folder \
            holds what the witness has seen; never put an old copy back.
            """))

    @Option(name: .long, help: help("见证人密钥的名称", "the name of the witness's key", "名称|NAME"))
    var name: String

    @OptionGroup var witness: WitnessOptions
    @OptionGroup var secret: PassphraseOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let folder = try WitnessFolder.create(
            witness.url, name: name, privateKey: .generate(.cosignature),
            passphrase: try secret.source.passphrase(for: name, isNew: true))
        try Session.show(NewWitness(folder: folder), options)
    }
}

/// A witness that was just made.
struct NewWitness: Answer {
    var folder: WitnessFolder

    func text(on screen: Screen, _ language: Language) -> String { shown(folder.key.text) + "\n" }

    var json: JSONValue {
        ["folder": .string(folder.folder.relativePath(to: Session.currentFolder)), "vkey": .string(folder.key.text)]
    }
}
