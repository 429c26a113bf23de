import Foundation
import Testing

@Suite("taizhang export --oscal (NIST OSCAL plan of action and milestones)", .serialized)
struct PlanOfActionTests {
    /// A finding with all that can happen to one, and the sample's forty.
    private func office() throws -> Program {
        var program = try Program.office()
        try program.done([
            "round", "open", "民主生活会-2019", "--source", "民主生活会", "--body", "区委*巡察组*", "--on", "2020-01-10",
        ])
        try program.done(
            [
                "finding", "register", "--round", "民主生活会-2019", "--unit", "办信科", "--category", "信访业务", "--description",
                "信访件<b>超期</b>\n办理", "--on", "2020-04-20",
            ])
        try program.done(
            [
                "finding", "assign", "2020-1", "--leader", "分管副局长", "--lead-unit", "办信科", "--unit", "办信科", "--owner",
                "办信科科长",
                "--on", "2020-04-21",
            ])
        try program.done(
            [
                "measure", "plan", "2020-1", "--text", "逐件说明原因", "--kind", "bydeadline", "--deadline", "2020-05-31",
                "--on",
                "2020-04-22",
            ])
        try program.done(
            [
                "measure", "plan", "2020-1", "--text", "每季度抽查", "--kind", "sustained", "--review", "2020-09-30",
                "--review",
                "2020-12-31", "--on", "2020-04-22",
            ])
        try Data("说明".utf8).write(to: program.folder.appendingPathComponent("张三的说明.txt"))
        let actor = program.actor
        program.actor = "post/办信科科长"
        try program.done(
            ["measure", "complete", "2020-1", "1", "--evidence", "情况说明=张三的说明.txt", "--on", "2020-05-20"])
        program.actor = actor
        try program.done(["import", Program.sample.path, "--round", "巡察反馈-2020"])
        return program
    }

    private func check(_ program: Program, _ file: String) throws -> Program.Answer {
        try Program.run(
            URL(fileURLWithPath: "/usr/bin/python3"),
            ["tools/check_oscal.py", program.folder.appendingPathComponent(file).path], in: Program.root)
    }

    private func plan(_ program: Program, _ file: String) throws -> [String: Any] {
        let data = try Data(contentsOf: program.folder.appendingPathComponent(file))
        let document = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return try #require(document?["plan-of-action-and-milestones"] as? [String: Any])
    }

    @Test("is valid against NIST's JSON schema, and every reference in it leads somewhere")
    func valid() throws {
        let program = try office()
        defer { program.remove() }
        for (file, arguments) in [
            ("all.json", []), ("round.json", ["--round", "民主生活会-2019"]), ("then.json", ["--as-of", "2020-04-21"]),
            ("english.json", ["--lang", "en"]),
        ] as [(String, [String])] {
            try program.done(["export", "--oscal", "-o", file] + arguments)
            let checked = try check(program, file)
            #expect(checked.code == 0, "\(file): \(checked.output)\(checked.errors)")
        }
        try Program.system("sed -i 's/\"lifecycle\"/\"livecycle\"/' all.json", in: program.folder)
        #expect(try check(program, "all.json").code == 1)
        let nobody = "00000000-0000-4000-8000-000000000000"
        try Program.system(
            "sed -i 's/\"actor-uuid\":\"[^\"]*\"/\"actor-uuid\":\"\(nobody)\"/' round.json", in: program.folder)
        #expect(try check(program, "round.json").output.contains("\(nobody) is nowhere"))
    }

    @Test("the same ledger gives the same bytes, and the same thing the same UUID in every document")
    func stable() throws {
        let program = try office()
        defer { program.remove() }
        let first = try program.done(["export", "--oscal"]).output
        #expect(try program.done(["export", "--oscal"]).output == first)
        try program.done(["export", "--oscal", "-o", "all.json"])
        try program.done(["export", "--oscal", "-o", "round.json", "--round", "民主生活会-2019"])
        let (all, one) = (try plan(program, "all.json"), try plan(program, "round.json"))
        #expect(all["uuid"] as? String != one["uuid"] as? String)
        for list in ["observations", "risks", "poam-items"] {
            let ids = { (plan: [String: Any]) in
                (plan[list] as? [[String: Any]] ?? []).compactMap { $0["uuid"] as? String }
            }
            #expect(ids(one).count == 1 && Set(ids(one)).isSubset(of: ids(all)) && Set(ids(all)).count == 41)
        }
    }

    @Test("says who, what and by when, and names no person")
    func content() throws {
        let program = try office()
        defer { program.remove() }
        try program.done(["export", "--oscal", "-o", "round.json", "--round", "民主生活会-2019"])
        let plan = try plan(program, "round.json")
        let risk = try #require((plan["risks"] as? [[String: Any]])?.first)
        #expect(risk["status"] as? String == "remediating" && risk["title"] as? String == "信访件\\<b>超期\\</b> 办理")
        #expect(risk["deadline"] as? String == "2020-05-31T23:59:59+08:00")
        let remediations = try #require(risk["remediations"] as? [[String: Any]])
        #expect(remediations.map { $0["lifecycle"] as? String } == ["completed", "planned"])
        let dates = remediations.map { remediation in
            (remediation["tasks"] as? [[String: Any]] ?? []).map { task in
                ((task["timing"] as? [String: Any])?["on-date"] as? [String: Any])?["date"] as? String
            }
        }
        #expect(
            dates == [["2020-05-31T23:59:59+08:00"], ["2020-09-30T23:59:59+08:00", "2020-12-31T23:59:59+08:00"]])
        let entries = (risk["risk-log"] as? [String: Any])?["entries"] as? [[String: Any]] ?? []
        #expect(entries.compactMap { $0["status-change"] as? String } == ["open", "remediating"])
        let names = ((plan["metadata"] as? [String: Any])?["parties"] as? [[String: Any]] ?? []).map {
            $0["name"] as? String
        }
        #expect(Set(names) == ["区委*巡察组*", "办信科", "督查科", "机关党委专职副书记", "办信科科长", "分管副局长"])
        let text = try String(contentsOf: program.folder.appendingPathComponent("round.json"), encoding: .utf8)
        let digest = try Program.system("printf 说明 | sha256sum | cut -c1-64").output.trimmingCharacters(in: .newlines)
        #expect(!text.contains("张三") && text.contains(digest))
    }

    @Test("nothing to plan, and a round that is not there, are said so")
    func empty() throws {
        let program = try Program.office()
        defer { program.remove() }
        let none = try program.run("export", "--oscal", "-o", "a.json")
        #expect(none.code == 66 && none.errors.contains("E-OSCAL-EMPTY"))
        let unknown = try program.run("export", "--oscal", "--round", "无此轮", "-o", "a.json")
        #expect(
            unknown.code == 66 && unknown.errors.contains("E-ROUND-UNKNOWN") && unknown.errors.contains("巡察反馈-2020"))
        #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("a.json").path))
    }
}
