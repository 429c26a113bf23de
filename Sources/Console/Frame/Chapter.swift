import ArgumentParser

/// A part of the program's commands, as help shows them.
struct Chapter: Sendable {
    let name: String
    let commands: [TopCommand]

    init(_ name: String, _ commands: [TopCommand]) {
        self.name = name
        self.commands = commands
    }

    var group: CommandGroup { CommandGroup(name: name, subcommands: commands.map { $0.type() }) }
}

/// A command of the program by the word that calls it, looked at where that word is typed: to look at all of them, each with
/// what it has below it, took a twentieth of a short command.
struct TopCommand: Sendable {
    let word: String
    let type: @Sendable () -> any ParsableCommand.Type

    init(_ word: String, _ type: @autoclosure @escaping @Sendable () -> any ParsableCommand.Type) {
        self.word = word
        self.type = type
    }
}

extension Taizhang {
    /// The command that words of the command line name, and its path from the program on.
    ///
    /// - Parameter passingOver: goes on behind words that name none.
    static func command(
        named words: ArraySlice<String>, passingOver: Bool = false
    ) -> (command: any ParsableCommand.Type, path: [String]) {
        var found: any ParsableCommand.Type = Taizhang.self
        var path = [name]
        for word in words {
            if let next = path.count == 1 ? top(word) : found.below(word) {
                found = next
                path.append(word)
            } else if !passingOver {
                break
            }
        }
        return (found, path)
    }

    private static func top(_ word: String) -> (any ParsableCommand.Type)? {
        chapters.lazy.flatMap(\.commands).first { $0.word == word }?.type() ?? below(word)
    }
}

extension ParsableCommand {
    /// The command that a word names below this one.
    fileprivate static func below(_ word: String) -> (any ParsableCommand.Type)? {
        configuration.subcommands.first { $0._commandName == word }
    }
}

extension CommandConfiguration {
    /// What a command below `taizhang` says of itself.
    ///
    /// It is parsed by itself (`Invocation.parsed`). Marked as part of a program, it is not tried for the flags that ask a
    /// program for its completion script, which `taizhang` alone has: a twelfth of `finding show`.
    init(
        command name: String, abstract: String, discussion: String = "", shouldDisplay: Bool = true,
        subcommands: [any ParsableCommand.Type] = [], defaultSubcommand: (any ParsableCommand.Type)? = nil
    ) {
        self.init(
            commandName: name, _superCommandName: Taizhang.name, abstract: abstract, discussion: discussion,
            shouldDisplay: shouldDisplay, subcommands: subcommands, defaultSubcommand: defaultSubcommand)
    }
}
