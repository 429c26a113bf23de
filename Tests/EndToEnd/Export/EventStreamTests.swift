import Foundation
import Testing

@Suite("taizhang export --cloudevents", .serialized)
struct EventStreamTests {
    private func office() throws -> Program {
        let program = try Program.office()
        try program.done(["import", Program.sample.path])
        try program.done(["actor", "add", "新人", "--personal-name", "张三"])
        return program
    }

    /// The Python of `events/README.md`, as it stands there.
    private func consumer() throws -> String {
        let text = try String(contentsOf: Program.root.appendingPathComponent("events/README.md"), encoding: .utf8)
        let block = try #require(text.firstMatch(of: #/(?s)```python\n(.*?)```/#))
        return String(block.1)
    }

    @Test("a line is a record's stored bytes, in order, none left out; no personal data is in them")
    func lines() throws {
        let program = try office()
        defer { program.remove() }
        let answer = try program.done(["export", "--cloudevents"])
        let lines = answer.output.split(separator: "\n").map(String.init)
        let size = try #require(try program.document(["verify"])["size"] as? Int)
        try #require(lines.count == size && answer.errors.isEmpty)
        for sequence in [1, 2, size] {
            let stored = try Program.system(
                "sqlite3 '\(program.ledger.path)/ledger.db' 'SELECT body FROM record WHERE seq = \(sequence)'")
            #expect(stored.output == lines[sequence - 1] + "\n")
        }
        #expect(!answer.output.contains("张三"))
        try program.done(["export", "--cloudevents", "-o", "all.jsonl"])
        let file = try String(contentsOf: program.folder.appendingPathComponent("all.jsonl"), encoding: .utf8)
        #expect(file == answer.output)
    }

    @Test("goes on by position, one past the end with nothing, further not at all")
    func resumes() throws {
        let program = try office()
        defer { program.remove() }
        let size = try #require(try program.document(["verify"])["size"] as? Int)
        let all = try program.done(["export", "--cloudevents"]).output
        let head = try program.done(["export", "--cloudevents", "--to", "100"]).output
        let tail = try program.done(["export", "--cloudevents", "--from", "101"]).output
        #expect(head + tail == all && head.split(separator: "\n").count == 100)
        #expect(try program.done(["export", "--cloudevents", "--from", "\(size + 1)"]).output == "")
        let document = try program.document(["export", "--cloudevents", "--from", "101", "-o", "tail.jsonl"])
        #expect(document["records"] as? Int == size - 100 && document["next"] as? Int == size + 1)
        for (arguments, code, fault) in [
            (["--from", "\(size + 2)"], Int32(66), "E-POSITION-NONE"),
            (["--to", "\(size + 1)"], 66, "E-POSITION-NONE"),
            (["--from", "0"], 66, "E-POSITION-NONE"), (["--from", "9", "--to", "8"], 64, "E-ARGUMENT"),
        ] {
            let refused = try program.run(["export", "--cloudevents", "-o", "no.jsonl"] + arguments)
            #expect(refused.code == code && refused.errors.contains(fault), "\(arguments): \(refused.errors)")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        #expect(!names.contains { $0.contains("no.jsonl") })
    }

    @Test("the consumer of events/README.md follows the stream, resumes, and sees a record that was touched")
    func follows() throws {
        let program = try office()
        defer { program.remove() }
        let script = program.folder.appendingPathComponent("consumer.py")
        try consumer().write(to: script, atomically: true, encoding: .utf8)
        #expect(try consumer().split(separator: "\n").count <= 20)
        func follow(_ events: String, _ state: [String] = []) throws -> Program.Answer {
            try Program.run(
                URL(fileURLWithPath: "/usr/bin/python3"), [script.path] + state, in: program.folder, input: events)
        }
        let all = try program.done(["export", "--cloudevents"]).output
        let whole = try follow(all)
        let head = try #require(try program.document(["state"])["head"] as? String)
        let size = all.split(separator: "\n").count
        #expect(whole.code == 0 && whole.output.hasSuffix("\(size) \(head)\n"), "\(whole.output)\(whole.errors)")
        #expect(whole.output.contains("finding/2020-001 2020-07-03"))

        let first = try follow(try program.done(["export", "--cloudevents", "--to", "100"]).output)
        let state = try #require(first.output.split(separator: "\n").last).split(separator: " ").map(String.init)
        // Some that it had already come again.
        let rest = try follow(try program.done(["export", "--cloudevents", "--from", "91"]).output, state)
        #expect(rest.output.hasSuffix("\(size) \(head)\n"), "\(rest.errors)")

        var lines = all.split(separator: "\n").map(String.init)
        try #require(lines.count > 100)
        lines[49] = lines[49].replacing("\"occurredon\":\"2020", with: "\"occurredon\":\"2019")
        let touched = try follow(lines.map { $0 + "\n" }.joined())
        #expect(touched.code == 1 && touched.errors.contains("51"), "\(touched.errors)")
        lines.remove(at: 9)
        #expect(try follow(lines.map { $0 + "\n" }.joined()).errors.contains("11"))
    }

    @Test("a record that is not what its hash says ends the export, and no file appears; nor where the disk is full")
    func altered() throws {
        let program = try office()
        defer { program.remove() }
        let full = try program.run("export", "--cloudevents", "-o", "/dev/full")
        #expect(full.code == 73 && full.errors.contains("E-OUTPUT-WRITE"), "\(full.errors)")
        try Program.system(
            "sqlite3 .taizhang/ledger.db \"DROP TRIGGER record_update; UPDATE record SET body = replace(body, '督查科', '督察科') WHERE seq = 3\"",
            in: program.folder)
        let answer = try program.run("export", "--cloudevents", "-o", "out.jsonl")
        #expect(answer.code == 1 && answer.errors.contains("E-RECORD-ALTERED"), "\(answer.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        #expect(!names.contains { $0.contains("out.jsonl") })
    }

    @Test("exactly one form is asked for, and only with what it takes")
    func forms() throws {
        let program = try Program.office()
        defer { program.remove() }
        for arguments in [
            [], ["--cloudevents", "--csv"], ["--tiles", "a", "--oscal"], ["--csv"], ["--csv", "-o", "-"],
            ["--csv", "-o", "a", "--from", "1"], ["--cloudevents", "--as-of", "2020-01-01"],
            ["--cloudevents", "--round", "巡察反馈-2020"], ["--tiles", "a", "-o", "b"], ["--oscal", "--at", "1"],
            ["--csv", "-o", "a", "--replace"],
        ] {
            let answer = try program.run(["export"] + arguments)
            #expect(answer.code == 64 && answer.errors.contains("E-ARGUMENT"), "\(arguments): \(answer.errors)")
        }
    }
}
