import Foundation
import Testing

@testable import Console

@Suite("help, completions and the manual page, from one definition", .serialized)
struct ManualTests {
    /// Every command that there is: what has no commands of its own, shown or not.
    static let commands = leaves(of: CommandDescription.tree).filter { !$0.hasPrefix("help") }

    private static func leaves(of command: CommandDescription, _ path: [String] = []) -> [String] {
        guard let commands = command.subcommands, !commands.isEmpty else { return [path.joined(separator: " ")] }
        return commands.flatMap { leaves(of: $0, path + [$0.commandName]) }
    }

    @Test("a command of the program is called by its own name", arguments: Taizhang.chapters.flatMap(\.commands))
    func names(_ command: TopCommand) {
        #expect(command.word == command.type()._commandName)
        #expect(Taizhang.command(named: [command.word, "nothing"]).path == ["taizhang", command.word])
    }

    @Test("every command is marked as a part of the program, which alone has a completion script", arguments: commands)
    func part(_ command: String) {
        let found = Taizhang.command(named: command.split(separator: " ").map(String.init)[...]).command
        #expect(found.configuration._superCommandName == Taizhang.name && found.configuration.commandName != nil)
    }

    @Test("every command has help with an example, in both languages", arguments: commands)
    func help(_ command: String) throws {
        var program = try Program()
        defer { program.remove() }
        for (language, word) in [("zh_CN.UTF-8", "例"), ("C.UTF-8", "Example")] {
            program.language = language
            let answer = try program.run(command.split(separator: " ").map(String.init) + ["--help"])
            #expect(answer.code == 0)
            #expect(answer.output.contains(word), "\(answer.output)")
            let isChinese = answer.output.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            #expect(isChinese || language == "C.UTF-8")
            for line in answer.output.split(separator: "\n").map(String.init) {
                #expect(line.displayWidth <= 80, "wider than 80 columns: \(line)")
                #expect(line.prefix { $0 == " " }.count <= 40, "begins beyond the middle: \(line)")
            }
        }
    }

    @Test("the manual page has every command, and the completions are scripts that their shells take")
    func manual() throws {
        let program = try Program()
        defer { program.remove() }
        for language in ["zh", "en"] {
            let page = try program.run("plumbing", "manual", "--lang", language).output
            for command in Self.commands {
                #expect(page.contains(".SS taizhang \(command.replacing("-", with: "\\-"))\n"), "\(command)")
            }
        }
        let script = try program.run("--generate-completion-script", "bash")
        #expect(script.code == 0 && script.output.contains("look-back"))
        let taken = try Program.run(URL(fileURLWithPath: "/bin/bash"), ["-n"], in: program.folder, input: script.output)
        #expect(taken.code == 0, "\(taken.errors)")
        // Only the program has one: no command is asked whether it is meant.
        let part = try program.run("finding", "list", "--generate-completion-script", "--lang", "en")
        #expect(part.code == 64 && part.output.isEmpty)
        #expect(part.errors.contains("Unknown option '--generate-completion-script'"), "\(part.errors)")
    }
}
