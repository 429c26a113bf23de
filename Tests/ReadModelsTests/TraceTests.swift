import Foundation
import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("a trace")
struct TraceTests {
    private static let talk = ActivityNumber(year: 2020, ordinal: 1)
    private static let concern = ConcernNumber(year: 2020, ordinal: 1)
    private static let rules = RegulationID("补休办法")!

    /// A talk raises a concern, which becomes a finding and a measure of it; a regulation answers the finding.
    private static func chain() throws -> (office: TestOffice, finding: FindingNumber) {
        let office = try TestOffice()
        let finding = try office.planned("补休难落实", on: "2020-07-03", due: "2020-09-30")
        var held = ActivityHeld()
        (held.kind, held.topic, held.branch) = ("谈心谈话", "接访压力", TestOffice.first)
        var raised = ConcernRaised()
        (raised.text, raised.activity) = ("补休难落实", talk)
        try office.record(on: "2020-07-02", recorded: "2020-07-03", by: TestOffice.recorder) { desk in
            try desk.perform(.hold(held, unknown: []), on: talk, of: Activity.self)
            try desk.perform(.raise(raised, unknown: []), on: concern, of: Concern.self)
        }
        try office.record(on: "2020-07-05", by: TestOffice.recorder) { desk in
            let state = try desk.finding(finding)
            for measure in [nil, 1] {
                try desk.perform(
                    .turn(ConcernTurned(into: finding.stream, measure: measure), finding: state, unknown: []),
                    on: concern, of: Concern.self)
            }
            var drafted = RegulationDrafted()
            drafted.answers = [finding]
            try desk.perform(.draft(drafted, unknown: []), on: rules, of: Regulation.self)
        }
        return (office, finding)
    }

    private func told(_ nodes: [Trace.Node]) -> [String] {
        nodes.flatMap { node in
            ["\(node.way?.zh ?? "") \(node.stream)\(node.isSeen ? " …" : "")"] + told(node.children).map { "  \($0)" }
        }
    }

    @Test("walks from either end of a chain to the other")
    func bothWays() throws {
        let (office, finding) = try Self.chain()
        let onward = try #require(try office.ledger.trace(Self.talk.stream, depth: 5, limit: 10))
        #expect(onward.origins.isEmpty)
        #expect(
            told(onward.outcomes) == [
                "提出 concern/2020-001", "  转为 \(finding.stream)", "    形成制度 regulation/补休办法",
                "  转为措施 1 \(finding.stream) …",
            ])
        let back = try #require(try office.ledger.trace(Self.rules.stream, depth: 5, limit: 10))
        #expect(back.outcomes.isEmpty)
        #expect(
            told(back.origins) == [
                "回应问题 \(finding.stream)", "  来自 concern/2020-001", "    来自活动 activity/2020-001",
                "  来自 concern/2020-001 …", "  来自轮次 round/巡察反馈-2020",
            ])
        #expect(back.origins.first?.headline?.title == "补休难落实")
    }

    @Test("says how many more there are than it lists or walks to, and knows what is not there")
    func limits() throws {
        let (office, finding) = try Self.chain()
        _ = try office.planned("第二个", on: "2020-07-06", due: "2020-09-30")
        let short = try #require(try office.ledger.trace(TestOffice.round.stream, depth: 1, limit: 1))
        #expect(told(short.outcomes) == ["发现问题 \(finding.stream)"])
        #expect(short.moreOutcomes == 1)
        #expect(short.outcomes.first?.more == 1)
        #expect(try office.ledger.trace(ConcernNumber(year: 2020, ordinal: 9).stream, depth: 1, limit: 1) == nil)
    }

    @Test("a view shows only what was there on its day")
    func asOf() throws {
        let (office, _) = try Self.chain()
        let before = try #require(
            try office.ledger.trace(Self.talk.stream, depth: 5, limit: 10, .occurred(day("2020-07-04"))))
        #expect(told(before.outcomes) == ["提出 concern/2020-001"])
        #expect(try office.ledger.trace(Self.talk.stream, depth: 5, limit: 10, .occurred(day("2020-07-01"))) == nil)
    }

    @Test("every way that a link is written with in the code has its words")
    func known() throws {
        let sources = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Sources/ReadModels").standardized
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var ways: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            ways.formUnion(text.matches(of: /\bLink\("([A-Za-z]+)"/).map { String($0.1) })
        }
        #expect(ways.count > 15)
        for way in ways.sorted() {
            let words = LinkWay(way, from: StreamName(kind: "any", id: "1"))
            for isSource in [true, false] { #expect(words.title(seenFromSource: isSource).zh != way, "\(way)") }
        }
    }

    @Test("what is met at the limit of depth is walked on from where it is met nearer")
    func depth() throws {
        let office = try TestOffice()
        let ids = ["甲", "乙", "丙", "丁"].map { RegulationID($0)! }
        try office.record(on: "2020-07-06", by: TestOffice.recorder) { desk in
            for id in ids { try desk.perform(.draft(RegulationDrafted(), unknown: []), on: id, of: Regulation.self) }
        }
        try office.tamper(
            """
            INSERT INTO rm_link(source, way, target) VALUES
            ('regulation/甲', 'successor', 'regulation/乙'), ('regulation/甲', 'successor', 'regulation/丙'),
            ('regulation/丙', 'successor', 'regulation/乙'), ('regulation/乙', 'successor', 'regulation/丁')
            """)
        let trace = try #require(try office.ledger.trace(ids[0].stream, depth: 2, limit: 10))
        #expect(
            told(trace.outcomes) == [
                "接替的制度 regulation/丙", "  接替的制度 regulation/乙", "接替的制度 regulation/乙", "  接替的制度 regulation/丁",
            ])
    }

    @Test("ends where things lead to each other in a circle")
    func circle() throws {
        let office = try TestOffice()
        let (first, second) = (RegulationID("甲")!, RegulationID("乙")!)
        try office.record(on: "2020-07-02", by: TestOffice.recorder) { desk in
            for id in [first, second] {
                try desk.perform(.draft(RegulationDrafted(), unknown: []), on: id, of: Regulation.self)
            }
        }
        for (id, successor) in [(first, second), (second, first)] {
            try office.record(on: "2020-07-03", by: TestOffice.approver, "并入") {
                try $0.perform(.repeal(successor: successor, knowsSuccessor: true), on: id, of: Regulation.self)
            }
        }
        let trace = try #require(try office.ledger.trace(first.stream, depth: 9, limit: 10))
        #expect(told(trace.outcomes) == ["接替的制度 regulation/乙", "  接替的制度 regulation/甲 …"])
    }
}
