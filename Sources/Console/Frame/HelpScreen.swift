import ArgumentParser
import Ledger

/// Help as it is read: what it is, how it is called, examples, arguments, commands.
enum HelpScreen {
    /// The answer to a request for help, for the version or for a completion script.
    static func text(for error: any Error, arguments: [String], _ language: Language) -> String {
        let isOther =
            arguments.contains { $0 == "--version" || $0.hasPrefix("--generate-completion-script") }
            || arguments.contains("--experimental-dump-help")
        guard !isOther else { return Taizhang.fullMessage(for: error) + "\n" }
        return text(of: arguments, on: Terminal().output, language)
    }

    /// Help for the command that these words name.
    static func text(of words: [String], on screen: Screen, _ language: Language) -> String {
        let (command, path) = CommandDescription.find(words)
        let columns = min(screen.columns, 100)
        var parts = [folded(command.abstract ?? "", columns)]
        parts.append(
            heading(say("用法", "Usage"), screen)
                + foldedCommand("  " + command.synopsis(path), columns, mark: "") + "\n")
        if let discussion = command.discussion { parts.append(folded(discussion, columns)) }
        parts += commands(of: command, path, screen, columns)
        let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && $0.abstract != nil }
        let positional = arguments.filter { $0.kind == "positional" }
        let options = arguments.filter { $0.kind != "positional" }
        if !positional.isEmpty {
            parts.append(heading(say("参数", "Arguments"), screen) + positional.map { line($0, columns) }.joined())
        }
        if !options.isEmpty {
            parts.append(heading(say("选项", "Options"), screen) + options.map { line($0, columns) }.joined())
        }
        return parts.joined(separator: "\n")
    }

    private static func heading(_ title: String, _ screen: Screen) -> String { screen.style(.bold, title) + "\n" }

    private static func commands(
        of command: CommandDescription, _ path: [String], _ screen: Screen, _ columns: Int
    ) -> [String] {
        let all = (command.subcommands ?? []).filter(\.shouldDisplay)
        guard !all.isEmpty else { return [] }
        func list(_ title: String, _ commands: [CommandDescription]) -> String {
            heading(title, screen) + commands.map { line($0.commandName, $0.abstract ?? "", columns) }.joined()
        }
        guard path.count == 1 else { return [list(say("命令", "Commands"), all)] }
        let groups = Taizhang.chapters.map { chapter in
            list(chapter.name, chapter.commands.compactMap { command in all.first { $0.commandName == command.word } })
        }
        return groups + [line("help", say("查看帮助；help topics 列出专题", "show help; help topics lists the topics"), columns)]
    }

    private static func line(_ argument: CommandDescription.Argument, _ columns: Int) -> String {
        line(argument.label, argument.meaning, columns)
    }

    private static func line(_ label: String, _ text: String, _ columns: Int) -> String {
        let indent = 20
        let head = "  " + label
        let lines = Paragraph(label: String(repeating: " ", count: indent), text: text).lines(columns: columns)
        let margin = String(repeating: " ", count: indent)
        if head.displayWidth < indent {
            return head.padded(toColumns: indent) + lines.joined(separator: "\n" + margin) + "\n"
        }
        return head + "\n" + margin + lines.joined(separator: "\n" + margin) + "\n"
    }

    /// Lines that begin with spaces are examples and lists, which keep their form.
    static func folded(_ text: String, _ columns: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let line = String(line)
            if line.displayWidth <= columns { return line }
            guard !line.hasPrefix(" ") else { return foldedExample(line, columns) }
            return Paragraph(label: "", text: line).lines(columns: columns).joined(separator: "\n")
        }.joined(separator: "\n") + "\n"
    }

    /// A command goes on in the next line as a shell takes it; in a list the second column is folded.
    ///
    /// What leaves the second column less than a third of the screen is no list.
    private static func foldedExample(_ line: String, _ columns: Int) -> String {
        if let gap = line.drop(while: { $0 == " " }).firstRange(of: "   "),
            let start = line[gap.lowerBound...].firstIndex(where: { $0 != " " }),
            String(line[..<start]).displayWidth <= columns * 2 / 3
        {
            let label = String(line[..<start])
            let margin = String(repeating: " ", count: label.displayWidth)
            let text = Paragraph(label: "", text: String(line[start...])).lines(columns: columns - margin.count)
            return label + text.joined(separator: "\n" + margin)
        }
        return foldedCommand(line, columns)
    }

    /// Broken before options, with a backslash: what is copied from the screen runs.
    static func foldedCommand(_ line: String, _ columns: Int, mark: String = " \\") -> String {
        var out = ""
        var current = ""
        for part in line.replacing(" --", with: "\n--").split(separator: "\n") {
            if !current.isEmpty, current.displayWidth + 1 + String(part).displayWidth + mark.count > columns {
                out += current + mark + "\n"
                current = "     "
            }
            current += (current.isEmpty ? "" : " ") + part
        }
        return out + current
    }
}
