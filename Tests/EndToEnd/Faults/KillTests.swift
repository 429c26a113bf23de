import Foundation
import Testing

/// `kill -9` at any moment: what was acknowledged is there, nothing is there half, and the next start needs no repair.
@Suite("killed at any moment", .serialized)
struct KillTests {
    @Test("an append is whole or not there, in 80 rounds, and the acknowledged ones are all there")
    func appends() throws {
        let program = try Program.office()
        defer { program.remove() }
        var random = SeededRandom(seed: 7)
        var acknowledged: Set<String> = []
        var all: [String] = []
        var usual = 0.0
        var registered = 0
        for round in 1...80 {
            // How long it takes depends on what else the machine does just now.
            if round % 10 == 1 {
                usual = try milliseconds { try register(program, "第\(round)次") }
                registered += 1
            }
            let id = UUID().uuidString.lowercased()
            all.append(id)
            let child = try program.start(arguments("第\(round)轮", id))
            usleep(UInt32.random(in: 0...UInt32(usual * 1_500), using: &random))
            kill(child.processIdentifier, SIGKILL)
            child.waitUntilExit()
            if child.terminationReason == .exit, child.terminationStatus == 0 { acknowledged.insert(id) }
            if round % 20 == 0 { try check(program) }
        }
        // Repeated, each command is found done where it was acknowledged, and is done once in the end.
        for id in all {
            let answer = try program.run(arguments("第\(id)", id) + ["--json"])
            #expect(answer.code == 0, "\(answer.errors)")
            if acknowledged.contains(id) { #expect(answer.output.contains("\"repeated\": true")) }
        }
        try check(program)
        let list = try program.run("finding", "list", "--jsonl")
        #expect(list.output.split(separator: "\n").count == all.count + registered)
        #expect((2...78).contains(acknowledged.count), "kills came too early or too late to mean anything")
    }

    @Test("an import is whole or not there, in 30 rounds")
    func imports() throws {
        var random = SeededRandom(seed: 11)
        var outcomes = [0: 0, 352: 0]
        let usual = try milliseconds {
            let program = try Program.office()
            defer { program.remove() }
            try program.run("import", Program.sample.path)
        }
        for _ in 0..<30 {
            let program = try Program()
            defer { program.remove() }
            try program.run("init", "--name", "台账")
            let child = try program.start(["import", Program.sample.path, "--round", "巡察反馈-2020"])
            usleep(UInt32.random(in: 0...UInt32(usual * 600), using: &random))
            kill(child.processIdentifier, SIGKILL)
            child.waitUntilExit()
            let verdict = try program.verdict()
            #expect(verdict.verdict == "intact", "\(verdict.findings)")
            let imported = verdict.size - 1
            #expect(outcomes[imported] != nil, "\(imported) of 352 records")
            outcomes[imported, default: 0] += 1
            if child.terminationReason == .exit, child.terminationStatus == 0 { #expect(imported == 352) }
            let again = try program.run("import", Program.sample.path, "--round", "巡察反馈-2020")
            #expect(again.code == 0, "\(again.errors)")
            #expect(try program.verdict().size == 353)
        }
        #expect(outcomes[0] ?? 0 > 0 && outcomes[352] ?? 0 > 0, "\(outcomes)")
    }

    private func arguments(_ text: String, _ id: String) -> [String] {
        [
            "finding", "register", "--round", "巡察反馈-2020", "--unit", "办信科", "--category", "信访业务", "--description", text,
            "--command-id", id,
        ]
    }

    private func register(_ program: Program, _ text: String) throws {
        let answer = try program.run(arguments(text, UUID().uuidString))
        #expect(answer.code == 0, "\(answer.errors)")
    }

    private func check(_ program: Program) throws {
        let verdict = try program.verdict()
        #expect(verdict.code == 0 && verdict.verdict == "intact", "\(verdict.findings)")
        #expect(try program.run("rebuild", "--check").code == 0)
        let other = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", "tools/verify_ledger.py", program.ledger.path],
            in: Program.root)
        #expect(other.code == 0, "\(other.output)")
    }

    private func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        let taken = ContinuousClock.now - start
        return Double(taken.components.seconds) * 1_000 + Double(taken.components.attoseconds) * 1e-15
    }
}
