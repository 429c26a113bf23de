import ArgumentParser
import Ledger
import Rectification

struct UnitAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "add", abstract: say("登记单位（登记人）", "Enter units (recorder)."),
        discussion: say(
            """
            例：
              taizhang unit add 第一支部 第二支部 督查科
            """,
            """
            Example:
              taizhang unit add "Branch 1" "Branch 2" Inspection
            """))

    @Argument(help: help("单位名称，可多个", "the unit's name; several may be given", "单位|UNIT"))
    var units: [UnitID]

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            for unit in units { try desk.office(.addUnit(unit)) }
            let names = units.map(\.text)
            return Message("已登记单位：\(names.joined(separator: "、"))。", "Entered: \(names.joined(separator: ", ")).")
        }
    }
}
