import Foundation
import Testing

@testable import Ledger

@Suite("taizhang witness serve (C2SP tlog-witness)", .serialized)
struct WitnessServeTests {
    /// A witness that knows these logs, not yet served.
    private func witness(of logs: TwoLeafLog...) throws -> (program: Program, key: VerifierKey) {
        let program = try Program()
        try Data("口令\n".utf8).write(to: program.folder.appendingPathComponent("secret"))
        let made = try program.run("witness", "init", "--name", "见证/甲", "--folder", "w", "--passphrase-file", "secret")
        for log in logs {
            try #require(
                try program.run("witness", "add-log", "--vkey", log.signer.key.text, "--folder", "w").code == 0)
        }
        return (program, try VerifierKey(made.output.trimmingCharacters(in: .newlines)))
    }

    @Test("add-checkpoint: each status with its body and content type")
    func addCheckpoint() throws {
        let log = try TwoLeafLog()
        let (program, key) = try witness(of: log)
        defer { program.remove() }
        let server = try ServedProcess(witness: "w", of: program)
        let post = { try WebAnswer.post(server.url, $0) }

        let first = try log.request(0, 1, root: log.leaves[0])
        let answer = try post(first)
        #expect(answer.status == 200 && answer.headers["content-type"]?.hasPrefix("text/plain") == true)
        let note = try AddCheckpointRequest(Array(first.utf8)).note
        #expect(try SignedNote(Array((note.encoded + answer.body).utf8)).verified(by: [key]) == [key])
        let conflict = try post(first)
        #expect(conflict.status == 409 && conflict.headers["content-type"] == "text/x.tlog.size")
        #expect(conflict.body == "1\n")

        #expect(try post(log.request(1, 1, root: log.root)).status == 422, "a fork")
        #expect(try post(log.request(1, 2, root: log.root)).status == 422, "no proof")
        #expect(try post(log.request(3, 2, root: log.root)).status == 400, "the old size is beyond the checkpoint's")
        #expect(try post("old 1\n").status == 400)
        #expect(try post(TwoLeafLog().request(1, 2, root: log.root, proof: log.proof)).status == 403, "another key")
        let signed = try log.request(1, 2, root: log.root, proof: log.proof)
        #expect(try post(signed.replacing("\n2\n", with: "\n3\n")).status == 403, "the signature does not hold")
        #expect(try post(log.request(0, 1, root: log.root, origin: "别家\u{202E}台账")).status == 404)
        #expect(try post(signed).status == 200)

        #expect(server.end() == 0)
        let lines = try server.lines
        #expect(lines.count == 11 && lines[0].contains("\t200\tPOST /add-checkpoint\t台账/测试\t"), "\(lines)")
        #expect(lines.contains { $0.contains("\t404\t") && $0.contains("别家\\u{202E}台账") }, "\(lines)")
        let forks = program.folder.appendingPathComponent("w/logs/\(Digest.sha256(log.origin.utf8).hex)/forks")
        #expect(try FileManager.default.contentsOfDirectory(atPath: forks.path).count == 1)
    }

    @Test("the passphrase of the environment reaches the program that serves")
    func passphrase() throws {
        let program = try Program()
        defer { program.remove() }
        try #require(try program.run("witness", "init", "--name", "见证/甲", "--folder", "w").code == 0)
        let server = try ServedProcess(
            { try program.start(["witness", "serve", "--folder", "w", "--port", "0"], errors: $0) }, in: program.folder)
        #expect(server.end() == 0)
    }

    @Test("taizhang alone, without the server beside it, says what is missing")
    func alone() throws {
        let program = try Program()
        defer { program.remove() }
        let copy = program.folder.appendingPathComponent("taizhang")
        try FileManager.default.copyItem(at: Program.file, to: copy)
        let answer = try Program.run(copy, ["witness", "serve"], in: program.folder, program.environment)
        #expect(answer.code == 66)
        #expect(answer.errors.contains("E-SERVER-NONE") && answer.errors.contains("taizhang-witness"))
    }

    @Test("what is not of the protocol: 404, 405, 413; and each log's checkpoint, at one witness")
    func resources() throws {
        let logs = try [TwoLeafLog("台账/甲"), TwoLeafLog("台账/乙")]
        let (program, key) = try witness(of: logs[0], logs[1])
        defer { program.remove() }
        let server = try ServedProcess(witness: "w", of: program)
        defer { server.end() }
        for log in logs {
            #expect(try WebAnswer(server.url + log.path).status == 404, "never cosigned")
            #expect(try WebAnswer.post(server.url, log.request(0, 1, root: log.leaves[0])).status == 200)
            let shown = try WebAnswer(server.url + log.path)
            #expect(shown.status == 200 && shown.headers["content-type"] == "text/plain; charset=utf-8")
            let note = try SignedNote(Array(shown.body.utf8))
            #expect(try note.verified(by: [log.signer.key, key]) == [log.signer.key, key])
            #expect(try Checkpoint(text: note.text).origin == log.origin)
        }
        for path in ["/", "/add-checkpoint/", "/\(logs[0].path.dropFirst().prefix(63))/checkpoint", "/../w/key.pem"] {
            #expect(try WebAnswer(server.url + path, "--path-as-is").status == 404, "\(path)")
        }
        let read = try WebAnswer(server.url + "/add-checkpoint")
        #expect(read.status == 405 && read.headers["allow"] == "POST")
        let written = try WebAnswer(server.url + logs[0].path, "-X DELETE")
        #expect(written.status == 405 && written.headers["allow"] == "GET")
        let large = String(repeating: "x", count: 65_537)
        #expect(try WebAnswer.post(server.url, large).status == 413)
        let chunked = "-H 'Transfer-Encoding: chunked' --data-binary @-"
        #expect(try WebAnswer(server.url + "/add-checkpoint", chunked, body: large).status == 413)
        #expect(try WebAnswer.post(server.url, String(large.dropLast())).status == 400)
    }

    @Test("killed between two requests, it has forgotten nothing")
    func killed() throws {
        let log = try TwoLeafLog()
        let (program, _) = try witness(of: log)
        defer { program.remove() }
        var server = try ServedProcess(witness: "w", of: program)
        #expect(try WebAnswer.post(server.url, log.request(0, 1, root: log.leaves[0])).status == 200)
        server.end(SIGKILL)
        server = try ServedProcess(witness: "w", of: program)
        defer { server.end() }
        #expect(try WebAnswer.post(server.url, log.request(0, 1, root: log.root)).body == "1\n")
        #expect(try WebAnswer.post(server.url, log.request(1, 1, root: log.root)).status == 422)
        #expect(try WebAnswer.post(server.url, log.request(1, 2, root: log.root, proof: log.proof)).status == 200)
    }

    @Test("of two histories that come at the same time, one is cosigned")
    func race() throws {
        let log = try TwoLeafLog()
        let (program, _) = try witness(of: log)
        defer { program.remove() }
        let server = try ServedProcess(witness: "w", of: program)
        for (name, root) in [("a", log.leaves[0]), ("b", log.leaves[1])] {
            try Data(log.request(0, 1, root: root).utf8).write(to: program.folder.appendingPathComponent(name))
        }
        // One process with a connection each: they arrive within a millisecond.
        let asked = ["a", "b"].map {
            "-s -o /dev/null -w '%{http_code}\\n' --data-binary @\($0) \(server.url)/add-checkpoint"
        }
        let parts = Array(repeating: asked, count: 12).joined().joined(separator: " --next ")
        let said = try Program.system("curl -q -Z --parallel-immediate \(parts)", in: program.folder)
        let answers = said.output.split(separator: "\n")
        #expect(answers.count == 24 && answers.count { $0 == "200" } == 1, "\(said.output) \(said.errors)")
        #expect(answers.allSatisfy { $0 == "200" || $0 == "409" })
        #expect(server.end(SIGINT) == 0)
    }

    @Test("an address that cannot be had, a folder that is none, a wrong passphrase: said at once")
    func cannotStart() throws {
        let (program, _) = try witness()
        defer { program.remove() }
        let serve = ["witness", "serve", "--folder", "w", "--port", "0", "--passphrase-file"]
        let address = try program.run(serve + ["secret", "--address", "192.0.2.1"])
        #expect(address.code == 74 && address.errors.contains("E-SERVE"), "\(address.errors)")
        #expect(try program.run("witness", "serve", "--folder", "none").code == 66)
        #expect(try program.run("witness", "serve", "--folder", "w", "--port", "65536").code == 64)
        try Data("不是\n".utf8).write(to: program.folder.appendingPathComponent("wrong"))
        #expect(try program.run(serve + ["wrong"]).code != 0)
    }
}
