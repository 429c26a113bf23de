import ArgumentParser

struct ActorNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "actor", abstract: say("职务和人员：登记、调整、列出", "Posts and persons: enter, move, list."),
        subcommands: [ActorAdd.self, ActorMove.self, ActorList.self])
}
