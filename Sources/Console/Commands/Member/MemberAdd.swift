import ArgumentParser
import Ledger
import Rectification

struct MemberAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "add", abstract: say("登记党员（登记人）", "Enter a member (recorder)."),
        discussion: say(
            """
            例：
              taizhang member add DY-025 --branch 第一党支部 --section 办信科 --post 科员 --party-post 党员

            记录里只写编号和职务。姓名和电话加密另存，记录中只有摘要，可依法删除。
            """,
            """
            Example:
              taizhang member add DY-025 --branch "Branch 1" --section Letters --post clerk --party-post member

            Records hold the code and the posts only. A name and a telephone number are kept encrypted beside them, and can be
            erased as the law demands.
            """))

    @Argument(help: .member) var member: MemberCode

    @OptionGroup var placing: PlacingOptions

    @Option(name: .customLong("personal-name"), help: help("姓名，加密保存", "name, kept encrypted", "姓名|NAME"))
    var personalName: String?

    @Option(name: .long, help: help("电话，加密保存", "telephone number, kept encrypted", "电话|PHONE"))
    var phone: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let personal = Erasable(["name": personalName ?? "", "phone": phone ?? ""])
            try desk.perform(
                .enroll(MemberEnrolled(placing.placing, personal: personal)), on: member, of: Member.self)
            return Message("已登记党员 \(member)。", "Entered member \(member).")
        }
    }
}
