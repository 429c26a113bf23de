import Foundation
import Testing

/// A disk of a few MiB that can be filled or made read-only: a tmpfs, which only root can mount.
private struct SmallDisk {
    let folder: URL

    init(_ size: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "taizhang-disk-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let mounted = try Program.system("mount -t tmpfs -o size=\(size) tmpfs '\(folder.path)'")
        try #require(mounted.code == 0, "\(mounted.errors)")
    }

    func makeReadOnly() throws { try #require(Program.system("mount -o remount,ro '\(folder.path)'").code == 0) }

    /// Takes all the room that is left, but for some.
    func fill(leaving kilobytes: Int = 0) throws {
        try Program.system(
            "cat /dev/zero > '\(folder.path)/filler' 2>/dev/null; truncate -s -\(kilobytes)K '\(folder.path)/filler'")
    }

    func free() throws { try FileManager.default.removeItem(at: folder.appendingPathComponent("filler")) }

    func remove() {
        _ = try? Program.system("umount -l '\(folder.path)'")
        try? FileManager.default.removeItem(at: folder)
    }

    static let canMount: Bool = {
        let probe = "d=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs $d 2>/dev/null && umount $d && rmdir $d"
        return (try? Program.system(probe).code) == 0
    }()
}

@Suite("disks that fill up or cannot be written", .serialized, .enabled(if: SmallDisk.canMount, "mounting needs root"))
struct DiskTests {
    @Test("a full disk refuses with 73, nothing is half-written, and with room again the same command succeeds")
    func fullDisk() throws {
        let disk = try SmallDisk("6m")
        defer { disk.remove() }
        let program = Program(in: disk.folder)
        #expect(try program.run("init", "--name", "台账").code == 0)
        #expect(try program.run("unit", "add", "办信科").code == 0)
        let sheet = ["import", Program.sample.path, "--round", "巡察反馈-2020", "--report", "/dev/null"]
        for kilobytes in [0, 4, 16, 40, 80, 160] {
            let before = try program.verdict().size
            try disk.fill(leaving: kilobytes)
            let answer = try program.run(sheet)
            if answer.code == 0 { continue }
            #expect(answer.code == 73, "\(answer.errors)")
            #expect(
                answer.errors.contains("E-DISK-FULL") || answer.errors.contains("E-EVIDENCE-WRITE"), "\(answer.errors)")
            #expect(try program.run("unit", "list").code == 0)
            try disk.free()
            let verdict = try program.verdict()
            #expect(verdict.verdict == "intact", "\(verdict.findings)")
            #expect(verdict.size == before)
        }
        if FileManager.default.fileExists(atPath: disk.folder.path + "/filler") { try disk.free() }
        #expect(try program.run(sheet).code == 0)
        #expect(try program.verdict().size == 353)
        #expect(try program.run("rebuild", "--check").code == 0)
    }

    @Test("a full disk at the making of a ledger leaves none, and at a backup leaves the ledger as it is")
    func fullAtOtherMoments() throws {
        let disk = try SmallDisk("2m")
        defer { disk.remove() }
        let program = Program(in: disk.folder)
        try disk.fill()
        let made = try program.run("init", "--name", "台账")
        #expect(made.code == 73, "\(made.errors)")
        try disk.free()
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.folder.path) == [])
        #expect(try program.run("init", "--name", "台账").code == 0)
        try disk.fill(leaving: 60)
        let copied = try program.run("backup", "copy")
        #expect(copied.code == 73, "\(copied.errors)")
        try disk.free()
        #expect(try program.verdict().verdict == "intact")
    }

    @Test("what cannot be printed is an error, not a silence")
    func fullOutput() throws {
        let program = try Program.office()
        defer { program.remove() }
        let answer = try Program.run(
            URL(fileURLWithPath: "/bin/sh"), ["-c", "'\(Program.file.path)' unit list > /dev/full"], in: program.folder,
            program.environment)
        #expect(answer.code == 74)
        #expect(answer.errors.contains("E-OUTPUT-WRITE"))
    }

    @Test("on a read-only medium writing is refused with 73, while asking and verifying go on and leave nothing behind")
    func readOnly() throws {
        let disk = try SmallDisk("6m")
        defer { disk.remove() }
        let program = Program(in: disk.folder)
        try program.run("init", "--name", "台账")
        try program.run("import", Program.sample.path, "--report", "/dev/null")
        try disk.makeReadOnly()
        let before = try fingerprint(disk.folder)
        for command in [["unit", "add", "来访科"], ["import", Program.sample.path], ["rebuild"]] {
            let answer = try program.run(command)
            #expect(answer.code == 73, "\(command): \(answer.code) \(answer.errors)")
        }
        for command in [
            ["finding", "list"], ["finding", "list", "--as-of", "2020-10-01"], ["finding", "show", "2020-017"], ["log"],
            ["stats"], ["verify"], ["rebuild", "--check"],
        ] {
            let answer = try program.run(command)
            #expect(answer.code == 0, "\(command): \(answer.errors)")
        }
        #expect(try fingerprint(disk.folder) == before)
    }

    @Test("read models that are behind on a read-only medium: a view as of a moment shows what it shows elsewhere")
    func behindOnReadOnly() throws {
        let disk = try SmallDisk("8m")
        defer { disk.remove() }
        let program = Program(in: disk.folder)
        try program.run("init", "--name", "台账")
        try program.run("import", Program.sample.path, "--report", "/dev/null")
        let questions = [
            ["finding", "list", "--as-of", "2020-10-01", "--json"],
            ["finding", "list", "--as-of", "2020-10-01", "--limit", "3"], ["stats", "--as-of", "2020-05-01", "--json"],
            ["query", "measures", "--as-of", "#200", "--jsonl"], ["find", "记录", "--as-of", "2020-06-01"],
        ]
        let said = try questions.map { try program.done($0).output }
        #expect(Set(said).count == questions.count && said.allSatisfy { !$0.isEmpty })
        try Program.system(
            "sqlite3 '\(program.ledger.path)/ledger.db' 'UPDATE rm_meta SET position = 20; DELETE FROM rm_finding; "
                + "DELETE FROM rm_span; PRAGMA wal_checkpoint(TRUNCATE)'")
        try disk.makeReadOnly()
        #expect(try questions.map { try program.done($0).output } == said)
    }

    private func fingerprint(_ folder: URL) throws -> String {
        try Program.system("cd '\(folder.path)' && find . -type f -printf '%p %s %T@\\n' -exec sha256sum {} \\; | sort")
            .output
    }
}
