import ArgumentParser
import Ledger
import Rectification

struct ActorAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "add", abstract: say("登记职务或人员（登记人）", "Enter a post or a person (recorder)."),
        discussion: say(
            """
            例：
              taizhang actor add 第一支部书记 --unit 第一支部
              taizhang actor add person/DY-001 --unit 第一支部 --personal-name 张三 --phone 13800000000

            记录里只写职务或编号。姓名和电话加密另存，记录中只有摘要，可依法删除。
            """,
            """
            Examples:
              taizhang actor add "head of branch 1" --unit "Branch 1"
              taizhang actor add person/DY-001 --unit "Branch 1" --personal-name "Zhang San" --phone 13800000000

            Records name posts or codes only. A name and a telephone number are kept encrypted beside them, with a digest \
            in the record, and can be erased as the law demands.
            """))

    @Argument(
        help: help(
            "职务（督查科科长，即 post/督查科科长）或人员编号（person/DY-001）",
            "a post (head, that is post/head) or a person's code (person/DY-001)",
            "职务|ACTOR"))
    var actor: ActorID

    @Option(name: .long, help: help("所在单位", "the unit it belongs to", "单位|UNIT"))
    var unit: UnitID?

    @Option(name: .customLong("personal-name"), help: help("姓名，加密保存", "name, kept encrypted", "姓名|NAME"))
    var personalName: String?

    @Option(name: .long, help: help("电话，加密保存", "telephone number, kept encrypted", "电话|PHONE"))
    var phone: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let personal = Erasable(["name": personalName ?? "", "phone": phone ?? ""])
            try desk.office(.addActor(actor, unit: unit, personal: personal))
            return Message("已登记：\(actor.name)。", "Entered \(actor).")
        }
    }
}
