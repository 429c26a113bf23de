import ArgumentParser
import Ledger
import Rectification

struct ActorMove: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "move", abstract: say("调整所在单位（登记人）", "Move to another unit (recorder)."),
        discussion: say(
            """
            例：
              taizhang actor move person/DY-001 --unit 第二支部
            """,
            """
            Example:
              taizhang actor move person/DY-001 --unit "Branch 2"
            """))

    @Argument(help: help("职务或人员", "post or person", "职务|ACTOR"))
    var actor: ActorID

    @Option(name: .long, help: help("新的所在单位", "the unit it belongs to now", "单位|UNIT"))
    var unit: UnitID

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.office(.moveActor(actor, to: unit))
            return Message("\(actor.name)已调整到\(unit)。", "Moved \(actor) to \(unit).")
        }
    }
}
