import Foundation
import Testing

@Suite("report and verify --report", .serialized)
struct ReportCommandTests {
    /// A ledger with the sample sheet in it.
    private static func sample() throws -> Program {
        let program = try Program()
        try program.run("init", "--name", "区信访局整改台账")
        let answer = try program.run("import", Program.sample.path, "--round", "巡察反馈-2020")
        try #require(answer.code == 0, "\(answer.errors)")
        return program
    }

    @Test("every report in every format is written and verifies, here and after more was recorded")
    func all() throws {
        let program = try Self.sample()
        defer { program.remove() }
        var files: [String] = []
        for report in [["整改情况报告"], ["lists"], ["销号台账"], ["circular"], ["审计报告", "2020-015"]] {
            for format in ["xlsx", "html", "md", "csv"] {
                let file = "\(report[0]).\(format)"
                let day = report.count == 1 ? ["--as-of", "2020-12-15"] : []
                let answer = try program.run(["report"] + report + day + ["-o", file])
                #expect(answer.code == 0 && answer.output.contains("已写出 \(file)"), "\(answer)")
                files.append(file)
            }
        }
        try program.run("unit", "add", "新科室")
        for file in files {
            let answer = try program.run("verify", "--report", file)
            #expect(answer.code == 0 && answer.output.hasPrefix("一致：报告与台账第 353 条时的内容一致。"), "\(file): \(answer)")
        }
        let json = try program.run("verify", "--report", files[0], "--json")
        #expect(json.output.contains("\"verdict\": \"same\"") && json.output.contains("\"size\": 353"))
        let entries = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        #expect(!entries.contains { $0.hasSuffix(".new") })
    }

    @Test("what was altered, is another's, or is no report has its exit code")
    func exitCodes() throws {
        let program = try Self.sample()
        defer { program.remove() }
        try program.run("report", "督办通报", "--as-of", "2020-12-15", "-o", "a.html")
        try Program.system("sed 's/2020-029/2020-028/' a.html > b.html", in: program.folder)
        let altered = try program.run("verify", "--report", "b.html")
        #expect(altered.code == 1 && altered.output.contains("第一处") && altered.output.contains("2020-029"))
        #expect(try program.run("verify", "--report", Program.sample.path).code == 65)
        #expect(try program.run("verify", "--report", "none.html").code == 66)
        #expect(try program.run("verify", "--report", "a.html", "--no-evidence", "--tiles", "x").code == 64)
        // An older copy of the ledger.
        try program.run("backup", "old")
        try program.run("unit", "add", "新科室")
        try program.run("report", "督办通报", "-o", "c.md")
        let newer = try program.run("verify", "--report", "c.md", "--ledger", "old")
        #expect(newer.code == 1 && newer.output.contains("台账只有 353 条"), "\(newer)")
        let other = try Self.sample()
        defer { other.remove() }
        let foreign = try other.run("verify", "--report", program.folder.appendingPathComponent("a.html").path)
        #expect(foreign.code == 1 && foreign.output.contains("另一本台账"), "\(foreign)")
    }

    @Test("a workbook has real dates and numbers, filters, frozen and repeated titles, and lights")
    func workbook() throws {
        let program = try Self.sample()
        defer { program.remove() }
        try program.run("report", "整改情况报告", "--as-of", "2020-12-15", "-o", "a.xlsx")
        let answer = try program.workbook("read", "a.xlsx")
        let book = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any], "\(answer.errors)")
        let sheets = try #require(book["sheets"] as? [[String: Any]])
        #expect(sheets.compactMap { $0["name"] as? String } == ["报告", "分单位", "分类别", "已完成", "未完成", "核验信息"])
        let open = try #require(sheets.first { $0["name"] as? String == "未完成" })
        #expect(open["rows"] as? Int == 14)
        #expect(open["freeze"] as? String == "A2" && open["filter"] as? String == "A1:J14")
        #expect((open["repeat"] as? String)?.contains("1") == true)
        #expect(open["paper"] as? Int == 9 && open["orientation"] as? String == "landscape")
        #expect(open["fit"] as? [Int] == [1, 0])
        #expect(open["conditions"] as? [String] == ["B2:B14"])
        let kinds = try #require(open["kinds"] as? [String: [String]])
        #expect(kinds["时限"] == ["date yyyy-mm-dd"] && kinds["逾期（天）"] == ["number 0_)"])
        #expect(kinds["编号"] == ["text General"] && kinds["灯"] == ["text General"])
        let units = try #require(sheets.first { $0["name"] as? String == "分单位" }?["kinds"] as? [String: [String]])
        #expect(units["销号率"] == ["number 0.0%_)"] && units["问题"] == ["number 0_)"])
        #expect(sheets[0]["charts"] as? Int == 3)
        #expect(sheets.allSatisfy { $0["formulas"] as? Int == 0 })
        #expect((book["custom"] as? String)?.contains("taizhang.root") == true)
        #expect(book["dates"] as? [[Int]] == [[1980, 1, 1, 0, 0, 0]])
    }

    @Test("a cell that was changed is told; a workbook that was only saved anew is told as that")
    func alteredWorkbook() throws {
        let program = try Self.sample()
        defer { program.remove() }
        try program.run("report", "督办通报", "--as-of", "2020-12-15", "-o", "a.xlsx")
        try program.workbook("alter", "a.xlsx", "排名", "C3", "99", "b.xlsx")
        let altered = try program.run("verify", "--report", "b.xlsx")
        #expect(altered.code == 1 && altered.output.contains("工作表“排名”的单元格 C3"), "\(altered)")
        #expect(altered.output.contains("99"))
        try program.workbook("save", "a.xlsx", "c.xlsx")
        let saved = try program.run("verify", "--report", "c.xlsx")
        #expect(saved.code == 1 && saved.output.contains("另存过"), "\(saved)")
    }

    @Test("text that begins as a formula does stays text in a workbook")
    func formula() throws {
        let program = try Program.office()
        defer { program.remove() }
        for (index, text) in ["=1+1", "+1", "-1", "@SUM(A1)", "https://example.com"].enumerated() {
            let answer = try program.run(
                "finding", "register", "--round", "巡察反馈-2020", "--unit", "办信科", "--category", "甲",
                "--description=\(text)", "--on", "2020-05-0\(index + 1)")
            try #require(answer.code == 0, "\(answer)")
        }
        try program.run("report", "三个清单", "-o", "a.xlsx")
        let answer = try program.workbook("read", "a.xlsx")
        #expect(!answer.output.contains("formula General") && !answer.output.contains("\"formulas\": 1"), "\(answer)")
        #expect(answer.output.contains("\"formulas\": 0"))
        #expect(answer.output.contains("=1+1"))
    }

    @Test("nothing is overwritten, and what is not understood is refused by name")
    func refusals() throws {
        let program = try Program.office()
        defer { program.remove() }
        let file = program.folder.appendingPathComponent("a.md")
        try Data("mine".utf8).write(to: file)
        let there = try program.run("report", "三个清单", "-o", "a.md")
        #expect(there.code == 73 && there.errors.contains("E-OUTPUT-WRITE"))
        #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
        let cases: [([String], Int32, String)] = [
            (["三个清单", "-o", "a.docx"], 64, "E-REPORT-FORMAT"), (["三个清单", "--format", "pdf"], 64, "E-REPORT-FORMAT"),
            (["周报", "-o", "b.md"], 64, "E-REPORT-UNKNOWN"), (["审计报告", "-o", "b.md"], 64, "E-REPORT-SUBJECT"),
            (["三个清单", "2020-001", "-o", "b.md"], 64, "E-REPORT-SUBJECT"),
            (["审计报告", "2020-099", "-o", "b.md"], 66, "E-FINDING-UNKNOWN"),
            (["三个清单", "--as-of", "#9999", "-o", "b.md"], 66, "E-POSITION-NONE"),
            (["三个清单", "-o", "nowhere/b.md"], 73, "E-OUTPUT-WRITE"),
        ]
        for (arguments, code, word) in cases {
            let answer = try program.run(["report"] + arguments)
            #expect(answer.code == code && answer.errors.contains(word), "\(arguments): \(answer)")
        }
        let entries = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        #expect(!entries.contains("b.md") && !entries.contains { $0.hasSuffix(".new") }, "\(entries)")
        #expect(try program.screen("taizhang report 三个清单 --format xlsx").contains("E-REPORT-BINARY"))
    }

    @Test("standard output gets the same bytes as a file does")
    func pipe() throws {
        let program = try Self.sample()
        defer { program.remove() }
        for format in ["xlsx", "md"] {
            try program.run("report", "销号台账", "--as-of", "2020-12-15", "-o", "a.\(format)")
            let command =
                "'\(Program.file.path)' report 销号台账 --as-of 2020-12-15 --format \(format) | cmp - a.\(format)"
            let answer = try Program.run(
                URL(fileURLWithPath: "/bin/sh"), ["-c", command], in: program.folder, program.environment)
            #expect(answer.code == 0, "\(format): \(answer)")
        }
    }

    @Test("^C in a long report leaves no file, and says so", arguments: ["xlsx", "html"])
    func interrupted(_ format: String) throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("init", "--name", "台账")
        let lines = try String(contentsOf: Program.sample, encoding: .utf8).split(separator: "\n").map(String.init)
        let many = (0..<40).flatMap { _ in lines.dropFirst() }
        try ([lines[0]] + many).joined(separator: "\n").write(
            to: program.folder.appendingPathComponent("big.csv"), atomically: true, encoding: .utf8)
        let imported = try program.run("import", "big.csv")
        try #require(imported.code == 0, "\(imported.errors)")
        let before = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        // Once there is a draft, as often as it takes: on a loaded machine the first may come before it is listened for.
        let command = """
            '\(Program.file.path)' report 三个清单 -o long.\(format) 2>err &
            until ls -A | grep -q '[.]new-' || ! kill -0 $! 2>/dev/null; do sleep 0.02; done
            while sleep 0.2; kill -INT $! 2>/dev/null; do :; done
            wait $!; echo $?
            """
        let answer = try Program.run(
            URL(fileURLWithPath: "/bin/bash"), ["-c", "set -m; " + command], in: program.folder, program.environment)
        #expect(answer.output.hasSuffix("130\n"), "\(answer.output)")
        let errors = try String(contentsOf: program.folder.appendingPathComponent("err"), encoding: .utf8)
        #expect(errors.contains("没有写出文件"), "\(errors)")
        let after = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        #expect(Set(after) == Set(before + ["err"]))
    }
}

extension Program {
    /// Asks openpyxl.
    @discardableResult
    fileprivate func workbook(_ arguments: String...) throws -> Answer {
        let script = Program.root.appendingPathComponent("Tests/EndToEnd/Report/workbook.py").path
        let answer = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", script] + arguments, in: folder, environment)
        try #require(answer.code == 0, "\(answer.errors)")
        return answer
    }
}
