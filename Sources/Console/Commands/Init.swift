import ArgumentParser
import Foundation
import Ledger
import ReadModels
import Rectification

struct Initialise: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "init", abstract: say("建立台账", "Make a ledger."),
        discussion: say(
            """
            例：
              taizhang init --name "区信访局整改台账" --actor post/机关党委专职副书记

              taizhang init --name "区信访局整改台账" --actor post/机关党委专职副书记 --suite sha256+sm

            在当前文件夹建立 .taizhang（或 --ledger 所指的文件夹）。建立者起初是登记人和审批人，之后用 role grant 授予他人。\
            --suite 一并生成台账的签名密钥：sha256 为 SHA-256 与 Ed25519；sha256+sm 另加国密 SM3 与 SM2，检查点签两份。
            """,
            """
            Example:
              taizhang init --name "Bureau ledger" --actor post/secretary

              taizhang init --name "Bureau ledger" --actor post/secretary --suite sha256+sm

            Makes .taizhang here, or the folder that --ledger names. Whoever makes it begins as recorder and approver and \
            grants roles to others with role grant. --suite makes the ledger's signing keys as well: sha256 is SHA-256 and \
            Ed25519; sha256+sm adds SM3 and SM2, and every checkpoint is signed twice.
            """))

    @Option(name: .long, help: help("台账名称", "the ledger's name", "名称|NAME"))
    var name: String

    @Option(
        name: .long,
        help: help("建立者（职务或人员）；不写则用 $TAIZHANG_ACTOR", "who makes it (post or person); else $TAIZHANG_ACTOR", "职务|ACTOR")
    )
    var actor: String?

    @Option(name: .long, help: help("时区（IANA 名称）；以后不能改", "time zone (IANA name); never changed later", "时区|ZONE"))
    var zone = "Asia/Shanghai"

    @Option(
        name: .long,
        help: help("一并生成签名密钥：sha256 或 sha256+sm", "make signing keys as well: sha256 or sha256+sm", "套件|SUITE"))
    var suite: KeySuite?

    @OptionGroup var secret: PassphraseOptions

    @Flag(name: .customLong("dry-run"), help: help("只演示会追加什么，不写入", "show what would be appended, write nothing"))
    var isDryRun = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let named = actor ?? Environment.own.filled("TAIZHANG_ACTOR")
        guard let named else { throw Fault.nobody }
        let founder: ActorID = try identifier(named, Message("职务或人员", "post or person"))
        guard let zone = LocalZone(zone) else { throw Fault.unreadableArgument(zone, Message("时区", "time zone")) }
        let folder = LedgerLocation.new(options.ledger, environment: .own, from: Session.currentFolder)
        let (identity, outcome) = try OpenLedger.initialise(
            folder, name: name, zone: zone, founder: founder, isDryRun: isDryRun)
        let place = folder.relativePath(to: Session.currentFolder)
        try Session.show(NewLedger(place: place, identity: identity, outcome: outcome), options)
        guard let suite, !isDryRun else { return }
        try Session.maintain(options, at: folder) { session in
            let maker = KeyMaker(session, Order(actor: founder), secret.source)
            for kind in suite.kinds {
                let signer = try maker.make(KeyHolder.ledger.keyName(kind, in: identity), kind.signature)
                let outcome = try maker.register(signer, .ledger)
                try session.show(KeyAnswer(outcome: outcome, key: signer.key, file: maker.file(of: signer.key)?.path))
            }
        }
    }
}

/// The algorithms of a ledger's checkpoints (`format.md`: national algorithms).
enum KeySuite: String, WordArgument {
    case sha256
    case sha256AndSM = "sha256+sm"

    var kinds: [KeyKind] { self == .sha256 ? [.ed25519] : [.ed25519, .sm2] }
}

/// A ledger that was just made.
struct NewLedger: Answer {
    var place: String
    var identity: LedgerIdentity
    var outcome: Outcome

    func text(on screen: Screen, _ language: Language) -> String {
        guard !outcome.isDryRun else { return OutcomeAnswer(outcome: outcome, said: nil).text(on: screen, language) }
        let place = shown(place)
        let said = Message(
            "已建立台账 \(place)（\(identity.source)），第 1 条记录 \(outcome.head.short)",
            "Made the ledger \(place) (\(identity.source)), record 1 \(outcome.head.short)")
        return said.text(language) + "\n"
    }

    var json: JSONValue {
        guard case .object(var members) = OutcomeAnswer(outcome: outcome, said: nil).json else { return .null }
        members["ledger"] = .string(place)
        members["id"] = .string(identity.source)
        return .object(members)
    }
}
