import Foundation
import Testing

@Suite("several programs on one ledger", .serialized)
struct WritersTests {
    /// Of each writer: the release runs three in the time of one.
    private static let commands = Program.release == nil ? 60 : 200

    @Test("eight processes with many commands each: all are acknowledged, none is lost, and the chain is one")
    func eightWriters() throws {
        let program = try Program.office()
        defer { program.remove() }
        for number in 1...8 {
            try program.run(
                "finding", "register", "--round", "巡察反馈-2020", "--unit", "办信科", "--category", "类\(number)",
                "--description", "问题\(number)")
        }
        let start = try program.verdict().size
        // Each writer is a shell that runs the program so often, half on a finding of its own, half on one that all share;
        // what is busy (75) is tried again, anything else is written down.
        let script = """
            n=$1; i=0
            while [ $i -lt \(Self.commands) ]; do
                i=$((i+1)); [ $((i%2)) = 0 ] && f=1 || f=$n
                while :; do
                    "$PROGRAM" evidence add 2020-$f 材料$n-$i="$FILE" >/dev/null 2>err-$n; code=$?
                    [ $code = 75 ] || break
                done
                [ $code = 0 ] || { echo "$code $(cat err-$n)" >>failed; exit 1; }
            done
            """
        let file = program.folder.appendingPathComponent("材料.txt")
        try Data("材料\n".utf8).write(to: file)
        var environment = program.environment
        environment["PROGRAM"] = Program.file.path
        environment["FILE"] = file.path
        let writers = try (1...8).map { number in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", script, "writer", String(number)]
            process.currentDirectoryURL = program.folder
            process.environment = environment
            try process.run()
            return process
        }
        for writer in writers { writer.waitUntilExit() }
        let failed = program.folder.appendingPathComponent("failed")
        #expect((try? String(contentsOf: failed, encoding: .utf8)) == nil)
        #expect(writers.allSatisfy { $0.terminationStatus == 0 })
        let verdict = try program.verdict()
        #expect(verdict.verdict == "intact", "\(verdict.findings)")
        #expect(verdict.size == start + 8 * Self.commands)
        let log = try program.run("log", "--type", "taizhang.evidence.attached.v1", "--limit", "10000", "--jsonl")
        let lines = log.output.split(separator: "\n")
        #expect(lines.count == 8 * Self.commands)
        for writer in 1...8 { #expect(lines.count { $0.contains("材料\(writer)-") } == Self.commands) }
    }

    @Test("a ledger is whole in its one file when a command ends, be it done or refused")
    func oneFile() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("init", "--name", "台账")
        for code: Int32 in [0, 2] {
            #expect(try program.run("unit", "add", "第一党支部").code == code)
            #expect(try FileManager.default.contentsOfDirectory(atPath: program.ledger.path) == ["ledger.db"])
        }
    }

    @Test("who waits too long for another writer is told so and exits with 75; readers go on", arguments: ["zh", "en"])
    func locked(_ language: String) throws {
        var program = try Program.office()
        defer { program.remove() }
        program.language = language == "zh" ? "zh_CN.UTF-8" : "C.UTF-8"
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        holder.arguments = [
            "python3", "-c",
            """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1], isolation_level=None)
            db.execute("BEGIN IMMEDIATE")
            print("held", flush=True)
            sys.stdin.read()
            """, program.ledger.appendingPathComponent("ledger.db").path,
        ]
        let input = Pipe(), output = Pipe()
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        _ = output.fileHandleForReading.availableData
        let before = try program.verdict().size
        let answer = try program.run("unit", "add", "来访科")
        #expect(answer.code == 75)
        #expect(answer.errors.contains("E-BUSY"))
        #expect(answer.errors.contains(language == "zh" ? "正在写" : "writing") || answer.errors.contains("E-BUSY"))
        #expect(try program.run("finding", "list").code == 0)
        #expect(try program.verdict().size == before)
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        #expect(try program.run("unit", "add", "来访科").code == 0)
    }
}
