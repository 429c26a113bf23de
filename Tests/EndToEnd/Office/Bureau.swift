import Foundation
import Synchronization
import Testing

/// The district bureau in the second half of 2020 as its own sheets tell it: members, work plan, rectification ledger,
/// activities; with the people who verify and approve. Made once, copied for every test.
struct Bureau {
    static let plan = "2020年下半年"
    private static let original = Mutex<URL?>(nil)

    var program: Program

    init() throws {
        let original = try Bureau.original.withLock { known in
            if let known { return known }
            let made = try Bureau.made()
            known = made
            return made
        }
        program = try Program()
        program.actor = "post/机关党委专职副书记"
        program.language = "zh_CN.UTF-8"
        for name in try FileManager.default.contentsOfDirectory(atPath: original.path) {
            try FileManager.default.copyItem(
                at: original.appendingPathComponent(name), to: program.folder.appendingPathComponent(name))
        }
    }

    private static func made() throws -> URL {
        let program = try Program()
        let samples = Program.sample.deletingLastPathComponent()
        for name in ["members.csv", "work-plan-2020h2.csv", "activities-2020h2.csv", "member-points-rules.csv"] {
            try FileManager.default.copyItem(
                at: samples.appendingPathComponent(name), to: program.folder.appendingPathComponent(name))
        }
        try FileManager.default.copyItem(at: Program.sample, to: program.folder.appendingPathComponent("ledger.csv"))
        try Data("材料。\n".utf8).write(to: program.folder.appendingPathComponent("材料.txt"))
        let bureau = Bureau(program)
        for line in [
            "init --name 区信访局整改台账", "member import members.csv --on 2020-07-01",
            "plan import work-plan-2020h2.csv --name \(plan) --title 2020年下半年党建工作计划 --on 2020-07-01",
            "import ledger.csv", "activity import activities-2020h2.csv --plan \(plan)",
            "role grant verifier 督查科科长 --on 2020-07-01", "role grant approver 局党组书记 --on 2020-07-01",
            "role grant approver 分管党建副局长 --on 2020-07-01",
        ] { try bureau.does(line) }
        return program.folder
    }

    private init(_ program: Program) { self.program = program }

    func remove() { program.remove() }

    /// A command that is to succeed; its words stand between spaces.
    @discardableResult
    func does(_ line: String, by actor: String? = nil) throws -> String {
        let answer = try run(line, by: actor)
        try #require(answer.code == 0, "taizhang \(line)\n\(answer.errors)\(answer.output)")
        return answer.output
    }

    /// The code of the rule that refuses a command; nil where none does.
    func refusal(of line: String, by actor: String? = nil) throws -> String? {
        let answer = try run(line, by: actor)
        guard answer.code != 0 else { return nil }
        return answer.errors.firstMatch(of: /E-[A-Z-]+/).map { String($0.output) } ?? answer.errors
    }

    private func run(_ line: String, by actor: String?) throws -> Program.Answer {
        var program = program
        if let actor { program.actor = "post/" + actor }
        return try program.run(line.split(separator: " ").map(String.init))
    }

    /// What a query answers.
    func asks(_ line: String) throws -> [String: Any] {
        let text = try does(line + " --json")
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// The rows of a list.
    func list(_ line: String) throws -> [[String: Any]] {
        try asks(line).values.compactMap { $0 as? [[String: Any]] }.first ?? []
    }

    /// The row of a list in which a field has this value.
    func row(_ line: String, _ field: String, _ value: String) throws -> [String: Any] {
        let rows = try list(line)
        return try #require(rows.first { "\($0[field] ?? "")" == value }, "\(line): no \(field) = \(value) in \(rows)")
    }

    /// A field of the one row, as text.
    func field(_ name: String, of line: String, _ key: String, _ value: String) throws -> String? {
        Bureau.text(try row(line, key, value)[name])
    }

    /// What a thing was at each of some days: a field of its page.
    func course(_ name: String, of line: String, on days: String...) throws -> [String?] {
        try days.map { Bureau.text(try asks("\(line) --as-of \($0)")[name]) }
    }

    static func text(_ value: Any?) -> String? {
        guard let value, !(value is NSNull) else { return nil }
        return "\(value)"
    }

    /// Both verifiers, the read models and the schemas of `events/` find nothing.
    func isSound() throws {
        #expect(try program.run("verify").code == 0)
        #expect(try program.run("rebuild", "--check").code == 0)
        let python = try Program.system(
            "python3 tools/verify_ledger.py '\(program.ledger.path)' && python3 tools/check_events.py '\(program.ledger.path)/ledger.db'"
        )
        #expect(python.code == 0, "\(python.output)\(python.errors)")
    }
}
