import Foundation
import Testing

@Suite("bad input", .serialized)
struct BadInputTests {
    static let header = "序号,问题来源,反馈时间,问题描述,整改措施,整改时限,责任单位,责任人,销号时间\n"

    /// What stands in the sheet; the exit code; what the answer or the report says.
    static let sheets: [(String, [UInt8], Int32, [String])] = [
        (
            "ill-formed UTF-8", Array(header.utf8) + [0xE4, 0xB8] + Array("甲乙丙丁,x\n".utf8), 65,
            ["E-IMPORT-ENCODING", "2"]
        ),
        (
            "a day that does not exist", Array((header + "1,巡察,2020-02-30,问题,措施,2020-05-01,科,长,\n").utf8), 65,
            ["E-IMPORT-DATE", "反馈时间", "2020-02-30"]
        ),
        (
            "a year out of range", Array((header + "1,巡察,2020-02-03,问题,措施,9999-05-01,科,长,\n").utf8), 65,
            ["E-IMPORT-DATE", "整改时限"]
        ),
        (
            "a cell of 1 MiB",
            Array((header + "1,巡察,2020-02-03,\(String(repeating: "长", count: 350_000)),措施,2020-05-01,科,长,\n").utf8), 65,
            ["E-IMPORT-CELL-LONG", "问题描述"]
        ),
        ("no header", Array("甲,乙\n丙,丁\n".utf8), 65, ["E-IMPORT-HEADER"]),
        (
            "a quote that never ends", Array((header + "1,巡察,2020-02-03,\"问题,措施,,科,长,\n").utf8), 65,
            ["E-IMPORT-QUOTE-OPEN", "2"]
        ),
        ("nothing", [], 65, ["E-IMPORT"]),
    ]

    @Test("is refused with row and column, and appends nothing", arguments: sheets.indices, ["zh_CN.UTF-8", "C.UTF-8"])
    func refused(_ index: Int, _ language: String) throws {
        let (name, bytes, code, words) = Self.sheets[index]
        var program = try Program()
        defer { program.remove() }
        program.language = language
        try program.run("init", "--name", "台账")
        try Data(bytes).write(to: program.folder.appendingPathComponent("sheet.csv"))
        let answer = try program.run("import", "sheet.csv")
        #expect(answer.code == code, "\(name): \(answer.output)\(answer.errors)")
        let report =
            (try? String(contentsOf: program.folder.appendingPathComponent("import-report.csv"), encoding: .utf8)) ?? ""
        for word in words { #expect((answer.errors + report).contains(word), "\(name): \(answer.errors)\(report)") }
        #expect(try program.verdict().size == 1)
        #expect(!FileManager.default.fileExists(atPath: program.ledger.appendingPathComponent("evidence").path))
    }

    @Test("a ledger that is not there is named as it was typed; one that is named by dots, by where that is")
    func nowhere() throws {
        var program = try Program()
        defer { program.remove() }
        program.language = "C.UTF-8"
        let here = program.folder.standardizedFileURL.path
        for (typed, said) in [("nowhere", "nowhere"), (".", here), ("./deeper/..", here)] {
            let answer = try program.run("log", "--ledger", typed)
            #expect(answer.code == 66 && answer.errors.contains("There is no ledger at \(said).\n"), "\(answer.errors)")
        }
    }

    @Test("control and bidirectional characters and formulas are stored as text, and never reach a screen as they are")
    func hostileText() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("init", "--name", "台账")
        let evil = "=cmd|' /C calc'!A0 \u{202E}反\u{0007}\u{001B}[31m\u{0000}尾"
        let sheet = Self.header + "1,巡察,2020-02-03,\"\(evil)\",\"+1\u{200B}\",2020-05-01,科,长,\n未知列"
        try Data(sheet.utf8).write(to: program.folder.appendingPathComponent("sheet.csv"))
        let imported = try program.run("import", "sheet.csv")
        #expect(imported.code == 65 || imported.code == 0, "\(imported.errors)")
        let clean = Self.header + "1,巡察,2020-02-03,\"\(evil)\",\"+1\u{200B}\",2020-05-01,科,长,\n"
        try Data(clean.utf8).write(to: program.folder.appendingPathComponent("clean.csv"))
        #expect(try program.run("import", "clean.csv").code == 0)
        let commands = [
            ["finding", "list"], ["finding", "list", "--csv"], ["finding", "list", "--json"],
            ["finding", "list", "--jsonl"],
            ["finding", "show", "2020-001"], ["finding", "show", "2020-001", "--json"],
            ["finding", "history", "2020-001"],
            ["measure", "list"], ["log"], ["log", "--json"], ["replay", "--finding", "2020-001"],
            ["state", "2020-001"],
        ]
        for command in commands {
            let answer = try program.run(command)
            #expect(answer.code == 0, "\(command): \(answer.errors)")
            let raw = answer.output.unicodeScalars.filter {
                "\u{202E}\u{0007}\u{001B}\u{0000}\u{200B}".unicodeScalars.contains($0)
            }
            #expect(raw.isEmpty, "\(command) prints \(raw)")
            #expect(!answer.output.contains(",=cmd"), "\(command) prints a formula")
        }
        let stored = try Program.system(
            "sqlite3 .taizhang/ledger.db \"SELECT count(*) FROM record WHERE instr(body, char(8238)) > 0\"",
            in: program.folder)
        #expect(stored.output == "1\n", "the text is kept as it stands")
    }

    @Test("a file that is not there, and a folder, are said to be so")
    func noFile() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("init", "--name", "台账")
        #expect(try program.run("import", "nothing.csv").code == 66)
        #expect([65, 66].contains(try program.run("import", ".").code))
        #expect(try program.verdict().size == 1)
    }

    @Test(
        "on the command line is 64, in the language of the screen",
        arguments: [
            ["finding", "close"], ["finding", "list", "--as-of", "2020-02-30"], ["nothing"], ["--lang", "fr"],
            ["--color", "pink", "finding", "list"],
            ["finding", "show", "x"],
        ])
    func usage(_ arguments: [String]) throws {
        var program = try Program()
        defer { program.remove() }
        try program.run("init", "--name", "台账")
        for (language, word) in [("zh_CN.UTF-8", "错误 "), ("C.UTF-8", "Error ")] {
            program.language = language
            let answer = try program.run(arguments)
            #expect(answer.code == 64, "\(answer.errors)")
            #expect(answer.errors.hasPrefix(word), "\(answer.errors)")
        }
        let json = try program.run(arguments + ["--json"])
        #expect(json.errors.hasPrefix("{\"error\":") || arguments.contains("--lang"))
    }

    @Test(
        "--color holds for faults and help too, wherever it stands",
        arguments: [
            ["finding", "show", "2020-001", "--color", "always"], ["--color=always", "finding", "show", "2020-001"],
            ["finding", "--help", "--color", "always"], ["finding", "list", "--nothing", "--color", "always"],
        ])
    func colour(_ arguments: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        let coloured = try program.run(arguments)
        #expect((coloured.output + coloured.errors).contains("\u{1B}["))
        let plain = try program.run(arguments + ["--color", "never"])
        #expect(!(plain.output + plain.errors).contains("\u{1B}["))
    }

    @Test(
        "plumbing canonicalize gives RFC 8785 or 65",
        arguments: [
            ("{\"b\":1.0,\"a\":\"\\u00e9\"}", Int32(0), "{\"a\":\"é\",\"b\":1}"), ("{\"a\":1,\"a\":2}", 65, ""),
            ("[1e400]", 65, ""), ("\"\\ud800\"", 65, ""), ("[9007199254740993]", 65, ""), ("", 65, ""),
            ("[1] 2", 65, ""),
        ])
    func canonicalize(_ input: String, _ code: Int32, _ output: String) throws {
        let program = try Program()
        defer { program.remove() }
        let answer = try program.run("plumbing", "canonicalize", input: input)
        #expect(answer.code == code)
        #expect(answer.output == output)
    }
}
