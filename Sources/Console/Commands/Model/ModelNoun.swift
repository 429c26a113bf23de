import ArgumentParser

struct ModelNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "model",
        abstract: say("选树典型：推荐、公示、确定", "Models: nominate, make public, select"),
        subcommands: [
            ModelNominate.self, ModelPublicise.self, ModelObject.self, ModelSelect.self, ModelDrop.self, ModelList.self,
            ModelShow.self,
        ])
}

extension ArgumentHelp {
    static var model: ArgumentHelp { help("编号，如 2020-001", "the number, such as 2020-001", "编号|NUMBER") }
}
