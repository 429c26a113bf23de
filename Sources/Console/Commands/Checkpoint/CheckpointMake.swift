import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct CheckpointMake: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "make", abstract: say("签发检查点，打印出来", "Sign a checkpoint, and print it."),
        discussion: say(
            """
            例：
              taizhang checkpoint > 2020-09-30.checkpoint
              taizhang verify --against 2020-09-30.checkpoint

            先把各流末端固定为一条记录，读回上次以来的全部记录核对，再签名。把打印出来的检查点存到台账以外：邮件、公文、上级。\
            自上次以来没有新记录，就打印上次的。
            """,
            """
            Example:
              taizhang checkpoint > 2020-09-30.checkpoint
              taizhang verify --against 2020-09-30.checkpoint

            Commits the heads of all streams as a record, reads back and checks every record since the last checkpoint, \
            and signs. Keep what is printed outside the ledger: in a mail, a letter, with a superior. Where nothing was \
            recorded since, the last one is printed.
            """))

    @Option(
        name: .long,
        help: help(
            "台账的密钥，可多次给出；不写则用 keys/ 里的", "the ledger's key, may be repeated; else those in keys/", "密钥|KEY"))
    var key: [String] = []

    @Flag(name: .long, help: help("打印国密的那一份（SM3 根、SM2 签名）", "print the note of the SM3 root and the SM2 signature"))
    var sm = false

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.maintain(options) { session in
            let order = try session.order(write, isSigned: false)
            let ledger = try session.ledger
            let made = try ledger.checkpoint(order, signers: try signers(session))
            guard !order.isDryRun else {
                return try session.tell(
                    Message(
                        "演示：将固定各流末端并签名，未写入。", "Dry run: the heads would be committed and signed; nothing was written."))
            }
            if let note = made.note { session.memory.remember(note.note, of: ledger.identity.id) }
            let own = try ledger.checkpointNote(of: made.size)
            let note = sm ? try nationalNote(of: made) : own
            try session.show(CheckpointAnswer(made: made, note: note))
            guard !session.wantsJSON else { return }
            try session.tell(
                made.stoodAlready
                    ? Message(
                        "自上次签发以来没有新记录（\(made.size) 条）。",
                        "Nothing was recorded since it was signed (\(made.size) records).")
                    : Message("已签发检查点：\(made.size) 条记录。", "Signed a checkpoint of \(made.size) records."))
            guard !sm, made.national != nil else { return }
            try session.tell(
                Message(
                    "另有国密的一份：taizhang checkpoint --sm。",
                    "There is a note of SM2 and SM3 as well: taizhang checkpoint --sm."))
        }
    }

    /// - Throws: E-CHECKPOINT-NONE.
    private func nationalNote(of made: MadeCheckpoint) throws -> SignedNote {
        guard let stored = made.national else {
            throw Fault(
                "E-CHECKPOINT-NONE", .notFound, Message("台账没有国密密钥。", "The ledger has no SM2 key."),
                remedy: Message("用 taizhang key new --kind sm2 登记。", "Register one with taizhang key new --kind sm2."))
        }
        return try SignedNote(Array(stored.note.utf8))
    }

    /// One for each of the ledger's valid keys that is at hand.
    private func signers(_ session: Session) throws -> [any Signer] {
        let keys = try session.ledger.custody().keys.filter { $0.holder == .ledger && $0.until == nil }.map(\.verifier)
        let references = try key.map { try SignerReference($0) }
        return keys.enumerated().map { place, key in
            LazySigner(
                key, place < references.count ? references[place] : .file(session.keyFile(of: key)), write.secret.source
            )
        }
    }
}

/// A checkpoint, as the note that it is.
struct CheckpointAnswer: Answer {
    var made: MadeCheckpoint
    var note: SignedNote

    func text(on screen: Screen, _ language: Language) -> String { note.encoded }

    var json: JSONValue {
        [
            "size": .integer(made.size), "stood": .bool(made.stoodAlready), "note": .string(note.encoded),
            "national": .text(made.national?.note),
        ]
    }
}
