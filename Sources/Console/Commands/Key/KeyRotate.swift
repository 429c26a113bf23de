import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct KeyRotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "rotate",
        abstract: say("更换密钥：新旧两把共同签名（审批人）", "Replace a key; both sign that it is so (approver)."),
        discussion: say(
            """
            例：
              taizhang key rotate taizhang/0196f2a4-7c11-7d02-8a51-3f1c5e6b7a90
              taizhang key rotate post/督查科科长 --old /media/usb/旧密钥.pem

            名称不变。旧密钥签过的照样有效。旧密钥丢了就不能更换，只能停用（key retire）再登记新的。
            """,
            """
            Examples:
              taizhang key rotate taizhang/0196f2a4-7c11-7d02-8a51-3f1c5e6b7a90
              taizhang key rotate post/verifier --old /media/usb/old.pem

            The name stays. What the old key signed stays valid. A key that is lost cannot be replaced: retire it and \
            register a new one.
            """))

    @Argument(help: help("密钥名称", "the key's name", "名称|NAME"))
    var name: String

    @Option(
        name: .long,
        help: help("旧密钥：文件、pkcs11:…、command:…", "the old key: a file, pkcs11:… or command:…", "密钥|KEY"))
    var old: String?

    @Option(name: .long, help: help("新私钥写到哪个文件", "the file for the new private key", "文件|FILE"), completion: .file())
    var out: String?

    @Option(name: .long, help: help("新私钥在别处（--sign-with）", "the new private key is elsewhere (--sign-with)", "公钥|VKEY"))
    var vkey: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.maintain(options) { session in
            let ledger = try session.ledger
            guard let standing = try ledger.custody().key(named: name) else { throw Fault.keyUnknown(name) }
            let maker = try KeyMaker(session, write, out: out)
            let new = try vkey.map { try maker.elsewhere($0) } ?? maker.make(name, standing.verifier.kind)
            let reference = try old.map { try SignerReference($0) } ?? .file(session.keyFile(of: standing.verifier))
            var note = SignedNote(
                text: KeyStatement.rotation(
                    from: standing.verifier, to: new.key, holder: standing.holder, source: ledger.identity.source))
            try note.sign(with: LazySigner(standing.verifier, reference, write.secret.source))
            try note.sign(with: new)
            let outcome = try maker.record(.rotate(to: new.key, note: note), new)
            try session.show(
                KeyAnswer(outcome: outcome, key: new.key, file: maker.file(of: new.key)?.path, isReplacement: true))
        }
    }
}
