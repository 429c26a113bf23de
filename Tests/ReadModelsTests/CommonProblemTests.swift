import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("common problems, look-backs and regulations")
struct CommonProblemTests {
    private func register(_ office: TestOffice, _ home: String, on date: String, in round: RoundID = TestOffice.round)
        throws -> FindingNumber
    {
        var given = number("2020-1")
        try office.record(on: date, by: TestOffice.recorder) { desk in
            given = try desk.nextNumber(in: day(date).year)
            var registered = TestOffice.registration()
            registered.unit = unit(home)
            registered.round = round
            try desk.finding(given, .register(registered, round: try desk.round(round)))
        }
        return given
    }

    private func told(_ office: TestOffice, _ date: String) throws -> [String] {
        try office.ledger.commonProblems(.occurred(day(date))).map { problem in
            let rules = CommonRule.allCases.filter(problem.rules.contains).map(\.rawValue).joined(separator: "+")
            return "\(problem.id) \(problem.state) \(rules) \(problem.findings.map(\.text).joined(separator: ","))"
        }
    }

    private func settle(
        _ office: TestOffice, on date: String, _ regulation: RegulationID? = nil, _ reason: String? = nil
    )
        throws
    {
        let id = try #require(CommonID("组织生活"))
        try office.record(on: date, by: TestOffice.approver, reason) { desk in
            let rules = try regulation.flatMap { try desk.state($0, of: Regulation.self) }
            let problem = try desk.commonProblem(id)
            try desk.perform(
                .settle(
                    findings: problem?.findings ?? [], first: problem?.first, regulation: regulation, rules: rules),
                on: id, of: Common.self)
        }
    }

    @Test("three units make a category common; settled, only new findings do so anew")
    func units() throws {
        let office = try TestOffice()
        for (home, date) in [("第一党支部", "2020-07-02"), ("第二党支部", "2020-07-03"), ("督查科", "2020-07-04")] {
            _ = try register(office, home, on: date)
        }
        #expect(try told(office, "2020-07-03").isEmpty)
        #expect(try told(office, "2020-07-04") == ["组织生活 open units 2020-001,2020-002,2020-003"])
        try settle(office, on: "2020-08-01", nil, "上级已有规定")
        #expect(try told(office, "2020-08-01") == ["组织生活 explained  2020-001,2020-002,2020-003"])
        #expect(try told(office, "2020-07-31").map { $0.contains("open") } == [true])
        // Another of the same round and year, in one unit: not anew yet.
        _ = try register(office, "第一党支部", on: "2020-09-01")
        #expect(try told(office, "2020-09-01") == ["组织生活 explained  2020-001,2020-002,2020-003"])
        _ = try register(office, "第二党支部", on: "2020-09-02")
        _ = try register(office, "机关党委", on: "2020-09-03")
        #expect(try told(office, "2020-09-03") == ["组织生活 again units 2020-004,2020-005,2020-006"])
        #expect(try office.ledger.checkReadModels().isEmpty)
    }

    @Test("found again by another round within twelve months, or back after it was closed")
    func again() throws {
        let office = try TestOffice()
        let other = try #require(RoundID("民主生活会-2021"))
        try office.record(on: "2020-07-02", by: TestOffice.recorder) { desk in
            try desk.round(other, .open(source: "民主生活会", body: nil, document: nil, intensiveUntil: nil))
        }
        _ = try register(office, "第一党支部", on: "2020-07-02")
        _ = try register(office, "第一党支部", on: "2020-07-03")
        #expect(try told(office, "2020-07-03").isEmpty)
        _ = try register(office, "第一党支部", on: "2021-07-03", in: other)
        #expect(try told(office, "2021-07-03") == ["组织生活 open again 2020-001,2020-002,2021-001"])
    }

    /// Two findings closed, the first of which was returned; and one open.
    private func closedOffice() throws -> (TestOffice, [FindingNumber]) {
        let office = try TestOffice()
        let findings = try ["甲", "乙", "丙"].map {
            try office.planned($0, category: $0, on: "2020-07-02", due: "2020-08-01")
        }
        for finding in findings.dropLast() { try office.complete(finding, on: "2020-07-10") }
        try office.step(findings[0], .submit(summary: nil), on: "2020-07-11", by: TestOffice.owner)
        try office.step(
            findings[0], .returnToOwner(method: nil), on: "2020-07-12", by: TestOffice.verifier, "缺材料")
        for finding in findings.dropLast() { try office.close(finding, on: "2020-07-20") }
        return (office, findings)
    }

    @Test("a look-back draws closed findings, those at risk where it is by risk, and knows what came of them")
    func lookBack() throws {
        let (office, findings) = try closedOffice()
        let id = try #require(RoundID("回头看-2020"))
        try office.record(on: "2020-09-01", by: TestOffice.recorder) { desk in
            let candidates = try desk.lookBackCandidates(of: [TestOffice.round])
            #expect(candidates.map(\.number) == Array(findings.dropLast()))
            #expect(candidates.map(\.risks) == [[.returned], []])
            try desk.round(id, .open(source: "回头看", body: nil, document: nil, intensiveUntil: nil))
            var sampled = RoundSampled()
            sampled.from = [TestOffice.round]
            sampled.population = candidates.map(\.number)
            sampled.sample = sampled.population
            try desk.round(id, .sample(sampled))
            #expect(try desk.rest(of: id).unseen == sampled.sample)
        }
        func told() throws -> [String?] {
            let row = try #require(try office.ledger.rows(of: .lookBacks).first)
            return ["sampled", "done", "holds", "relapsed", "relapseRate"].map { row[$0, of: .lookBacks] }
        }
        #expect(try told() == ["2", "0", "0", "0", nil])
        try office.step(
            findings[1], .lookBack(FindingLookedBack(.holds, note: nil)), on: "2020-09-02", by: TestOffice.verifier)
        #expect(try told() == ["2", "1", "1", "0", "0"])
        try office.step(
            findings[0], .lookBack(FindingLookedBack(.relapsed, note: nil)), on: "2020-09-03", by: TestOffice.verifier,
            "又出现")
        #expect(try told() == ["2", "2", "1", "1", "50"])
        let sample = try office.ledger.rows(of: .sampledFindings, id: id.text)
        #expect(sample.map { $0["outcome", of: .sampledFindings] } == ["relapsed", "holds"])
        #expect(try office.ledger.checkReadModels().isEmpty)
    }

    @Test("a regulation shows what relapsed after it was adopted, not what came before it")
    func relapses() throws {
        let (office, findings) = try closedOffice()
        let id = try #require(RegulationID("信访件办理制度"))
        var draft = RegulationDrafted()
        draft.answers = [findings[0], findings[1]]
        try office.record(on: "2020-07-21", by: TestOffice.recorder) { desk in
            try desk.perform(.draft(draft, unknown: []), on: id, of: Regulation.self)
        }
        var adopted = RegulationVersion()
        adopted.document = TestOffice.exhibit("制度").file
        try office.record(on: "2020-08-01", by: TestOffice.approver) { desk in
            try desk.perform(.adopt(adopted, unknown: []), on: id, of: Regulation.self)
        }
        func told(_ date: String) throws -> String? {
            try office.ledger.rows(of: .regulations, .occurred(day(date))).first?["relapsed", of: .regulations]
        }
        _ = try office.register("甲又一件", category: "甲", on: "2020-08-01")
        let later = try office.register("甲再一件", category: "甲", on: "2020-08-02")
        try office.step(
            findings[1], .lookBack(FindingLookedBack(.relapsed, note: nil)), on: "2020-09-03", by: TestOffice.verifier,
            "又出现")
        #expect(try told("2020-08-01") == nil)
        #expect(try told("2020-08-02") == later.text)
        #expect(try told("2020-09-03") == [findings[1].text, later.text].joined(separator: "\n"))
        let versions = try office.ledger.rows(of: .regulationVersions, id: id.text)
        #expect(versions.map { $0["sha256", of: .regulationVersions] } == [adopted.document?.digest.hex])
    }

    @Test("a regulation that settles a common problem answers the findings behind it, from then on")
    func settledByRegulation() throws {
        let office = try TestOffice()
        let id = try #require(RegulationID("三会一课制度"))
        var version = RegulationVersion()
        version.document = TestOffice.exhibit("制度").file
        try office.record(on: "2020-07-01", by: TestOffice.recorder) { desk in
            try desk.perform(.draft(RegulationDrafted(), unknown: []), on: id, of: Regulation.self)
        }
        // Adopted before any of them; what comes before the amendment is not held against it.
        try office.record(on: "2020-07-01", by: TestOffice.approver) { desk in
            try desk.perform(.adopt(version, unknown: []), on: id, of: Regulation.self)
        }
        let findings = try [("第一党支部", "2020-07-02"), ("第二党支部", "2020-07-03"), ("督查科", "2020-07-04")].map {
            try register(office, $0.0, on: $0.1)
        }
        func relapse(_ finding: FindingNumber, on date: String) throws {
            try office.assign(finding, on: date)
            try office.step(finding, .plan(TestOffice.plan(due: date)), on: date, by: TestOffice.recorder)
            try office.complete(finding, on: date)
            try office.close(finding, on: date)
            try office.step(
                finding, .lookBack(FindingLookedBack(.relapsed, note: nil)), on: date, by: TestOffice.verifier, "又缺")
        }
        try relapse(findings[1], on: "2020-07-20")
        func told(_ date: String) throws -> [String?] {
            let row = try office.ledger.rows(of: .regulations, .occurred(day(date))).first
            return ["settles", "relapsed"].map { row?[$0, of: .regulations] }
        }
        func made() throws -> [Int] {
            var filter = FindingFilter()
            filter.rounds = [TestOffice.round]
            return try office.ledger.store.read { transaction in
                [
                    try transaction.regulationsMade(filter, on: day("2020-12-31")).count,
                    try transaction.results(by: .round, filter, on: day("2020-12-31"))[TestOffice.round.text]?
                        .regulations ?? 0,
                ]
            }
        }
        #expect(try made() == [0, 0])
        try office.record(on: "2020-08-01", by: TestOffice.approver, "补充记录要求") { desk in
            try desk.perform(.amend(version, unknown: []), on: id, of: Regulation.self)
        }
        try settle(office, on: "2020-08-02", id)
        #expect(try made() == [1, 1])
        #expect(try told("2020-08-01") == [nil, nil])
        #expect(try told("2020-08-02") == ["组织生活", nil])
        let again = try register(office, "第一党支部", on: "2020-09-01")
        #expect(try told("2020-09-01") == ["组织生活", again.text])
        try relapse(findings[0], on: "2020-10-08")
        #expect(try told("2020-10-08") == ["组织生活", "\(findings[0])\n\(again)"])
        #expect(try office.ledger.checkReadModels().isEmpty)
    }

    @Test("other units that were asked stand in a list until they answer, those overdue with a red light")
    func extendedChecks() throws {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        let asked = CheckExtended([TestOffice.second, unit("督查科")], due: day("2020-07-31"))
        try office.step(finding, .extendCheck(asked), on: "2020-07-03", by: TestOffice.verifier)
        try office.step(
            finding, .answerCheck(CheckAnswered(TestOffice.second, .none), found: nil), on: "2020-07-20",
            by: TestOffice.other)
        let rows = try office.ledger.rows(of: .extendedChecks, .occurred(day("2020-08-01")))
        #expect(rows.map { $0["unit", of: .extendedChecks] } == ["督查科", "第二党支部"])
        #expect(rows.map { $0["light", of: .extendedChecks] } == ["red", nil])
        #expect(rows.map { $0["outcome", of: .extendedChecks] } == [nil, "none"])
    }
}
