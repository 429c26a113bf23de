import Ledger
import Testing

@testable import Rectification

@Suite("the office and its rounds")
struct OfficeAndRoundTests {
    static let ledger = Identifier("0196f2a4-7c11-7d02-8a51-3f1c5e6b7a90")!

    static func thresholds(_ change: (inout Thresholds) -> Void) -> Thresholds {
        var thresholds = Thresholds()
        change(&thresholds)
        return thresholds
    }

    private func context(_ actor: ActorID, _ office: Office, on date: String = "2020-05-01", _ reason: String? = nil)
        -> Context
    {
        Context(actor: actor, on: day(date), today: day("2020-12-31"), reason: reason, office: office)
    }

    private func code(_ command: OfficeCommand, by actor: ActorID, in office: Office = Story.office) -> String? {
        do {
            _ = try Office.decide(command, office, context(actor, office))
            return nil
        } catch { return error.code }
    }

    @Test(
        "units and people are entered by a recorder, roles granted and ended by an approver, each once",
        arguments: [
            (OfficeCommand.addUnit(unit("网信科")), Story.recorder, String?.none),
            (.addUnit(unit("网信科")), Story.owner, "E-ROLE"),
            (.addUnit(unit("督查科")), Story.recorder, "E-EXISTS"),
            (.addActor(actor("新人"), unit: unit("督查科"), personal: Erasable()), Story.recorder, nil),
            (.addActor(actor("新人"), unit: unit("无此科"), personal: Erasable()), Story.recorder, "E-UNIT-UNKNOWN"),
            (.addActor(Story.owner, unit: unit("督查科"), personal: Erasable()), Story.recorder, "E-EXISTS"),
            (.addActor(actor("新人"), unit: nil, personal: Erasable()), Story.owner, "E-ROLE"),
            (.addUnit(unit("网信科")), actor("无名氏"), "E-ACTOR-UNKNOWN"),
            (.moveActor(Story.owner, to: unit("来访科")), Story.recorder, nil),
            (.moveActor(Story.owner, to: unit("来访科")), Story.owner, "E-ROLE"),
            (.moveActor(actor("无名氏"), to: unit("来访科")), Story.recorder, "E-ACTOR-UNKNOWN"),
            (.moveActor(Story.owner, to: unit("无此科")), Story.recorder, "E-UNIT-UNKNOWN"),
            (.moveActor(Story.owner, to: unit("办信科")), Story.recorder, "E-EXISTS"),
            (.grant(.reader, Story.stranger), Story.approver, nil),
            (.grant(.reader, Story.stranger), Story.recorder, "E-ROLE"),
            (.grant(.verifier, Story.verifier), Story.approver, "E-ROLE-HELD"),
            (.grant(.verifier, actor("无名氏")), Story.approver, "E-ACTOR-UNKNOWN"),
            (.end(.verifier, Story.verifier), Story.approver, nil),
            (.end(.verifier, Story.verifier), Story.recorder, "E-ROLE"),
            (.end(.verifier, Story.stranger), Story.approver, "E-ROLE-NOT-HELD"),
            (.adopt(thresholds { $0.noticeDays = 10 }, ledger: ledger), Story.recorder, "E-ROLE"),
            (.adopt(thresholds { $0.noticeDays = 10 }, ledger: ledger), Story.approver, "E-REASON"),
            (.adopt(thresholds { $0.noticeDays = 30 }, ledger: ledger), Story.approver, "E-THRESHOLDS"),
            (.adopt(thresholds { $0.reminderDays = 0 }, ledger: ledger), Story.approver, "E-THRESHOLDS"),
            (.adopt(thresholds { $0.commonUnits = 1 }, ledger: ledger), Story.approver, "E-THRESHOLDS"),
            (.adopt(thresholds { $0.commonMonths = 0 }, ledger: ledger), Story.approver, "E-THRESHOLDS"),
            (.adopt(thresholds { _ in }, ledger: ledger), Story.approver, "E-UNCHANGED"),
        ])
    func office(_ command: OfficeCommand, _ actor: ActorID, _ refusal: String?) {
        #expect(code(command, by: actor) == refusal)
    }

    @Test("the last approver stays")
    func lastApprover() {
        var office = Story.office
        for person in [Story.secondApprover, Story.secondVerifier, Story.owner] {
            office.members[person]?.roles[.approver] = nil
        }
        #expect(code(.end(.approver, Story.approver), by: Story.approver, in: office) == "E-ROLE-LAST")
    }

    @Test("an intensive period lasts six months from the feedback where nothing else is said")
    func intensivePeriod() throws {
        let events = try Round.decide(
            .open(source: "巡察反馈", body: nil, document: nil, intensiveUntil: nil), RoundID("巡察反馈-2020")!, nil,
            context(Story.recorder, Story.office, on: "2020-04-17"))
        guard case .opened(let opened)? = events.first else { throw Fault.usual }
        #expect(opened.intensiveUntil == day("2020-10-17"))
        #expect(opened.feedbackOn == day("2020-04-17"))
    }

    @Test(
        "a round is opened once, by a recorder, with a source, and its dates are in order",
        arguments: [
            ("E-ROLE", Story.verifier, "巡察反馈", String?.none, false),
            ("E-ACTOR-UNKNOWN", actor("无名氏"), "巡察反馈", nil, false),
            ("E-EXISTS", Story.recorder, "巡察反馈", nil, true), ("E-TEXT-EMPTY", Story.recorder, " ", nil, false),
            ("E-INTENSIVE-BEFORE", Story.recorder, "巡察反馈", "2020-04-30", false),
        ])
    func opening(_ expected: String, _ actor: ActorID, _ source: String, _ until: String?, _ stands: Bool) {
        let fault = #expect(throws: Fault.self) {
            try Round.decide(
                .open(source: source, body: nil, document: nil, intensiveUntil: until.map(day)), Story.round.id,
                stands ? Story.round : nil, context(actor, Story.office))
        }
        #expect(fault?.code == expected)
    }

    @Test("a round is closed once it was opened, not before that day, and once")
    func closingOnce() throws {
        func code(_ round: Round?, on date: String) -> String? {
            do {
                _ = try Round.decide(
                    .close(Round.Rest()), Story.round.id, round, context(Story.recorder, Story.office, on: date))
                return nil
            } catch { return error.code }
        }
        #expect(code(nil, on: "2020-05-01") == "E-ROUND-UNKNOWN")
        #expect(code(Story.round, on: "2020-04-16") == "E-DATE-BEFORE-STEP")
        #expect(code(FindingRuleTests.closedRound, on: "2020-05-01") == "E-ROUND-CLOSED")
        #expect(code(Story.round, on: "2020-05-01") == nil)
    }

    @Test("a finding's number is read as people type it and written with three digits at least")
    func numbers() {
        #expect(FindingNumber("2020-15")?.text == "2020-015")
        #expect(FindingNumber("2020-1234")?.text == "2020-1234")
        for text in ["2020", "2020-", "20-1", "2020-0", "2020-1x", "2020-1-2", "２０２０-1", ""] {
            #expect(FindingNumber(text) == nil)
        }
    }

    @Test("an actor without a kind is a post; other kinds of stream are none")
    func actors() {
        #expect(ActorID("督查科科长")?.text == "post/督查科科长")
        #expect(ActorID("person/DY-001")?.name == "DY-001")
        for text in ["finding/2020-015", "post/", "", " 科长", "科\n长"] { #expect(ActorID(text) == nil) }
    }
}

extension Fault {
    static let usual = Fault("E-TEST", .refused, Message("", ""))
}
