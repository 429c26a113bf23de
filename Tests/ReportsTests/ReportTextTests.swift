import Foundation
import Ledger
import ReadModels
import Rectification
import Testing

@testable import Reports

@Suite("reports as they are read")
struct ReportTextTests {
    /// `TAIZHANG_REWRITE=1` writes them anew: read the diff as a person would.
    @Test("read as they did when a person last looked at them", arguments: ReportCase.all, Language.allCases)
    func golden(_ one: ReportCase, _ language: Language) throws {
        let text = String(decoding: try one.office().printed(one.order, .md, language), as: UTF8.self)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/\(one.name).\(language).md")
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

    static let hostile = "</script><img src=x>|`*_[a](b)-->\u{202E}&amp;\n=1+1"

    @Test("a finding's own text is nothing but text, in each format")
    func hostileText() throws {
        let office = try ReportOffice(description: Self.hostile)
        let order = ReportOrder(report: "lists")
        let html = String(decoding: try office.printed(order, .html), as: UTF8.self)
        #expect(!html.contains("<img") && html.contains("&lt;/script&gt;&lt;img src=x&gt;"))
        #expect(html.components(separatedBy: "<script").count == 2)
        #expect(!html.unicodeScalars.contains("\u{202E}") && html.contains("\\u{202E}"))
        let markdown = String(decoding: try office.printed(order, .md), as: UTF8.self)
        #expect(markdown.contains("&lt;/script&gt;&lt;img src=x&gt;\\|\\`\\*\\_\\[a\\](b)--&gt;"))
        let csv = String(decoding: try office.printed(order, .csv), as: UTF8.self)
        #expect(csv.contains("\"</script><img src=x>|`*_[a](b)-->\\u{202E}&amp;\n=1+1\""))
        for format in ReportFormat.allCases {
            #expect(try office.verdict(on: try office.printed(order, format)).holds, "\(format)")
        }
    }

    @Test("what a spreadsheet would calculate begins with an apostrophe in CSV", arguments: ["=1+1", "+1", "-1", "@x"])
    func formula(_ text: String) throws {
        let office = try ReportOffice(description: text)
        let csv = String(decoding: try office.printed(ReportOrder(report: "lists"), .csv), as: UTF8.self)
        #expect(csv.contains(",'\(text),"))
    }

    @Test("a mark that a combining mark follows is no less a mark: it ends neither a cell of CSV nor one of Markdown")
    func combiningMarks() throws {
        let office = try ReportOffice(description: "x\"\u{301},=1+1,|\u{301}y<\u{301}")
        let csv = String(decoding: try office.printed(ReportOrder(report: "lists"), .csv), as: UTF8.self)
        #expect(csv.unicodeScalars.contains(",\"x\"\"\u{301},=1+1,|\u{301}y<\u{301}\",".unicodeScalars))
        let markdown = String(decoding: try office.printed(ReportOrder(report: "lists"), .md), as: UTF8.self)
        #expect(markdown.unicodeScalars.contains(",\\|\u{301}y&lt;\u{301} |".unicodeScalars))
    }

    @Test("what is overdue at no unit stands in the circular, under none")
    func withoutUnit() throws {
        let office = try ReportOffice()
        var registered = FindingRegistered()
        (registered.round, registered.category) = (ReportOffice.round, "组织生活")
        registered.description = "无主的问题"
        var planned = MeasurePlanned()
        (planned.measure, planned.text, planned.deadline) = (1, "找到责任单位", day("2020-07-31"))
        // Only a sheet can say so little.
        try office.record(on: "2020-07-04", by: ReportOffice.recorder) { desk in
            for event in [Finding.Event.registered(registered), .measurePlanned(planned)] {
                try desk.claim(event, about: number("2020-005"), of: Finding.self, on: day("2020-07-03"))
            }
        }
        let text = String(decoding: try office.printed(ReportOrder(report: "circular"), .csv), as: UTF8.self)
        #expect(text.contains("\r\n（未定单位）,2020-005,1,无主的问题,找到责任单位,"))
        #expect(text.contains("2 个单位承担问题") || text.contains("1 个单位承担问题"))
        #expect(text.contains(",（未定单位）,1,0,"))
    }

    @Test("a negative number is a number in CSV, and a text that looks like one a text")
    func negativeNumbers() throws {
        var bytes: [UInt8] = []
        let output = TextOutput { bytes += $0 }
        let writer = CSVWriter(output, .en)
        let table = ReportTable(
            Message("x", "x"), [.init(Message("a", "a"), .integer), .init(Message("b", "b"))],
            rows: [[.integer(-5), .text("-5")]])
        try writer.write(table) {}
        try output.flush()
        #expect(String(decoding: bytes, as: UTF8.self) == "a,b\r\n-5,'-5\r\n")
    }

    @Test("HTML runs no script, takes nothing from elsewhere and allows its own style alone")
    func policy() throws {
        let office = try ReportOffice()
        let html = String(decoding: try office.printed(ReportOrder(report: "rectification"), .html), as: UTF8.self)
        let style = try #require(html.split(separator: "<style>").last?.components(separatedBy: "</style>").first)
        let digest = StandardBase64.encode(Digest.sha256(style.utf8).bytes)
        #expect(html.contains("content=\"default-src 'none'; style-src 'sha256-\(digest)';"))
        for word in [" style=", "src=", "href=", "onclick", "url(", "@import", "http-equiv=\"refresh\""] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html.components(separatedBy: "<svg").count == 4)
        #expect(html.components(separatedBy: "<desc>").count == 4)
    }

    @Test("each format carries the stamp, and the text says it in words")
    func stamp() throws {
        let office = try ReportOffice()
        let standpoint = try office.standpoint()
        for format in ReportFormat.allCases {
            let bytes = try office.printed(ReportOrder(report: "circular"), format)
            let file = try ReportFile(try office.file(bytes))
            #expect(file.format == format)
            #expect(file.stamp.standpoint == standpoint)
            #expect(file.stamp.ledger == office.ledger.identity.id && file.stamp.name == "区信访局整改台账")
            guard !format.isBinary else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            for word in [standpoint.root.hex, "第 \(standpoint.size) 条记录", "2020-10-01", "taizhang 0.1.0"] {
                #expect(text.contains(word), "\(format): \(word)")
            }
        }
    }

    @Test("an audit report has every record, and each is proven to the root that it states")
    func audit() throws {
        let office = try ReportOffice()
        let standpoint = try office.standpoint()
        let order = ReportOrder(report: "audit", subject: "2020-001")
        let text = String(decoding: try office.printed(order, .md, from: standpoint), as: UTF8.self)
        let steps = try office.ledger.look(from: standpoint) { try $0.trail(of: number("2020-001").stream) }
        #expect(steps.count == 8)
        var hasher = SHA256Hasher()
        for step in steps {
            #expect(text.contains(String(decoding: step.body, as: UTF8.self)))
            #expect(text.contains(Digest.sha256(step.body).hex))
            #expect(step.proof.allSatisfy { text.contains($0.hex) })
            let leaf = MerkleTree.leaf(step.body, &hasher)
            #expect(
                MerkleTree.isIncluded(
                    leaf, at: step.log.sequence - 1, in: standpoint.size, root: standpoint.root, proof: step.proof))
        }
        #expect(text.contains("情况说明.pdf") && text.contains(Digest.sha256(Array("一".utf8)).hex))
    }

    @Test("a report that is about one thing wants one that is there, and no filters; an audit no day of happening")
    func refusals() throws {
        let office = try ReportOffice()
        let codes: [(ReportOrder, Bool, String)] = [
            (ReportOrder(report: "audit"), false, "E-REPORT-SUBJECT"),
            (ReportOrder(report: "audit", subject: "2020-099"), false, "E-FINDING-UNKNOWN"),
            (ReportOrder(report: "audit", subject: "2020-001"), true, "E-REPORT-HORIZON"),
            (
                ReportOrder(report: "audit", subject: "2020-001", filter: .of(ReportOffice.round)), false,
                "E-REPORT-FILTER"
            ), (ReportOrder(report: "nothing"), false, "E-REPORT-UNKNOWN"),
            (ReportOrder(report: "work-plan"), false, "E-PLAN-UNKNOWN"),
            (ReportOrder(report: "work-plan", filter: .of(ReportOffice.round)), false, "E-REPORT-FILTER"),
            (ReportOrder(report: "points"), false, "E-REPORT-SUBJECT"),
            (ReportOrder(report: "points", subject: "2020-Q5"), false, "E-REPORT-SUBJECT"),
            (ReportOrder(report: "points", subject: "2020-Q3"), false, "E-RULES-UNKNOWN"),
        ]
        for (order, isByOccurrence, code) in codes {
            var standpoint = try office.standpoint()
            standpoint.isByOccurrence = isByOccurrence
            let fault = #expect(throws: Fault.self) { try office.printed(order, .md, from: standpoint) }
            #expect(fault?.code == code)
        }
    }

    @Test("of several work plans one is to be named; of one, it need not be")
    func plans() throws {
        let office = try ReportOffice()
        try office.enterRoutine()
        let named = ReportOrder(report: "work-plan", subject: "2020年下半年")
        #expect(throws: Never.self) { try office.printed(named, .csv) }
        var other = PlanAdopted()
        (other.title, other.from, other.until) = ("明年计划", day("2021-01-01"), day("2021-12-31"))
        other.items = [PlanItem(1, "学习")]
        try office.record(on: "2020-10-01", by: ReportOffice.approver) {
            try $0.perform(.adopt(other), on: PlanID("2021年")!, of: Plan.self)
        }
        let fault = #expect(throws: Fault.self) { try office.printed(ReportOrder(report: "work-plan"), .csv) }
        #expect(fault?.code == "E-REPORT-SUBJECT")
        #expect(throws: Never.self) { try office.printed(named, .csv) }
        let none = #expect(throws: Fault.self) {
            try office.printed(ReportOrder(report: "work-plan", subject: "2019年"), .csv)
        }
        #expect(none?.code == "E-PLAN-UNKNOWN")
    }

    @Test("a notice of points has codes, and neither a name nor the words of an objection")
    func codesOnly() throws {
        let office = try ReportOffice()
        try office.enterRoutine()
        for format in [ReportFormat.md, .html, .csv] {
            let text = String(
                decoding: try office.printed(ReportOrder(report: "points", subject: "2020-Q3"), format), as: UTF8.self)
            #expect(text.contains("DY-002") && text.contains("63"))
            for word in ["张三", "少计", "核实属实", "办信科科长"] { #expect(!text.contains(word), "\(format): \(word)") }
        }
    }

    @Test("of several rule sets a notice of points is made by the one that is named, and made again by it")
    func rules() throws {
        let office = try ReportOffice()
        try office.enterRoutine()
        var adopted = PointRulesAdopted()
        var base = PointRule()
        (base.item, base.value, base.counts) = ("季度基础分", 10, .base)
        (adopted.from, adopted.rules) = (day("2020-10-01"), [base])
        let other = PointRulesID("试行办法")!
        try office.record(on: "2020-10-01", by: ReportOffice.approver) {
            try $0.perform(.adopt(adopted), on: other, of: PointRules.self)
        }
        func fault(_ order: ReportOrder) -> String? {
            (#expect(throws: Fault.self) { try office.printed(order, .csv) })?.code
        }
        #expect(fault(ReportOrder(report: "points", subject: "2020-Q4")) == "E-RULES-SEVERAL")
        #expect(fault(ReportOrder(report: "points", subject: "2020-Q3", rules: other)) == "E-POINTS-RULES")
        let named = ReportOrder(report: "points", subject: "2020-Q4", rules: other)
        let bytes = try office.printed(named, .html)
        #expect(String(decoding: bytes, as: UTF8.self).contains("试行办法"))
        #expect(try office.press.check(try ReportFile(try office.file(bytes, "q4.html"))).holds)
    }

    @Test("an order is read back from its stamp as it was written")
    func orders() throws {
        var filter = FindingFilter.of(ReportOffice.round)
        (filter.units, filter.categories, filter.owners) = ([unit("办信科")], ["信访业务"], [ReportOffice.owner])
        (filter.stages, filter.sources, filter.text) = ([.closed, .assigned], ["巡察"], "--> </script> \"引号\"")
        (filter.since, filter.until, filter.isOverdue) = (day("2020-01-01"), day("2020-12-31"), true)
        let order = ReportOrder(
            report: "lists", subject: "2020-Q3", rules: PointRulesID("党员量化积分"), filter: filter)
        let stamp = ReportStamp(
            ledger: try ReportOffice().ledger.identity.id, name: "台账", standpoint: try ReportOffice().standpoint(),
            order: order, language: .en, program: "0.1.0")
        #expect(ReportStamp(text: stamp.text) == stamp)
        #expect(!stamp.text.contains("--") && !stamp.text.contains("<") && !stamp.text.contains("\n"))
        var json = try #require(order.json.object)
        json["strange"] = true
        #expect(ReportOrder(.object(json)) == nil)
    }

    @Test(
        "a file's name says its format",
        arguments: [("a.xlsx", ReportFormat.xlsx), ("b/c.HTM", .html), ("d.md", .md), ("e.f.csv", .csv)])
    func names(_ name: String, _ format: ReportFormat) {
        #expect(ReportFormat(file: name) == format)
        #expect(ReportFormat(file: name + "x") == nil)
        #expect(ReportFormat(file: String(name.split(separator: ".")[0])) == nil)
    }
}

extension FindingFilter {
    fileprivate static func of(_ round: RoundID) -> FindingFilter {
        var filter = FindingFilter()
        filter.rounds = [round]
        return filter
    }
}
