import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "erase", abstract: say("依法删除个人信息（审批人）", "Erase personal data as the law demands (approver)."),
        discussion: say(
            """
            例：
              taizhang erase 12 phone --basis 个人信息保护法第四十七条 --reason 本人申请
              taizhang erase --person person/DY-001 --basis 个人信息保护法第四十七条 --reason 已调离

            删去密文，销毁其密钥，追加一条说明删除的记录；链、默克尔树和以前出具的证明照样成立，读者看到“已删除”。\
            以前的备份和别人手里的披露不在台账里：keys/ 若另有备份，须一并销毁。
            """,
            """
            Examples:
              taizhang erase 12 phone --basis "GDPR Art. 17" --reason "asked for it"
              taizhang erase --person person/DY-001 --basis "GDPR Art. 17" --reason "left the office"

            Deletes the sealed text, destroys its key, and appends a record that says so; chain, tree and every old proof \
            hold as before, and readers see [erased]. Copies of keys/ and disclosures that were handed out are not in the \
            ledger: destroy such copies as well.
            """))

    @Argument(help: help("记录序号和字段", "the record and the property", "序号 字段|POSITION PROPERTY"))
    var field: [String] = []

    @Option(name: .long, help: help("某职务或人员的全部个人信息", "everything kept of a post or person", "人员|ACTOR"))
    var person: ActorID?

    @Option(name: .long, help: help("法律依据", "the legal basis", "依据|TEXT"))
    var basis: String

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let target = try target
        try Session.maintain(options) { session in
            let ledger = try session.ledger
            let outcome = try ledger.erase(target, basis: basis, try session.order(write))
            let said = Message("已删除，密钥已销毁。", "Erased; the key is destroyed.")
            try session.show(OutcomeAnswer(outcome: outcome, said: said))
            guard !outcome.isDryRun else { return }
            try session.tell(
                Message(
                    "请检查台账以外的：keys/ 的备份、已交出的披露、打印件。",
                    "Mind what lies outside the ledger: backups of keys/, disclosures handed out, paper."
                ))
        }
    }

    private var target: ErasureTarget {
        get throws {
            if let person, field.isEmpty { return .subject(person) }
            guard person == nil, field.count == 2, let record = Int(field[0]), record > 0 else {
                throw Fault(
                    "E-ARGUMENT", .usage,
                    Message("要么给记录序号和字段，要么给 --person。", "Give a record and a property, or --person."),
                    remedy: Message("参阅 --help。", "See --help."))
            }
            return .field(record: record, property: field[1])
        }
    }
}
