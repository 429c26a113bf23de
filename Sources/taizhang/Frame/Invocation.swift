import ArgumentParser
import Foundation
import Ledger

/// One run of the program: parses, runs, and turns whatever is thrown into words and an exit code (`ux.md`: exit code).
struct Invocation {
    private let arguments: [String]
    private let language = Spoken.language

    init(_ arguments: [String]) {
        self.arguments = arguments
    }

    func run() -> Int32 {
        do {
            var command = try Taizhang.parseAsRoot(arguments)
            try command.run()
            return 0
        } catch let closed as ClosedOutput {
            closed.endProcess()
        } catch {
            return answer(error)
        }
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
        case .validationFailure: return show(UsageFault.fault(of: error))
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
