import Foundation
import Ledger
import ReadModels
import Rectification
import Testing

@testable import Reports

@Suite("reports as they are read")
struct ReportTextTests {
    /// `TAIZHANG_REWRITE=1` writes them anew: read the diff as a person would.
    @Test("read as they did when a person last looked at them", arguments: ReportOffice.orders, Language.allCases)
    func golden(_ order: ReportOrder, _ language: Language) throws {
        let office = try ReportOffice()
        let text = String(decoding: try office.printed(order, .md, language), as: UTF8.self)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/\(order.report).\(language).md")
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

    @Test("an audit report wants a finding that is there, and neither filters nor a day of happening")
    func auditRefusals() throws {
        let office = try ReportOffice()
        let codes: [(ReportOrder, Bool, String)] = [
            (ReportOrder(report: "audit"), false, "E-REPORT-SUBJECT"),
            (ReportOrder(report: "audit", subject: "2020-099"), false, "E-FINDING-UNKNOWN"),
            (ReportOrder(report: "audit", subject: "2020-001"), true, "E-REPORT-HORIZON"),
            (
                ReportOrder(report: "audit", subject: "2020-001", filter: .of(ReportOffice.round)), false,
                "E-REPORT-FILTER"
            ), (ReportOrder(report: "nothing"), false, "E-REPORT-UNKNOWN"),
        ]
        for (order, isByOccurrence, code) in codes {
            var standpoint = try office.standpoint()
            standpoint.isByOccurrence = isByOccurrence
            let fault = #expect(throws: Fault.self) { try office.printed(order, .md, from: standpoint) }
            #expect(fault?.code == code)
        }
    }

    @Test("an order is read back from its stamp as it was written")
    func orders() throws {
        var filter = FindingFilter.of(ReportOffice.round)
        (filter.units, filter.categories, filter.owners) = ([unit("办信科")], ["信访业务"], [ReportOffice.owner])
        (filter.stages, filter.sources, filter.text) = ([.closed, .assigned], ["巡察"], "--> </script> \"引号\"")
        (filter.since, filter.until, filter.isOverdue) = (day("2020-01-01"), day("2020-12-31"), true)
        let order = ReportOrder(report: "lists", subject: "2020-Q3", filter: filter)
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
