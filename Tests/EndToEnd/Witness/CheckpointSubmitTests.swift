import Foundation
import Testing

@testable import Ledger

@Suite("taizhang checkpoint submit", .serialized)
struct CheckpointSubmitTests {
    /// A ledger with a key, and witnesses on this machine that know it, of which its policy asks for two.
    private struct Setting {
        let program: Program
        var servers: [ServedProcess] = []
        let names = ["甲", "乙", "丙"]

        init() throws {
            program = try Program()
            try Data("口令\n".utf8).write(to: program.folder.appendingPathComponent("secret"))
            try run("init", "--name", "测试")
            try run("key", "new", "--name", "台账/测试", "--passphrase-file", "secret")
            let vkey = try #require(try program.run("key", "list", "--json").output.firstMatch(of: /"vkey": "([^"]+)"/))
            var quorum = ""
            for name in names {
                let made = try run(
                    "witness", "init", "--name", "见证/\(name)", "--folder", name, "--passphrase-file", "secret")
                try run("witness", "add-log", "--vkey", String(vkey.1), "--folder", name)
                let server = try ServedProcess(witness: name, of: program)
                servers.append(server)
                quorum += "witness \(name) \(made.output.trimmingCharacters(in: .newlines)) \(server.url)/\n"
            }
            quorum += "group 见证 2 \(names.joined(separator: " "))\nquorum 见证\n"
            try Data(quorum.utf8).write(to: program.folder.appendingPathComponent("quorum"))
            try run("policy", "adopt", "--quorum", "quorum")
            try checkpoint()
        }

        func remove() {
            for server in servers { server.end(SIGKILL) }
            program.remove()
        }

        @discardableResult
        func run(_ arguments: String..., in other: Program? = nil) throws -> Program.Answer {
            let answer = try (other ?? program).run(arguments)
            try #require(answer.code == 0, "\(arguments): \(answer.errors)")
            return answer
        }

        func checkpoint(_ other: Program? = nil) throws {
            try run("checkpoint", "make", "--passphrase-file", program.folder.path + "/secret", in: other)
        }

        /// The ledger as it is, for somebody on another machine.
        func copy() throws -> Program {
            let other = try Program()
            try FileManager.default.copyItem(at: program.ledger, to: other.ledger)
            return other
        }

        func witnessed() throws -> (code: Int32, size: Int?) {
            let answer = try program.run("verify", "--json")
            return (answer.code, answer.output.firstMatch(of: /"witnessed": (\d+)/).flatMap { Int($0.1) })
        }
    }

    @Test(
        "two of three: one is not enough, the second makes verify say up to where; and so on from checkpoint to checkpoint"
    )
    func quorum() throws {
        var setting = try Setting()
        defer { setting.remove() }
        #expect(try setting.witnessed() == (1, nil))
        let first = try setting.run("checkpoint", "submit", "--witness", "甲")
        #expect(first.output == "4 条处的检查点已有见证：甲。\n未达到规则的要求，可再请：乙、丙。\n")
        #expect(try setting.witnessed() == (1, nil))

        setting.servers[2].end(SIGKILL)
        let all = try setting.run("checkpoint", "submit", "--all")
        #expect(all.output == "4 条处的检查点已有见证：甲、乙。\n达到规则的要求。\n")
        #expect(all.errors.contains("E-URL-READ"), "\(all.errors)")
        #expect(try setting.witnessed() == (0, 4))

        try setting.run("unit", "add", "督查科")
        try setting.checkpoint()
        #expect(try setting.witnessed() == (0, 4))
        setting.servers[1].end(SIGKILL)
        let one = try setting.program.run("checkpoint", "submit", "--all", "--json")
        #expect(one.code == 1 && one.output.contains(#""quorum": false"#) && one.output.contains("E-URL-READ"))
        #expect(try setting.program.run("checkpoint", "submit", "--witness", "乙").code == 74)

        setting.servers[1] = try ServedProcess(witness: "乙", of: setting.program)
        let moved = setting.servers[1].url
        #expect(try setting.run("checkpoint", "submit", "--witness", "乙", "--url", moved).output.contains("甲、乙"))
        #expect(try setting.witnessed() == (0, 6))
        #expect(try setting.servers[1].lines.count == 1, "asked once, with the proof from size 4")
    }

    @Test("the witness knows better what it cosigned last: asked once more; a fork and a rollback are refused and kept")
    func fork() throws {
        let setting = try Setting()
        defer { setting.remove() }
        let (late, forked) = (try setting.copy(), try setting.copy())
        defer {
            late.remove()
            forked.remove()
        }
        try setting.run("checkpoint", "submit", "--witness", "甲")
        try setting.run("checkpoint", "submit", "--witness", "甲", in: late)
        let log = try setting.servers[0].lines
        #expect(log.map { $0.split(separator: "\t")[1] } == ["200", "409", "200"], "\(log)")

        try setting.run("unit", "add", "督查科")
        try setting.checkpoint()
        try setting.run("checkpoint", "submit", "--witness", "甲")
        let behind = try late.run("checkpoint", "submit", "--witness", "甲")
        #expect(behind.code == 0, "its checkpoint was cosigned already; nobody is asked")
        let cut = try forked.run("checkpoint", "submit", "--witness", "甲")
        #expect(cut.code == 1 && cut.errors.contains("E-WITNESS-AHEAD"), "\(cut.errors)")

        try setting.run("unit", "add", "办信科", in: forked)
        try setting.checkpoint(forked)
        let refused = try forked.run("checkpoint", "submit", "--witness", "甲")
        #expect(refused.code == 1 && refused.errors.contains("E-WITNESS-REFUSED"), "\(refused.errors)")
        #expect(refused.errors.contains("现状：422 Two checkpoints of size 6 have different roots"), "\(refused.errors)")
        let list = try setting.run("witness", "list", "--folder", "甲", "--json").output
        #expect(list.contains(#""forks": 1"#), "\(list)")
    }

    @Test("refusals are told as what they are; a policy without witnesses, a name that it does not know")
    func refusals() throws {
        let setting = try Setting()
        defer { setting.remove() }
        let submit = { (arguments: [String]) in try setting.program.run(["checkpoint", "submit"] + arguments) }
        #expect(try submit([]).code == 64)
        #expect(try submit(["--all", "--witness", "甲"]).code == 64)
        #expect(try submit(["--witness", "丁"]).errors.contains("E-WITNESS-UNKNOWN"))
        #expect(try submit(["--witness", "甲", "--url", "ftp://127.0.0.1/"]).errors.contains("E-URL"))
        let other = try submit(["--witness", "甲", "--url", setting.servers[1].url])
        #expect(other.code == 65 && other.errors.contains("应答里没有见证人甲的签名"), "\(other.errors)")
        let path = try submit(["--witness", "丙", "--url", setting.servers[2].url + "/none"])
        #expect(path.code == 2 && path.errors.contains("现状：404 not found"), "\(path.errors)")

        let keys = "logs/\(Digest.sha256("台账/测试".utf8).hex)/vkeys"
        let stranger = try TwoLeafLog("台账/测试").signer.key.text
        try Data((stranger + "\n").utf8).write(to: setting.program.folder.appendingPathComponent("丙/\(keys)"))
        let untrusted = try submit(["--witness", "丙"])
        #expect(untrusted.code == 2 && untrusted.errors.contains("现状：403 "), "\(untrusted.errors)")
    }
}
