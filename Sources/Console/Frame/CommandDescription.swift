import ArgumentParser
import Foundation

/// What the command tree says of itself: swift-argument-parser's own description of it (`--experimental-dump-help`), from
/// which help screens and the manual page are made. Completions come from the same definitions.
struct CommandDescription: Decodable {
    struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String

            var text: String { kind == "short" || kind == "longWithSingleDash" ? "-" + name : "--" + name }
        }

        var kind: String
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var abstract: String?

        /// Whether every command has it.
        var isEverywhere: Bool { ["help", "version"].contains(names?.last?.name) }

        /// What it is for; of the two that the parser adds by itself, in the language of the screen.
        var meaning: String {
            switch names?.last?.name {
            case "help": say("查看帮助", "show help")
            case "version": say("查看版本", "show the version")
            default: abstract ?? ""
            }
        }

        /// `--round <轮次>`, `<编号>`.
        var label: String {
            let value = valueName.map { "<\($0)>" } ?? ""
            switch kind {
            case "positional": return value
            case "flag": return (names ?? []).map(\.text).joined(separator: ", ")
            default: return (names ?? []).map(\.text).joined(separator: ", ") + " " + value
            }
        }
    }

    var commandName: String
    var abstract: String?
    var discussion: String?
    var subcommands: [CommandDescription]?
    var arguments: [Argument]?
    var shouldDisplay: Bool

    /// The whole tree, which takes a tenth of a second to describe: for what needs every command.
    static let tree = CommandDescription(of: Taizhang.self)

    /// The command that words of the command line name, with its commands, and its path; words that name none are passed
    /// over.
    static func find(_ words: [String]) -> (command: CommandDescription, path: [String]) {
        let (command, path) = Taizhang.command(named: words[...], passingOver: true)
        return (CommandDescription(of: command), path)
    }

    private init(of command: any ParsableCommand.Type) {
        struct Tool: Decodable { var command: CommandDescription }
        guard let tool = try? JSONDecoder().decode(Tool.self, from: Data(command._dumpHelp().utf8)) else {
            preconditionFailure("the argument parser describes its commands in a form that is not known here")
        }
        self = tool.command
        subcommands?.removeAll { $0.commandName == "help" }
    }

    /// `taizhang finding close [选项] <编号>`.
    func synopsis(_ path: [String]) -> String {
        let arguments = (arguments ?? []).filter(\.shouldDisplay)
        let required = arguments.filter { $0.kind == "option" && !$0.isOptional }.map(\.label)
        let positional = arguments.filter { $0.kind == "positional" }.map { argument in
            let label = argument.label + (argument.isRepeating ? " …" : "")
            return argument.isOptional ? "[\(label)]" : label
        }
        let rest = subcommands?.isEmpty ?? true ? [] : [say("<命令>", "<command>")]
        return (path + required + [say("[选项]", "[options]")] + positional + rest).joined(separator: " ")
    }
}
