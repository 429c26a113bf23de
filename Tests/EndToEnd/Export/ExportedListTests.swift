import Foundation
import Testing

@testable import ReadModels

@Suite("taizhang export --csv", .serialized)
struct ExportedListTests {
    /// What Python's csv module reads of a file, as JSON.
    private func rows(_ file: URL) throws -> [[String]] {
        let script =
            "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline='')))))"
        let answer = try Program.run(
            URL(fileURLWithPath: "/usr/bin/python3"), ["-c", script, file.path], in: Program.root)
        return try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String]] ?? []
    }

    @Test("a file a list and one of every record, as spreadsheets expect them")
    func files() throws {
        let program = try Program.office()
        defer { program.remove() }
        try program.done(["import", Program.sample.path])
        try program.done(["actor", "add", "person/DY-001", "--personal-name", "张三"])
        let document = try program.document(["export", "--csv", "-o", "lists"])
        let folder = program.folder.appendingPathComponent("lists")
        let files = try Program.files(in: folder)
        let lists = Listing.all.map(\.name) + ["people", "records", "roles", "units"]
        #expect(files.keys.sorted() == lists.map { $0 + ".csv" }.sorted())
        let counted = document["files"] as? [[String: Any]] ?? []
        #expect(counted.count == files.count)
        for file in counted {
            let name = try #require(file["name"] as? String)
            let data = try #require(files[name])
            #expect(data.starts(with: [0xEF, 0xBB, 0xBF]) && data.suffix(2) == Data([0x0D, 0x0A]), "\(name)")
            #expect(!String(decoding: data, as: UTF8.self).contains("张三"))
            let rows = try rows(folder.appendingPathComponent(name))
            try #require(rows.count - 1 == file["rows"] as? Int, "\(name)")
            #expect(rows.allSatisfy { $0.count == rows[0].count })
        }
        let records = try rows(folder.appendingPathComponent("records.csv"))
        let lines = try program.done(["log", "--reverse", "--jsonl"]).output.split(separator: "\n")
        try #require(records.count - 1 == lines.count && records.allSatisfy { $0.count == 10 })
        #expect(records[1][0] == "1" && records.last?[5] == "post/机关党委专职副书记")
        #expect(records.last?[9] == (try program.document(["state"])["head"] as? String))
        let findings = try rows(folder.appendingPathComponent("findings.csv"))
        let round = try #require(findings[0].firstIndex(of: "轮次"))
        #expect(findings[1][round].contains("-2020"))
    }

    @Test("as of a day, as recorded by one, up to a record")
    func horizons() throws {
        let program = try Program.office()
        defer { program.remove() }
        try program.done(["import", Program.sample.path])
        func count(_ name: String, _ arguments: [String]) throws -> Int {
            let folder = "lists-\(UUID().uuidString.prefix(4))"
            try program.done(["export", "--csv", "-o", folder] + arguments)
            return try rows(program.folder.appendingPathComponent("\(folder)/\(name).csv")).count - 1
        }
        #expect(try count("findings", ["--as-of", "2020-03-01"]) < 40)
        #expect(try count("findings", []) == 40)
        #expect(try count("records", ["--as-of", "#20"]) == 20)
        #expect(try count("records", ["--as-recorded", "2020-01-01"]) == 0)
        #expect(try count("findings", ["--as-of", "#11"]) == 0)
    }

    @Test("a cell is never a formula, in no file; a folder that is there stays as it was")
    func untrusted() throws {
        let program = try Program.office()
        defer { program.remove() }
        try program.done(
            [
                "finding", "register", "--round", "巡察反馈-2020", "--unit", "办信科", "--category", "=1+1", "--description",
                "@cmd,\"x\"\n第二行",
            ])
        try program.done(["finding", "withdraw", "2020-001", "--approver", "党组书记", "--reason=-2+3"])
        try program.done(["export", "--csv", "-o", "lists", "--lang", "en"])
        let folder = program.folder.appendingPathComponent("lists")
        let finding = try rows(folder.appendingPathComponent("findings.csv"))
        try #require(finding.count == 2 && finding.allSatisfy { $0.count == Listing.findings.fields.count })
        let cells = Dictionary(uniqueKeysWithValues: zip(finding[0], finding[1]))
        #expect(cells["No."] == "2020-001" && cells["Category"] == "'=1+1")
        #expect(cells["Finding"] == "'@cmd,\"x\"\n第二行")
        #expect(try rows(folder.appendingPathComponent("records.csv")).last?[8] == "'-2+3")
        let before = try Program.files(in: folder)
        let refused = try program.run("export", "--csv", "-o", "lists")
        #expect(refused.code == 73 && refused.errors.contains("E-OUTPUT-WRITE"))
        #expect(try Program.files(in: folder) == before)
        #expect(
            !(try FileManager.default.contentsOfDirectory(atPath: program.folder.path)).contains {
                $0.contains(".new-")
            })
    }
}
