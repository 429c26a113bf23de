import Foundation
import Testing

/// Each way of tampering is done to a copy of a real ledger, and both verifiers, which share no line, are held to what
/// they must find and against each other.
@Suite("tampering", .serialized)
struct TamperingTests {
    /// The sample imported, then some steps of an office: a person's name, a file of evidence.
    static let original: Result<Program, any Error> = Result {
        let program = try Program()
        try Data("情况说明\n".utf8).write(to: program.folder.appendingPathComponent("情况说明.txt"))
        let steps: [[String]] = [
            ["init", "--name", "台账"], ["import", Program.sample.path, "--round", "巡察反馈-2020"],
            ["actor", "add", "新人", "--personal-name", "张三", "--phone", "13800000000"],
            ["actor", "add", "机关党委干事"], ["actor", "add", "党组书记"], ["role", "grant", "approver", "党组书记"],
            ["unit", "add", "机关党委"], ["evidence", "add", "2020-015", "情况说明=情况说明.txt"],
            ["finding", "correct", "2020-015", "--category", "三会一课（党课）", "--reason", "类别登错", "--approver", "党组书记"],
            ["unit", "add", "信息科"],
        ]
        for step in steps {
            let answer = try program.run(step)
            try #require(answer.code == 0, "\(step): \(answer.errors)")
        }
        // Everything in the one file: the copies take nothing else along.
        try Program.system("sqlite3 .taizhang/ledger.db 'PRAGMA wal_checkpoint(TRUNCATE)'", in: program.folder)
        return program
    }

    struct Verdict: Equatable {
        var code: Int32
        var verdict: String
        var codes: Set<String>
        var first: Int?
        var root: String?
        var notChecked: Int

        init(_ answer: Program.Answer) throws {
            code = answer.code
            let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any] ?? [:]
            let findings = object["findings"] as? [[String: Any]] ?? []
            verdict = object["verdict"] as? String ?? ""
            codes = Set(findings.compactMap { $0["code"] as? String })
            first = findings.compactMap { $0["record"] as? Int }.min()
            root = object["root"] as? String
            notChecked = (object["notchecked"] as? [Any] ?? []).count
        }
    }

    @Test("leaves nothing to find where nothing was done, and both verifiers come to the same root")
    func untouched() throws {
        let program = try Self.original.get()
        let ours = try Verdict(program.run("verify", "--json")), theirs = try Verdict(independent(program.ledger))
        #expect(ours.code == 0 && theirs.code == 0)
        #expect(ours.verdict == "intact" && theirs.verdict == "intact")
        #expect(ours.root == theirs.root && ours.root != nil)
        #expect(ours.notChecked > 0 && theirs.notChecked > 0, "what a file alone cannot show is said")
        #expect(try program.verdict().size == 361)
    }

    @Test("is found, named and placed by both verifiers", arguments: Tampering.all)
    func found(_ tampering: Tampering) throws {
        let program = try Self.original.get()
        let copy = try Program()
        defer { copy.remove() }
        try FileManager.default.copyItem(at: program.ledger, to: copy.ledger)
        let script = Tampering.tools + tampering.script + Tampering.restore
        let done = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", "-c", script, copy.ledger.path], in: copy.folder)
        try #require(done.code == 0, "\(done.errors)")

        let answer = try copy.run("verify", "--json")
        if tampering.exitCode == 65 {
            #expect(answer.code == 65, "\(answer.errors)")
            #expect(try independent(copy.ledger).code == 65)
            return
        }
        let ours = try Verdict(answer), theirs = try Verdict(independent(copy.ledger))
        #expect(ours.code == tampering.exitCode, "\(answer.output)")
        #expect(ours.codes.isSuperset(of: tampering.codes), "\(answer.output)")
        if let record = tampering.record { #expect(ours.first == record, "\(answer.output)") }
        guard !tampering.isOurs else {
            #expect(theirs.code == 0)
            return
        }
        #expect(theirs.code == ours.code)
        #expect(theirs.verdict == ours.verdict)
        #expect(theirs.codes.isSuperset(of: tampering.codes), "\(theirs)")
        #expect(theirs.first == ours.first, "ours \(ours), theirs \(theirs)")
        // Ours alone knows the query tables; theirs alone tells the steps of a stream where the index cannot.
        let shared = ours.codes.subtracting(["read-model"])
        let extra: Set = shared.contains("column") ? ["streamversion"] : []
        #expect(
            theirs.codes.subtracting(extra) == shared.subtracting(extra),
            "ours \(ours.codes.sorted()), theirs \(theirs.codes.sorted())")
        #expect(theirs.root == ours.root)
    }

    @Test("with a file that no record names is no tampering, and is told", arguments: [true])
    func orphan(_ unused: Bool) throws {
        let program = try Self.original.get()
        let copy = try Program()
        defer { copy.remove() }
        try FileManager.default.copyItem(at: program.ledger, to: copy.ledger)
        let name = String(repeating: "ab", count: 32)
        let folder = copy.ledger.appendingPathComponent("evidence/ab")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: folder.appendingPathComponent(name))
        for answer in [try copy.run("verify", "--json"), try independent(copy.ledger)] {
            #expect(answer.code == 0)
            #expect(
                answer.output.contains("\"orphans\": 1") || answer.output.contains("\"orphans\":1"), "\(answer.output)")
        }
    }

    private func independent(_ ledger: URL) throws -> Program.Answer {
        try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", "tools/verify_ledger.py", "--json", ledger.path],
            in: Program.root)
    }
}
