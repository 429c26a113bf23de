import Foundation
import Testing

@testable import Ledger

@Suite("taizhang witness")
struct WitnessCommandTests {
    private func cosign(_ program: Program, _ request: String) throws -> Program.Answer {
        try program.run("witness", "cosign", "-", "--folder", "w", "--passphrase-file", "secret", input: request)
    }

    @Test("init, add-log, cosign and list: what is printed, and the exit code of each refusal")
    func commands() throws {
        let program = try Program()
        defer { program.remove() }
        let log = try TwoLeafLog()
        try Data("口令\n".utf8).write(to: program.folder.appendingPathComponent("secret"))
        let made = try program.run("witness", "init", "--name", "见证/甲", "--folder", "w", "--passphrase-file", "secret")
        #expect(made.code == 0, "\(made.errors)")
        let key = try VerifierKey(made.output.trimmingCharacters(in: .newlines))
        #expect(key.name == "见证/甲" && key.kind == .cosignature)
        #expect(
            try program.run("witness", "init", "--name", "x", "--folder", "w", "--passphrase-file", "secret").code == 73
        )

        let first = try log.request(0, 1, root: log.leaves[0])
        #expect(try cosign(program, first).code == 2, "not registered yet")
        #expect(try program.run("witness", "add-log", "--vkey", log.signer.key.text, "--folder", "w").code == 0)
        let answer = try cosign(program, first)
        #expect(answer.code == 0, "\(answer.errors)")
        let note = try AddCheckpointRequest(Array(first.utf8)).note
        #expect(try SignedNote(Array((note.encoded + answer.output).utf8)).verified(by: [key]) == [key])

        #expect(try cosign(program, first).code == 2, "old size 0 is not that of the last checkpoint")
        #expect(try cosign(program, log.request(1, 1, root: log.root)).code == 1, "a fork")
        #expect(try cosign(program, log.request(1, 2, root: log.root)).code == 1, "no proof")
        #expect(try cosign(program, TwoLeafLog().request(1, 2, root: log.root)).code == 2, "another key")
        let malformed = try cosign(program, "old 1\n")
        #expect(malformed.code == 65 && malformed.output.isEmpty)
        #expect(malformed.errors.hasPrefix("错误 E-WITNESS-REQUEST: 这不是提交给见证人的检查点请求。"))
        #expect(try cosign(program, log.request(1, 2, root: log.root, proof: [log.leaves[1]])).code == 0)

        let list = try program.run("witness", "list", "--folder", "w", "--json")
        let listed = try CanonicalJSON.parse(Array(list.output.utf8))
        let logs = listed["logs"]
        guard case .array(let items)? = logs, let item = items.first else {
            Issue.record("\(list.output)")
            return
        }
        #expect(item["origin"]?.string == "台账/测试" && item["size"]?.integer == 2 && item["forks"]?.integer == 1)
        #expect(item["unproven"]?.integer == 0 && item["root"]?.string == log.root.hex)
    }
}

extension JSONValue {
    fileprivate subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }
}
