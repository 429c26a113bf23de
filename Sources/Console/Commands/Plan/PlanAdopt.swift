import ArgumentParser
import Ledger
import Rectification

struct PlanAdopt: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "adopt", abstract: say("通过一份工作计划（审批人）", "Adopt a work plan (approver)."),
        discussion: say(
            """
            例：
              taizhang plan adopt 2020年下半年 --title 下半年党建工作计划 --from 2020-07-01 --until 2020-12-31 \
            --item 1=持续开展主题教育 --item 2=强化政治机关意识 --document 计划.pdf

            任务随后用 taizhang task assign 分解；有分解表的直接 taizhang plan import。
            """,
            """
            Example:
              taizhang plan adopt 2020-h2 --title "Second half of 2020" --from 2020-07-01 --until 2020-12-31 \
            --item 1="Studies" --item 2="Rectification" --document plan.pdf

            Its tasks: taizhang task assign. Where there is a sheet of them: taizhang plan import.
            """))

    @Argument(help: .plan) var plan: PlanID

    @Option(name: .long, help: help("计划的全称；不写则与简称相同", "its full title; else its name", "文字|TEXT"))
    var title: String?

    @Option(name: .long, parsing: .unconditional, help: help("起", "from", "日期|DATE"))
    var from: String

    @Option(name: .long, parsing: .unconditional, help: help("止", "its last day", "日期|DATE"))
    var until: String

    @OptionGroup var text: PlanText
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try text.handedIn(session)
            var adopted = PlanAdopted()
            adopted.document = handedIn.document
            adopted.from = try session.day(from)
            adopted.items = try text.items()
            adopted.title = title ?? plan.text
            adopted.until = try session.day(until)
            try desk.perform(.adopt(adopted), on: plan, of: Plan.self)
            try handedIn.keep(in: session, for: desk)
            return Message(
                "工作计划“\(plan)”已通过：\(adopted.items.count) 个条目。", "Adopted “\(plan)”: \(adopted.items.count) items.")
        }
    }
}

/// What an adoption and an amendment come with.
struct PlanText: ParsableArguments {
    @Option(
        name: .customLong("item"),
        help: help("条目：序号=内容，可多次给出", "an item, NUMBER=TEXT; may be repeated", "序号=内容|NUMBER=TEXT"))
    var item: [String] = []

    @Option(name: .long, help: help("计划文件", "the document", "文件|FILE"))
    var document: String?

    func handedIn(_ session: Session) throws -> HandedIn {
        try HandedIn(document: document, as: "计划文件", session)
    }

    /// - Throws: E-ARGUMENT.
    func items() throws -> [PlanItem] {
        try item.map { argument in
            let sign = argument.firstIndex { $0 == "=" || $0 == "＝" }
            guard let sign, let number = Int(argument[..<sign]) else {
                throw Fault.unreadableArgument(argument, Message("条目（序号=内容）", "item (NUMBER=TEXT)"))
            }
            return PlanItem(number, String(argument[argument.index(after: sign)...]))
        }
    }
}
