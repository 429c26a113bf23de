import Foundation
import Testing

/// Whole screens, typed as a user types them, on a terminal of 80 columns. `TAIZHANG_REWRITE=1` writes them anew: read
/// the diff as a person would read the screen.
@Suite("screens", .serialized)
struct TranscriptTests {
    static let stories = [
        "query": query,
        "office": office, "sheet": sheet, "proofs": proofs,
        "exports": exports,
        "reports": reports,
        "routine": routine,
        "supervision": supervision,
    ]

    @Test("read as they did when a person last looked at them", arguments: stories.keys.sorted(), ["zh", "en"])
    func screens(_ name: String, _ language: String) throws {
        var program = try Program()
        defer { program.remove() }
        program.language = language == "zh" ? "zh_CN.UTF-8" : "en_US.UTF-8"
        program.actor = "post/机关党委专职副书记"
        try FileManager.default.copyItem(at: Program.sample, to: program.folder.appendingPathComponent("sheet.csv"))
        try Data("9 件均已说明原因。\n".utf8).write(to: program.folder.appendingPathComponent("情况说明.txt"))
        for (sample, name) in [("work-plan-2020h2.csv", "plan.csv"), ("activities-2020h2.csv", "activities.csv")] {
            let source = Program.sample.deletingLastPathComponent().appendingPathComponent(sample)
            try FileManager.default.copyItem(at: source, to: program.folder.appendingPathComponent(name))
        }
        try program.compare(Self.stories[name] ?? [], with: "\(name).\(language).txt")
    }
}

extension Program {
    /// Types the lines and holds the screens against a fixture; `:actor` changes who types.
    func compare(_ lines: [String], with fixture: String) throws {
        var program = self
        var text = ""
        for line in lines {
            if line.hasPrefix(":") {
                program.actor = "post/" + line.dropFirst()
                text += "# \(line.dropFirst())\n"
            } else {
                text += "$ \(line)\n" + (try program.screen(line)) + "\n"
            }
        }
        let file = Program.root.appendingPathComponent("Tests/EndToEnd/Transcript/Fixtures/\(fixture)")
        if ProcessInfo.processInfo.environment["TAIZHANG_REWRITE"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, (was, now)) in zip(expected, found).enumerated() where was != now {
            Issue.record("line \(line + 1) of \(file.lastPathComponent) was\n\(was)\nand is now\n\(now)")
            return
        }
        #expect(expected.count == found.count)
    }

    /// What a terminal of 80 by 200 shows, exit code at the end where it is not 0; what no two runs share stands as N.
    func screen(_ line: String) throws -> String {
        let inner = "stty cols 80 rows 200; \(line); code=$?; [ $code = 0 ] || echo \"[exit $code]\""
        var environment = environment
        environment["PATH"] = Program.file.deletingLastPathComponent().path + ":" + (environment["PATH"] ?? "")
        environment["SHELL"] = "/bin/sh"
        let answer = try Program.run(
            URL(fileURLWithPath: "/usr/bin/script"), ["-qec", inner, "/dev/null"], in: folder, environment)
        return steady(answer.output.replacing("\r\n", with: "\n"))
    }

    private func steady(_ text: String) -> String {
        var text = text.replacing(folder.path, with: "~")
        let patterns: [(String, String)] = [
            ("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID"), ("\\b[0-9a-f]{64}\\b", "HASH"),
            ("[0-9a-f]{4}…[0-9a-f]{2}", "HASH"), ("[0-9]+\\.[0-9]{2} (秒|s)\\b", "0.00 $1"),
            ("\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]{44}", "+ID+KEY"), ("\\b[0-9a-f]{8}\\b(?=\\.pem| )", "KEYID"),
            ("(?m)^(— \\S+) \\S+$", "$1 SIGNATURE"), ("(?m)^[A-Za-z0-9+/]{43}=$", "ROOT"),
            ("\"[A-Za-z0-9_-]{43}\"", "DIGEST"),
            ("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]{3})?Z", "MOMENT"), (today, "TODAY"),
            ("T[0-9:]{8}\\+08:00", "TTIME"), ("[0-9]{8}T[0-9]{6}Z", "MOMENT"),
        ]
        for (pattern, replacement) in patterns {
            text = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
        }
        return text
    }

    /// The day in Shanghai, as the ledger has it.
    private var today: String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "Asia/Shanghai")
        formatter.dateFormat = "yyyy-MM-dd"
        return formatter.string(from: Date())
    }
}
