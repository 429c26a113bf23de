import ArgumentParser
import Ledger
import Rectification

struct FindingAssign: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "assign", abstract: say("分派或重新分派问题（牵头单位）", "Assign or reassign a finding (lead unit)."),
        discussion: say(
            """
            例：
              taizhang finding assign 2020-015 --leader 机关党委书记 --lead-unit 机关党委 --unit 第一支部 \
            --owner 第一支部书记
              taizhang finding assign 2020-015 --owner 第二支部书记 --reason 原责任人调离

            重新分派时，没有写的照旧，须说明理由。
            """,
            """
            Examples:
              taizhang finding assign 2020-015 --leader secretary --lead-unit "Party committee" \
            --unit "Branch 1" --owner "head of branch 1"
              taizhang finding assign 2020-015 --owner "head of branch 2" --reason "the owner has left"

            When it is reassigned, what is left out stays as it was; a reason is needed.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(name: .long, help: help("责任领导", "accountable leader", "职务|ACTOR"))
    var leader: ActorID?

    @Option(name: .customLong("lead-unit"), help: help("牵头单位", "lead unit", "单位|UNIT"))
    var leadUnit: UnitID?

    @Option(name: .long, help: help("责任单位，可多次给出", "responsible unit; may be repeated", "单位|UNIT"))
    var unit: [UnitID] = []

    @Option(name: .long, help: help("责任人", "owner", "职务|ACTOR"))
    var owner: ActorID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message("已分派问题 \(number)。", "Assigned finding \(number).")
        try Session.step(options, write, of: number, said: said) { _, desk in
            let before = try desk.finding(number)?.assignment ?? Assignment()
            return .assign(
                Assignment(
                    leader: leader ?? before.leader, leadUnit: leadUnit ?? before.leadUnit,
                    owner: owner ?? before.owner, units: unit.isEmpty ? before.units : unit))
        }
    }
}
