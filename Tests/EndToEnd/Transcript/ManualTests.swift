import Foundation
import Testing

@Suite("help, completions and the manual page, from one definition", .serialized)
struct ManualTests {
    static let commands = [
        "init", "actor add", "unit add", "role grant", "role end", "round open", "round close", "import",
        "finding register",
        "finding assign", "finding submit", "finding verify", "finding return", "finding close", "finding look-back",
        "finding reopen", "finding withdraw", "finding merge", "finding correct", "finding list", "finding show",
        "finding history", "finding diff", "measure plan", "measure progress", "measure complete", "measure review",
        "measure extend", "measure decide-extension", "measure list", "evidence add", "evidence get", "log",
        "record show",
        "replay", "state", "stats", "verify", "rebuild", "backup", "plumbing canonicalize", "plumbing verify-inclusion",
        "plumbing verify-consistency", "plumbing open-note", "key new", "key list", "key rotate", "key retire",
        "policy adopt", "policy show", "checkpoint make", "checkpoint list", "checkpoint request", "checkpoint attach",
        "timestamp request", "timestamp attach", "witness init", "witness add-log", "witness cosign", "witness list",
        "prove", "check-proof", "receipt", "disclose", "erase", "restore",
        "export", "clone", "pull",
        "witness serve", "checkpoint submit", "timestamp fetch",
        "regulation draft", "regulation adopt", "regulation amend", "regulation review", "regulation repeal",
        "regulation list", "regulation show",
        "find", "query", "view list", "view show", "view remove",
    ]

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
    }
}
