import ArgumentParser

struct PlanNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "plan", abstract: say("工作计划：通过、导入、调整、结束、查看", "Work plans: adopt, import, amend, end, show."),
        subcommands: [
            PlanImport.self, PlanAdopt.self, PlanAmend.self, PlanEnd.self, PlanList.self, PlanItems.self, PlanShow.self,
        ])
}
