import Foundation
import Testing

@Suite("taizhang clone, pull", .serialized)
struct CloneTests {
    /// An auditor's machine with a clone in `copy`.
    private func auditor(of bench: ExportBench, _ source: String? = nil, _ more: [String] = []) throws -> Program {
        var auditor = try Program()
        auditor.actor = nil
        try auditor.done(["clone", source ?? bench.out.path, "copy"] + more)
        return auditor
    }

    private func copy(_ auditor: Program) -> URL { auditor.folder.appendingPathComponent("copy") }

    /// What a ledger says, whoever holds it.
    private func says(_ program: Program, _ ledger: String) throws -> [String] {
        let questions = [
            ["log", "--jsonl"], ["finding", "show", "2020-015", "--json"], ["finding", "list", "--jsonl"],
            ["stats", "--json", "--as-of", "2020-12-31"], ["prove", "98"], ["prove", "--finding", "2020-015"],
            ["checkpoint", "list", "--json"], ["rebuild", "--check"],
        ]
        return try questions.map { try program.done($0 + ["--ledger", ledger]).output }
    }

    @Test("a clone answers, verifies and proves as the ledger does, and both verifiers find it intact")
    func same() throws {
        let bench = try ExportBench()
        let auditor = try auditor(of: bench, nil, ["--key", try bench.vkey()])
        defer {
            bench.remove()
            auditor.remove()
        }
        #expect(try says(auditor, "copy") == says(bench.program, bench.program.ledger.path))
        let verdict = try auditor.run("verify", "--ledger", "copy", "--key", try bench.vkey())
        #expect(verdict.code == 0 && !verdict.output.contains("佐证 0"), "\(verdict.output)")
        let other = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["python3", "tools/verify_ledger.py", "--no-evidence", copy(auditor).path], in: Program.root)
        #expect(other.code == 0, "\(other.output)")
        #expect(try auditor.run("backup", "again", "--ledger", "copy").code == 0)
        #expect(try auditor.run("clone", bench.out.path, "copy").code == 73, "it is there already")
    }

    @Test("nothing is recorded in a clone")
    func readOnly() throws {
        let bench = try ExportBench(sample: false)
        let auditor = try auditor(of: bench)
        defer {
            bench.remove()
            auditor.remove()
        }
        let before = try auditor.document(["verify", "--ledger", "copy"])["head"] as? String
        for command in [
            ["unit", "add", "测试科"], ["checkpoint"], ["restore", "--reason", "x"], ["erase", "--record", "2"],
        ] {
            let answer = try auditor.run(command + ["--ledger", "copy", "--actor", "post/机关党委专职副书记"])
            #expect(answer.code != 0 || command == ["checkpoint"], "\(command)")
        }
        let refused = try auditor.run("unit", "add", "测试科", "--ledger", "copy", "--actor", "post/甲")
        #expect(refused.code == 2 && refused.errors.contains("E-CLONE-READ-ONLY"))
        #expect(try auditor.document(["verify", "--ledger", "copy"])["head"] as? String == before)
        let ledger = try bench.program.run("pull")
        #expect(ledger.code == 2 && ledger.errors.contains("E-PULL-CLONE"))
    }

    @Test("a clone says nothing of the ledger that may be here, and is told how far behind it is")
    func memory() throws {
        let bench = try ExportBench(sample: false)
        let auditor = try auditor(of: bench)
        defer {
            bench.remove()
            auditor.remove()
        }
        let state = auditor.folder.appendingPathComponent(".local/state/taizhang")
        #expect(try auditor.run("verify", "--ledger", "copy").code == 0)
        #expect(!FileManager.default.fileExists(atPath: state.path), "nobody vouches for a clone's checkpoint")
        try bench.done(["unit", "add", "测试科"])
        try bench.publish()
        try FileManager.default.createDirectory(
            at: state.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: bench.program.folder.appendingPathComponent(".local/state/taizhang"), to: state)
        let verified = try auditor.run("verify", "--ledger", "copy")
        #expect(verified.code == 0 && verified.output.contains("本机见过"), "\(verified.output)")
    }

    @Test("no clone appears where the key is another's, or a byte is wrong")
    func refused() throws {
        let (bench, stranger) = (try ExportBench(), try ExportBench(sample: false))
        let auditor = try Program()
        defer {
            [bench, stranger].forEach { $0.remove() }
            auditor.remove()
        }
        #expect(try auditor.run("clone", bench.out.path, "copy", "--key", try stranger.vkey()).code == 1)
        let file = bench.out.appendingPathComponent("tile/entries/000")
        var bytes = try Data(contentsOf: file)
        bytes[1_000] ^= 1
        try bytes.write(to: file)
        let answer = try auditor.run("clone", bench.out.path, "copy")
        #expect(answer.code == 1 && answer.errors.contains("E-TILE"), "\(answer.errors)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: auditor.folder.path).filter { $0 != ".local" }.isEmpty)
    }

    @Test("a pull brings what is new, from where the clone came; and then nothing, from anywhere")
    func pull() throws {
        let bench = try ExportBench(sample: false)
        let auditor = try auditor(of: bench)
        defer {
            bench.remove()
            auditor.remove()
        }
        try bench.bringSheet()
        try bench.publish()
        // The machine of the ledger itself, which remembers more than a clone there has.
        try bench.done(["clone", "out", "near"])
        try bench.done(["unit", "add", "测试科"])
        try bench.publish()
        #expect(try bench.program.run("verify", "--ledger", "near").code == 0)
        #expect(try bench.program.document(["pull", "--ledger", "near"])["new"] as? Int == 2)
        let pulled = try auditor.document(["pull", "--ledger", "copy"])
        #expect(pulled["before"] as? Int == 3 && pulled["size"] as? Int == 358, "\(pulled)")
        #expect(try auditor.run("pull", "out", "--ledger", "copy").code == 66, "no such folder here")
        #expect(try auditor.document(["pull", bench.out.path, "--ledger", "copy"])["new"] as? Int == 0)
        #expect(try says(auditor, "copy").dropLast(2) == says(bench.program, bench.program.ledger.path).dropLast(2))
        #expect(try auditor.run("verify", "--ledger", "copy").code == 0)
    }

    @Test("a pull refuses a fork, a shorter export, another ledger and a damaged one, and leaves the clone as it was")
    func refusedPulls() throws {
        let (bench, other) = (try ExportBench(sample: false), try ExportBench(sample: false))
        let fork = try bench.double()
        try FileManager.default.copyItem(at: bench.out, to: bench.program.folder.appendingPathComponent("earlier"))
        try bench.done(["unit", "add", "测试科"])
        try bench.publish()
        let auditor = try auditor(of: bench)
        defer {
            [bench, other, fork].forEach { $0.remove() }
            auditor.remove()
        }
        try fork.done(["unit", "add", "测试二科"])
        try fork.publish()
        try fork.done(["unit", "add", "测试三科"])
        try fork.publish(to: "longer")
        try bench.bringSheet()
        try bench.publish()
        let damaged = bench.program.folder.appendingPathComponent("damaged")
        try FileManager.default.copyItem(at: bench.out, to: damaged)
        let last = try #require(
            try Program.files(in: damaged).keys.sorted().last { $0.hasPrefix("tile/entries/001.p/") })
        let bundle = damaged.appendingPathComponent(last)
        var bytes = try Data(contentsOf: bundle)
        bytes[40] ^= 1
        try bytes.write(to: bundle)
        let state = try Program.files(in: copy(auditor))
        for (source, code) in [
            (fork.out.path, "E-FORKED"), (fork.program.folder.path + "/longer", "E-FORKED"),
            (bench.program.folder.path + "/earlier", "E-ROLLED-BACK"), (other.out.path, "E-EXPORT-OTHER"),
            (damaged.path, "E-TILE"),
        ] {
            let answer = try auditor.run("pull", source, "--ledger", "copy")
            #expect([1, 2].contains(answer.code) && answer.errors.contains(code), "\(source): \(answer.errors)")
            #expect(try Program.files(in: copy(auditor))["config"] == state["config"])
            #expect(try auditor.document(["verify", "--ledger", "copy"])["size"] as? Int == 5)
        }
        try auditor.done(["pull", "--ledger", "copy"])
    }

    @Test(
        "the new checkpoint's key is one that the clone knows, or the successor of one; not one that came out of nowhere"
    )
    func keys() throws {
        let bench = try ExportBench(sample: false)
        let auditor = try auditor(of: bench)
        let thief = try bench.double()
        defer {
            [bench, thief].forEach { $0.remove() }
            auditor.remove()
        }
        let name = try #require(try bench.vkey().split(separator: "+").first.map(String.init))
        try bench.done(["key", "rotate", name, "--passphrase-file", "secret"])
        try bench.publish()
        try thief.done(["key", "retire", name, "--reason", "遗失"])
        try thief.done(["key", "new", "--passphrase-file", "secret"])
        try thief.publish()
        let answer = try auditor.run("pull", thief.out.path, "--ledger", "copy")
        #expect(answer.code == 1 && answer.errors.contains("E-PULL-KEY"), "\(answer.errors)")
        #expect(try auditor.document(["verify", "--ledger", "copy"])["size"] as? Int == 3)
        #expect(try auditor.document(["pull", "--ledger", "copy"])["new"] as? Int == 2)
    }

    @Test("cosignatures that came later are pulled as well")
    func cosignatures() throws {
        let bench = try ExportBench(sample: false)
        defer { bench.remove() }
        let witness = try bench.done([
            "witness", "init", "--name", "见证/甲", "--folder", "w", "--passphrase-file", "secret",
        ]).output.trimmingCharacters(in: .newlines)
        try bench.done(["witness", "add-log", "--vkey", try bench.vkey(), "--folder", "w"])
        try Data("witness 甲 \(witness)\nquorum 甲\n".utf8).write(
            to: bench.program.folder.appendingPathComponent("quorum"))
        let auditor = try auditor(of: bench)
        defer { auditor.remove() }
        try bench.done(["policy", "adopt", "--quorum", "quorum"])
        try bench.publish()
        // The quorum fails closed.
        #expect(try auditor.run("pull", "--ledger", "copy").errors.contains("E-EXPORT-NOT-INTACT"))
        let request = try bench.done(["checkpoint", "request", "--witness", "甲"]).output
        try Data(request.utf8).write(to: bench.program.folder.appendingPathComponent("request"))
        let line = try bench.done(["witness", "cosign", "request", "--folder", "w", "--passphrase-file", "secret"])
        try Data(line.output.utf8).write(to: bench.program.folder.appendingPathComponent("line"))
        try bench.done(["checkpoint", "attach", "line"])
        try bench.done(["export", "--tiles", "out"])
        #expect(try auditor.document(["pull", "--ledger", "copy"])["new"] as? Int == 2)
        #expect(try auditor.document(["verify", "--ledger", "copy"])["witnessed"] as? Int == 5)
        #expect(try auditor.document(["verify", "--tiles", bench.out.path])["witnessed"] as? Int == 5)
    }
}
