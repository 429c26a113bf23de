import ArgumentParser
import Foundation
import Ledger

/// One run of the program: parses, runs, and turns whatever is thrown into words and an exit code (`ux.md`: exit code).
struct Invocation {
    private let arguments: [String]
    private let named: String?
    private let language = Spoken.language

    init(_ arguments: [String]) {
        let (named, rest) = Spoken.split(arguments, at: "--lang")
        self.named = named
        self.arguments = Invocation.inPlace(rest)
    }

    /// Options that every command takes may also stand before its name (`taizhang --ledger PATH verify`): puts them where
    /// the parser wants them.
    static func inPlace(_ arguments: [String]) -> [String] {
        var leading: [String] = []
        var rest = arguments[...]
        while let word = rest.first {
            let takesValue = ["--ledger", "--color"].contains(word)
            guard takesValue || word == "--json" || word.hasPrefix("--ledger=") || word.hasPrefix("--color=") else {
                break
            }
            leading += rest.prefix(takesValue ? 2 : 1)
            rest = rest.dropFirst(takesValue ? 2 : 1)
        }
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return rest[..<end] + leading + rest[end...]
    }

    func run() -> Int32 {
        if let named, Language(rawValue: named) == nil { return show(.unknownLanguage(named)) }
        if let colour = ColourChoice.named(in: arguments), ColourChoice(rawValue: colour) == nil {
            return show(.unknownColour(colour))
        }
        do {
            if arguments == ["--version"] {
                try StandardStream.output.write(Taizhang.version + "\n")
                return 0
            }
            var command = try parsed()
            try command.run()
            return 0
        } catch let closed as ClosedOutput {
            closed.endProcess()
        } catch {
            return answer(error)
        }
    }

    /// Parses as the command that the first words name, where they name one to its end: to describe the other two hundred
    /// takes longer than most of them run.
    private func parsed() throws -> any ParsableCommand {
        let (command, path) = Taizhang.command(named: arguments[...])
        guard command.configuration.subcommands.isEmpty else { return try Taizhang.parseAsRoot(arguments) }
        return try command.parseAsRoot(Array(arguments.dropFirst(path.count - 1)))
    }

    private func answer(_ error: any Error) -> Int32 {
        switch error {
        case let fault as Fault: return show(fault)
        case let code as ExitCode: return code.rawValue
        case let fault as Unreadable: return show(.unreadable(fault))
        default: break
        }
        switch Taizhang.exitCode(for: error) {
        case .success: return showHelp(error)
        case .validationFailure: return show(UsageFault.fault(of: error, arguments: arguments))
        default: return show(.unexpected(error))
        }
    }

    private func show(_ fault: Fault) -> Int32 {
        let screen = FaultScreen(fault, language)
        let isJSON = arguments.contains("--json") || arguments.contains("--jsonl")
        let terminal = Terminal()
        try? StandardStream.errors.write(isJSON ? screen.json : screen.text(on: terminal.errors))
        return fault.code == "E-INTERNAL" ? EX_SOFTWARE : fault.kind.rawValue
    }

    /// Help, version or a completion script was asked for.
    private func showHelp(_ error: any Error) -> Int32 {
        let text = HelpScreen.text(for: error, arguments: arguments, language)
        do {
            try Pager(Terminal().output).show(text)
            return 0
        } catch let closed as ClosedOutput {
            closed.endProcess()
        } catch {
            return answer(error)
        }
    }
}

extension Fault {
    fileprivate static func unknownLanguage(_ name: String) -> Fault {
        Fault(
            "E-USAGE", .usage, Message("没有“\(name)”这种语言。", "There is no language “\(name)”."),
            remedy: Message("用 zh 或 en。", "zh or en."))
    }

    fileprivate static func unknownColour(_ name: String) -> Fault {
        Fault(
            "E-USAGE", .usage,
            Message("--color 没有“\(name)”这种用法。", "There is no “\(name)” for --color."),
            remedy: Message("用 auto、always 或 never。", "auto, always or never."))
    }

    fileprivate static func unexpected(_ error: any Error) -> Fault {
        Fault(
            "E-INTERNAL", .inputOutput,
            Message("程序遇到了没有料到的情况；台账没有写到一半。", "Something unforeseen happened; nothing was half-written."),
            state: Message(verbatim: "\(error)"),
            remedy: Message("请把这段话连同所用命令报告给我们。", "Please report this text together with the command."))
    }

    fileprivate static func unreadable(_ why: Unreadable) -> Fault {
        Fault(
            "E-PAYLOAD", .badData,
            Message("这项内容不能写成记录。", "This cannot be written as a record."),
            state: Message(verbatim: why.expected),
            remedy: Message("检查其中的字符（如不成对的代理项）和名称。", "Check its characters and names."))
    }
}
