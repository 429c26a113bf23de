import ArgumentParser
import Foundation
import Ledger
import ReadModels
import Rectification

struct KeyNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "new", abstract: say("生成并登记签名密钥（审批人）", "Make and register a signing key (approver)."),
        discussion: say(
            """
            例：
              taizhang key new                     台账的密钥，用来签发检查点
              taizhang key new --for 督查科科长    某人的密钥，用来签自己的步骤
              taizhang key new --kind sm2          国密：另签一份 SM3 根、SM2 签名的检查点
              taizhang key new --vkey 公钥 --sign-with 'command:/usr/local/bin/hsm-sign 3'

            私钥用口令加密（PKCS#8，openssl 可读），只有本人可读，放在台账的 keys/ 里或 --out 所指之处，不进备份。\
            公钥和持有证明作为一条记录写入台账。把打印出来的公钥交给要核验的人。
            """,
            """
            Examples:
              taizhang key new                     the ledger's key, which signs checkpoints
              taizhang key new --for verifier      a person's key, which signs their own steps
              taizhang key new --kind sm2          a second checkpoint with an SM3 root and an SM2 signature
              taizhang key new --vkey VKEY --sign-with 'command:/usr/local/bin/hsm-sign 3'

            The private key is encrypted under a passphrase (PKCS#8, as openssl reads it), readable by its owner only, in \
            the ledger's keys/ or where --out says, and in no backup. The public key and a proof of possession become a \
            record. Hand the public key that is printed to whoever is to verify.
            """))

    @Option(
        name: .customLong("for"), help: help("谁的密钥；不写则为台账的", "whose key; the ledger's where it is left out", "职务|ACTOR")
    )
    var holder: ActorID?

    @Option(
        name: .long,
        help: help("密钥名称；检查点以它为 origin", "the key's name; a checkpoint has it for its origin", "名称|NAME"))
    var name: String?

    @Option(name: .long, help: help("种类：ed25519 或 sm2", "kind: ed25519 or sm2", "种类|KIND"))
    var kind: KeyKind = .ed25519

    @Option(name: .long, help: help("私钥写到哪个文件", "the file for the private key", "文件|FILE"), completion: .file())
    var out: String?

    @Option(
        name: .long,
        help: help(
            "私钥在别处（--sign-with）：登记这个公钥", "the private key is elsewhere (--sign-with): register this public key",
            "公钥|VKEY"))
    var vkey: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.maintain(options) { session in
            let ledger = try session.ledger
            let holder: KeyHolder = holder.map { .actor($0) } ?? .ledger
            let maker = try KeyMaker(session, write, out: out)
            let name = name ?? holder.keyName(kind, in: ledger.identity)
            let signer = try vkey.map { try maker.elsewhere($0) } ?? maker.make(name, kind.signature)
            let outcome = try maker.register(signer, holder)
            try session.show(KeyAnswer(outcome: outcome, key: signer.key, file: maker.file(of: signer.key)?.path))
        }
    }
}

/// The kinds of key that are made here.
enum KeyKind: String, WordArgument {
    case ed25519, sm2

    var signature: SignatureKind { self == .sm2 ? .sm2 : .ed25519 }
}

extension KeyHolder {
    /// A key's name where none is given: of the ledger's, the origin of its checkpoints.
    func keyName(_ kind: KeyKind, in ledger: LedgerIdentity) -> String {
        switch self {
        case .ledger: "taizhang/\(ledger.id)" + (kind == .sm2 ? "/sm" : "")
        case .actor(let actor): actor.text
        }
    }
}

/// Makes private keys and has them registered.
struct KeyMaker {
    private let session: Session
    private let order: Order
    private let reference: String?
    private let passphrase: PassphraseSource
    private let out: String?

    init(_ session: Session, _ write: WriteOptions, out: String?) throws {
        self.init(
            session, try session.order(write, isSigned: false), write.secret.source, reference: write.signWith, out: out
        )
    }

    /// - Parameters:
    ///   - reference: where private keys are that are not made here.
    ///   - out: the file of a private key; nil: in the ledger's `keys/`.
    init(
        _ session: Session, _ order: Order, _ passphrase: PassphraseSource, reference: String? = nil, out: String? = nil
    ) {
        self.session = session
        self.order = order
        self.passphrase = passphrase
        self.reference = reference
        self.out = out
    }

    /// A new private key, in memory until its record is decided.
    func make(_ name: String, _ kind: SignatureKind) throws -> FileSigner {
        try FileSigner(name: name, kind: kind, privateKey: .generate(kind))
    }

    /// A key whose private part is held elsewhere.
    func elsewhere(_ vkey: String) throws -> any Signer {
        guard let reference else { throw Fault.noSigner }
        return LazySigner(try VerifierKey(vkey), try SignerReference(reference), passphrase)
    }

    /// Where the private key goes; nil where it is held elsewhere.
    func file(of key: VerifierKey) -> URL? {
        reference == nil ? out.map { URL(fileURLWithPath: $0) } ?? session.keyFile(of: key) : nil
    }

    func register(_ signer: any Signer, _ holder: KeyHolder) throws -> Outcome {
        let source = try session.ledger.identity.source
        var note = SignedNote(text: KeyStatement.registration(of: signer.key, holder: holder, source: source))
        try note.sign(with: signer)
        return try record(.register(signer.key, holder, note: note), signer)
    }

    /// Records a key event; the private key is on the disk before its record is.
    func record(_ command: CustodyCommand, _ signer: any Signer) throws -> Outcome {
        let ledger = try session.ledger
        let saved = try order.isDryRun ? nil : save(signer)
        do {
            let outcome = try ledger.perform(order) {
                try $0.custody(command, in: CustodyEvent.keyStream(signer.key.name))
            }
            // The command had succeeded before, with another key: the new one is nobody's.
            guard !outcome.wasRepeated else { throw Fault.keyRegisteredBefore }
            return outcome
        } catch {
            if let saved { try? FileManager.default.removeItem(at: saved) }
            throw error
        }
    }

    private func save(_ signer: any Signer) throws -> URL? {
        guard let made = signer as? FileSigner, let file = file(of: made.key) else { return nil }
        let passphrase = try passphrase.passphrase(for: made.key.name, isNew: true)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try KeyFile.write(made.privateKey, passphrase: passphrase, to: file)
        return file
    }
}

/// A key that was registered.
struct KeyAnswer: Answer {
    var outcome: Outcome
    var key: VerifierKey
    var file: String?
    var isReplacement = false

    func text(on screen: Screen, _ language: Language) -> String {
        let said =
            isReplacement
            ? Message("已更换密钥 \(key.name)。", "Replaced the key \(key.name).")
            : Message("已登记密钥 \(key.name)。", "Registered the key \(key.name).")
        var text = OutcomeAnswer(outcome: outcome, said: said).text(on: screen, language)
        guard !outcome.isDryRun else { return text }
        text += Message("公钥（交给核验的人）：", "Public key, for whoever verifies:").text(language) + "\n\(shown(key.text))\n"
        if let file {
            text +=
                Message("私钥（不进备份，请另行保管）：", "Private key, in no backup; keep it safe: ").text(language) + shown(file)
                + "\n"
        }
        return text
    }

    var json: JSONValue {
        guard case .object(var members) = OutcomeAnswer(outcome: outcome, said: nil).json else { return .null }
        members["vkey"] = .string(key.text)
        members["file"] = .text(file)
        return .object(members)
    }
}

extension Fault {
    fileprivate static var keyRegisteredBefore: Fault {
        Fault(
            "E-KEY-REPEATED", .refused,
            Message("这条命令以前已经登记过密钥，没有再生成。", "This command has registered a key before; no other was made."),
            remedy: Message("用 taizhang key list 查看公钥。", "See the public key with taizhang key list."))
    }

    fileprivate static var noSigner: Fault {
        Fault(
            "E-SIGNER", .usage, Message("没有说明私钥在哪里。", "It is not said where the private key is."),
            remedy: Message("加上 --sign-with。", "Add --sign-with."))
    }
}
