import ArgumentParser

struct UnitNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "unit", abstract: say("单位：登记、列出", "Units: enter, list."),
        subcommands: [UnitAdd.self, UnitList.self])
}
