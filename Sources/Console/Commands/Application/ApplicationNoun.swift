import ArgumentParser

struct ApplicationNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "application",
        abstract: say("创建申报：申报、评审复核、保留、失去", "Applications for titles: apply, review, keep, lose"),
        subcommands: [
            ApplicationApply.self, ApplicationReview.self, ApplicationKeep.self, ApplicationLose.self,
            ApplicationList.self, ApplicationShow.self,
        ])
}

extension ArgumentHelp {
    static var application: ArgumentHelp { help("申报名称，如 区级文明单位", "the application's name", "名称|NAME") }
}
