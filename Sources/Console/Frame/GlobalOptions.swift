import ArgumentParser
import Ledger
import ReadModels
import Rectification

/// What every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .long,
        help: help(
            "台账所在文件夹；不写则用 $TAIZHANG_LEDGER，再不然向上找 .taizhang",
            "the ledger's folder; else $TAIZHANG_LEDGER, else the nearest .taizhang upwards", "路径|PATH"))
    var ledger: String?

    /// Described here, for help and completions; `Spoken` has read it before anything is parsed.
    @Option(
        name: .long, help: help("语言：zh 或 en", "language: zh or en", "语言|LANG"),
        completion: .list(Language.allCases.map(\.rawValue)))
    var lang: String?

    /// Described here; `ColourChoice` has read it before anything is parsed.
    @Option(
        name: .long, help: help("颜色：auto、always、never", "colour: auto, always, never", "何时|WHEN"),
        completion: .list(ColourChoice.allCases.map(\.rawValue)))
    var color: String?

    @Flag(name: .long, help: help("输出 JSON", "print JSON"))
    var json = false
}

/// What every command takes that writes.
struct WriteOptions: ParsableArguments {
    @Option(
        name: .long,
        help: help(
            "谁在录入（职务或人员）；不写则用 $TAIZHANG_ACTOR，再不然用台账 config 里的 actor",
            "who keys it in (post or person); else $TAIZHANG_ACTOR, else actor in the ledger's config", "职务|ACTOR"))
    var actor: String?

    @Option(
        name: .customLong("on-behalf-of"),
        help: help("代谁录入（须为登记人）", "whose step it is, where a recorder keys it in", "职务|ACTOR"))
    var onBehalfOf: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: help("哪天发生的；不写则为今天", "when it happened; today where it is left out", "日期|DATE"))
    var on: String?

    @Option(name: .long, help: help("理由", "why", "文字|TEXT"))
    var reason: String?

    @Option(
        name: .customLong("command-id"),
        help: help("命令标识：重复执行不会重复追加", "names the command: repeating it appends nothing", "UUID"))
    var commandID: String?

    @Flag(name: .customLong("dry-run"), help: help("只演示会追加什么，不写入", "show what would be appended, write nothing"))
    var isDryRun = false

    @Option(
        name: .customLong("sign-with"),
        help: help(
            "用哪把密钥签名：密钥文件、pkcs11:…、command:…；不写则用 $TAIZHANG_KEY，再不然用台账 keys/ 里录入人的密钥",
            "who signs: a key file, pkcs11:… or command:…; else $TAIZHANG_KEY, else the actor's key in the ledger's keys/",
            "密钥|KEY"))
    var signWith: String?

    @OptionGroup var secret: PassphraseOptions
}

extension ExpressibleByArgument where Self: TextIdentifier {
    package init?(argument: String) { self.init(argument) }
}

extension FindingNumber: ExpressibleByArgument {}
extension ActorID: ExpressibleByArgument {}
extension UnitID: ExpressibleByArgument {}
extension RoundID: ExpressibleByArgument {}
extension RegulationID: ExpressibleByArgument {}
extension ActivityNumber: ExpressibleByArgument {}
extension MemberCode: ExpressibleByArgument {}
extension PlanID: ExpressibleByArgument {}
extension TaskID: ExpressibleByArgument {}
extension DutyID: ExpressibleByArgument {}
extension ConcernNumber: ExpressibleByArgument {}
extension PointRulesID: ExpressibleByArgument {}
extension QuarterID: ExpressibleByArgument {}
extension GradeCriteriaID: ExpressibleByArgument {}
extension BranchGradeID: ExpressibleByArgument {}
extension ModelNumber: ExpressibleByArgument {}
extension ApplicationID: ExpressibleByArgument {}
extension MatterNumber: ExpressibleByArgument {}
extension CommonID: ExpressibleByArgument {}

extension Role: ExpressibleByArgument {
    package init?(argument: String) { self.init(named: argument) }
}
