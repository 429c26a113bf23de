import Foundation
import Testing

@Suite("taizhang export --tiles, verify --tiles (C2SP tlog-tiles)", .serialized)
struct ExportTests {
    @Test("tools/make_tiles.py makes the same files from the records alone, byte for byte; and again when it has grown")
    func twoExports() throws {
        let bench = try ExportBench()
        defer { bench.remove() }
        for round in 1...2 {
            let size = try bench.program.document(["verify"])["size"] as? Int ?? 0
            let made = try Program.system(
                "python3 tools/make_tiles.py '\(bench.program.ledger.path)' '\(bench.program.folder.path)/other'")
            let root = try bench.program.document(["export", "--tiles", "out"])["root"] as? String
            #expect(made.output == "\(size) \(root ?? "")\n")
            var ours = try Program.files(in: bench.out)
            let checkpoint = ours.removeValue(forKey: "checkpoint")
            #expect(String(decoding: checkpoint ?? Data(), as: UTF8.self).contains("\n\(size)\n"))
            let theirs = try Program.files(in: bench.program.folder.appendingPathComponent("other"))
            #expect(ours == theirs && ours.count >= 5)
            try bench.done(["unit", "add", "测试\(round)科"])
            try bench.publish()
        }
    }

    @Test(
        "without a checkpoint there is nothing to export; --at exports up to an earlier one, never less than is there")
    func sizes() throws {
        let bench = try ExportBench()
        defer { bench.remove() }
        let first = try #require(try bench.program.document(["export", "--tiles", "out"])["size"] as? Int)
        try bench.done(["unit", "add", "测试科"])
        try bench.publish()
        #expect(
            try bench.program.document(["export", "--tiles", "earlier", "--at", "\(first)"])["size"] as? Int == first)
        #expect(try bench.program.run("verify", "--tiles", "earlier").code == 0)
        let smaller = try bench.program.run("export", "--tiles", "out", "--at", "\(first)")
        #expect(smaller.code == 2 && smaller.errors.contains("E-EXPORT-OTHER"), "\(smaller.errors)")
        #expect(try bench.program.run("export").code == 64)
        let empty = try Program()
        defer { empty.remove() }
        try empty.done(["init", "--name", "台账"])
        let none = try empty.run("export", "--tiles", "out")
        #expect(none.code == 66 && none.errors.contains("E-CHECKPOINT-NONE"))
        #expect(!FileManager.default.fileExists(atPath: empty.folder.appendingPathComponent("out").path))
    }

    @Test(
        "a folder with another ledger, with a fork, or with no checkpoint under that name is refused and stays as it was"
    )
    func others() throws {
        let (bench, other) = (try ExportBench(sample: false), try ExportBench(sample: false))
        let fork = try bench.double()
        defer { [bench, other, fork].forEach { $0.remove() } }
        for one in [bench, fork] { try one.done(["unit", "add", "\(one.program.folder.lastPathComponent)"]) }
        try bench.publish()
        try fork.publish()
        let odd = bench.program.folder.appendingPathComponent("odd")
        try FileManager.default.createDirectory(at: odd, withIntermediateDirectories: true)
        try Data("没有签名\n".utf8).write(to: odd.appendingPathComponent("checkpoint"))
        for folder in [other.out, fork.out, odd] {
            let before = try Program.files(in: folder)
            let answer = try bench.program.run("export", "--tiles", folder.path)
            #expect(answer.code == 2 && answer.errors.contains("E-EXPORT-OTHER"), "\(answer.errors)")
            #expect(try Program.files(in: folder) == before)
        }
    }

    @Test("verify --tiles says intact, with whose key, and what it does not check")
    func verifies() throws {
        let bench = try ExportBench(suite: "sha256+sm")
        let auditor = try Program()
        defer {
            bench.remove()
            auditor.remove()
        }
        let alone = try auditor.run("verify", "--tiles", bench.out.path, "--lang", "en")
        #expect(alone.code == 0, "\(alone.output)")
        #expect(alone.output.contains("SM2 + SM3") && alone.output.contains("Ed25519 + SHA-256"))
        #expect(alone.output.contains("on its own word") && !alone.output.contains("read models"))
        let key = try bench.vkey()
        let trusted = try auditor.run("verify", "--tiles", bench.out.path, "--key", key, "--lang", "en")
        #expect(trusted.code == 0 && !trusted.output.contains("on its own word"), "\(trusted.output)")
        for word in ["files of evidence", "personal data", "commands"] { #expect(trusted.output.contains(word)) }

        let stranger = try ExportBench(sample: false)
        defer { stranger.remove() }
        let wrong = try auditor.run("verify", "--tiles", bench.out.path, "--key", try stranger.vkey(), "--json")
        #expect(wrong.code == 1 && wrong.output.contains("\"checkpoint\""), "\(wrong.output)")
        let kept = bench.out.appendingPathComponent("checkpoint").path
        #expect(try auditor.run("verify", "--tiles", bench.out.path, "--against", kept).code == 0)
        #expect(try auditor.run("verify", "--tiles", auditor.folder.path).code == 66)
    }

    @Test(
        "a changed, added or missing byte in any file of an export is found, in 90 rounds; and a file that is missing")
    func tampered() throws {
        let bench = try ExportBench(suite: "sha256+sm")
        defer { bench.remove() }
        let files = try Program.files(in: bench.out).sorted { $0.key < $1.key }
        #expect(files.count == 7)
        var random = SeededRandom(seed: 5)
        for (path, bytes) in files {
            let file = bench.out.appendingPathComponent(path)
            for round in 0..<12 {
                var changed = bytes
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch round {
                case 10: changed.append(bytes[0])
                case 11: changed.removeLast()
                default: changed[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
                }
                try changed.write(to: file)
                let answer = try bench.program.run("verify", "--tiles", "out")
                #expect([1, 65].contains(answer.code), "\(path) at \(place): \(answer.output)\(answer.errors)")
            }
            try FileManager.default.removeItem(at: file)
            #expect(try bench.program.run("verify", "--tiles", "out").code != 0, "\(path) is missing")
            try bytes.write(to: file)
        }
        #expect(try bench.program.run("verify", "--tiles", "out").code == 0)
    }

    @Test("killed at any moment, an export is an earlier one or none, and the next run finishes it")
    func killed() throws {
        let bench = try ExportBench(sample: false)
        defer { bench.remove() }
        try FileManager.default.copyItem(at: bench.out, to: bench.program.folder.appendingPathComponent("earlier"))
        try bench.bringSheet()
        try bench.publish()
        var random = SeededRandom(seed: 3)
        var unfinished = 0
        for round in 0..<16 {
            let folder = "round-\(round)"
            let place = bench.program.folder.appendingPathComponent(folder)
            if round % 2 == 0 {
                try FileManager.default.copyItem(
                    at: bench.program.folder.appendingPathComponent("earlier"), to: place)
            }
            let child = try bench.program.start(["export", "--tiles", folder])
            usleep(UInt32.random(in: 5_000...70_000, using: &random))
            kill(child.processIdentifier, SIGKILL)
            child.waitUntilExit()
            if child.terminationReason != .exit { unfinished += 1 }
            let code = try bench.program.run("verify", "--tiles", folder).code
            #expect(code == 0 || code == 66 && round % 2 == 1, "\(folder): \(code)")
            try bench.done(["export", "--tiles", folder])
            #expect(try bench.program.run("verify", "--tiles", folder).code == 0)
        }
        #expect(unfinished > 0, "kills came too late to mean anything")
    }
}
