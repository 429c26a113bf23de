import ArgumentParser

struct ConcernNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "concern",
        abstract: say("热点关切和调研成果：提出、转化、答复、列出", "Concerns and research results: raise, turn, answer, list."),
        subcommands: [
            ConcernRaise.self, ConcernTurn.self, ConcernAnswer.self, ConcernDrop.self, ConcernList.self,
            ConcernShow.self,
        ])
}
