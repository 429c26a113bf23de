import Ledger
import Testing

@testable import Rectification

/// A step that is refused: what stands, who tries what, when, why, and the rule's code.
struct Refused: Sendable, CustomTestStringConvertible {
    var rule: String
    var code: String
    var given: @Sendable () throws -> Story
    var command: Finding.Command
    var actor: ActorID
    var doer: ActorID?
    var on: String
    var reason: String?
    /// Who may do it instead: the same step by them is not refused by this rule.
    var instead: ActorID?

    init(
        _ rule: String, _ code: String, _ given: @escaping @Sendable () throws -> Story, _ command: Finding.Command,
        by actor: ActorID, for doer: ActorID? = nil, on: String = "2020-12-01", _ reason: String? = "理由",
        instead: ActorID? = nil
    ) {
        self.rule = rule
        self.code = code
        self.given = given
        self.command = command
        self.actor = actor
        self.doer = doer
        self.on = on
        self.reason = reason
        self.instead = instead
    }

    var testDescription: String { "\(code): \(rule)" }
}

@Suite("the step table")
struct FindingRuleTests {
    @Test("refuses what breaks a rule, by its name, and lets pass what keeps it", arguments: FindingRuleTests.table)
    func rule(_ refused: Refused) throws {
        let story = try refused.given()
        #expect(
            story.refusal(
                of: refused.command, by: refused.actor, for: refused.doer, on: refused.on, refused.reason)
                == refused.code)
        if let instead = refused.instead {
            #expect(story.refusal(of: refused.command, by: instead, on: refused.on, refused.reason) == nil)
        }
    }

    @Test("a verifier of another unit makes up for one of the responsible unit")
    func companion() throws {
        let together = Finding.Command.verify(FindingVerified(method: .onsite, with: [Story.verifier]))
        #expect(try Story.submitted().refusal(of: together, by: Story.clerk, on: "2020-12-01") == nil)
    }

    static let registration = Finding.Command.register(Story.registration(), round: Story.round)
    static let passed = Finding.Command.verify(FindingVerified(method: .onsite))
    static let relapsed = Finding.Command.lookBack(FindingLookedBack(.relapsed, note: nil))
    static let later = Finding.Command.requestExtension(ExtensionRequested(measure: 1, until: day("2021-01-31")))

    static var table: [Refused] { registering + assigning + planning + working + extending + closing + after + mending }

    static let registering: [Refused] = [
        Refused(
            "only a recorder registers", "E-ROLE", { Story() }, registration, by: Story.verifier,
            instead: Story.recorder),
        Refused("an unknown person does nothing", "E-ACTOR-UNKNOWN", { Story() }, registration, by: actor("无名氏")),
        Refused(
            "only a recorder enters another's step", "E-BEHALF", { Story() }, registration, by: Story.owner,
            for: Story.recorder),
        Refused("a number is used once", "E-EXISTS", Story.registered, registration, by: Story.recorder),
        Refused(
            "the round is known", "E-ROUND-UNKNOWN", { Story() }, .register(Story.registration(), round: nil),
            by: Story.recorder),
        Refused(
            "the round is open", "E-ROUND-CLOSED", { Story() }, .register(Story.registration(), round: closedRound),
            by: Story.recorder),
        Refused(
            "the unit is known", "E-UNIT-UNKNOWN", { Story() },
            .register(changed { $0.unit = unit("外单位") }, round: Story.round), by: Story.recorder),
        Refused(
            "the category is said", "E-TEXT-EMPTY", { Story() },
            .register(changed { $0.category = " " }, round: Story.round), by: Story.recorder),
        Refused(
            "the description is said", "E-TEXT-EMPTY", { Story() },
            .register(changed { $0.description = "" }, round: Story.round), by: Story.recorder),
        Refused(
            "not before the round's feedback", "E-DATE-BEFORE-STEP", { Story() }, registration, by: Story.recorder,
            on: "2020-04-16"),
        Refused("not after today", "E-DATE-FUTURE", { Story() }, registration, by: Story.recorder, on: "2021-07-01"),
    ]

    static let assigning: [Refused] = [
        Refused(
            "the lead unit, the leader or a recorder assigns", "E-LEAD-UNIT", Story.registered,
            .assign(Story.assignment()), by: Story.stranger, instead: Story.clerk),
        Refused(
            "an owner is named", "E-TEXT-EMPTY", Story.registered, .assign(assignment { $0.owner = nil }),
            by: Story.recorder),
        Refused(
            "a leader is named", "E-TEXT-EMPTY", Story.registered, .assign(assignment { $0.leader = nil }),
            by: Story.recorder),
        Refused(
            "a lead unit is named", "E-TEXT-EMPTY", Story.registered, .assign(assignment { $0.leadUnit = nil }),
            by: Story.recorder),
        Refused(
            "a responsible unit is named", "E-TEXT-EMPTY", Story.registered, .assign(assignment { $0.units = [] }),
            by: Story.recorder),
        Refused(
            "the owner is known", "E-ACTOR-UNKNOWN", Story.registered, .assign(assignment { $0.owner = actor("无名氏") }),
            by: Story.recorder),
        Refused(
            "a reassignment says why", "E-REASON", Story.assigned, .assign(assignment { $0.owner = Story.clerk }),
            by: Story.recorder, nil),
        Refused(
            "a reassignment changes something", "E-UNCHANGED", Story.assigned, .assign(Story.assignment()),
            by: Story.recorder),
        Refused(
            "not once it is submitted", "E-STATE", Story.submitted, .assign(assignment { $0.owner = Story.clerk }),
            by: Story.recorder),
        Refused(
            "not dated before the step it follows", "E-DATE-BEFORE-STEP", Story.registered, .assign(Story.assignment()),
            by: Story.recorder, on: "2020-04-19"),
        Refused(
            "the units are known", "E-UNIT-UNKNOWN", Story.registered, .assign(assignment { $0.units = [unit("外单位")] }),
            by: Story.recorder),
    ]

    static let planning: [Refused] = [
        Refused(
            "assigned first", "E-STATE", Story.registered, .plan(Story.plan()), by: Story.recorder, on: "2020-05-01"),
        Refused(
            "the lead unit plans", "E-LEAD-UNIT", Story.assigned, .plan(Story.plan()), by: Story.stranger,
            on: "2020-05-01", instead: Story.leader),
        Refused(
            "a deadline for what ends", "E-MEASURE-TIME", Story.assigned, .plan(plan { $0.deadline = nil }),
            by: Story.recorder, on: "2020-05-01"),
        Refused(
            "the deadline is still to come", "E-MEASURE-TIME", Story.assigned, .plan(Story.plan()), by: Story.recorder,
            on: "2020-06-01"),
        Refused(
            "review dates for what is sustained", "E-MEASURE-TIME", Story.assigned,
            .plan(plan { $0.kind = .sustained }), by: Story.recorder, on: "2020-05-01"),
        Refused(
            "review dates only for what is sustained", "E-MEASURE-TIME", Story.assigned,
            .plan(plan { $0.reviews = [day("2020-06-01")] }), by: Story.recorder, on: "2020-05-01"),
        Refused(
            "it says what is to be done", "E-TEXT-EMPTY", Story.assigned, .plan(plan { $0.text = "\n" }),
            by: Story.recorder, on: "2020-05-01"),
        Refused(
            "its own owner is known", "E-ACTOR-UNKNOWN", Story.assigned, .plan(plan { $0.owner = actor("无名氏") }),
            by: Story.recorder, on: "2020-05-01"),
        Refused(
            "its own units are known", "E-UNIT-UNKNOWN", Story.assigned, .plan(plan { $0.units = [unit("外单位")] }),
            by: Story.recorder, on: "2020-05-01"),
        Refused(
            "not before the finding was registered", "E-DATE-BEFORE-STEP", Story.assigned, .plan(Story.plan()),
            by: Story.recorder, on: "2020-04-19"),
    ]

    static let working: [Refused] = [
        Refused(
            "the owner reports", "E-OWNER", Story.planned, .progress(Story.progress("已核 5 件")), by: Story.clerk,
            instead: Story.owner),
        Refused(
            "a recorder reports only for the owner", "E-OWNER", Story.planned, .progress(Story.progress("已核 5 件")),
            by: Story.recorder),
        Refused(
            "the measure is there", "E-MEASURE-UNKNOWN", Story.planned, .progress(report { $0.measure = 2 }),
            by: Story.owner),
        Refused(
            "0 to 100 per cent", "E-PERCENT", Story.planned, .progress(report { $0.percent = 101 }), by: Story.owner),
        Refused(
            "something was done", "E-TEXT-EMPTY", Story.planned, .progress(report { $0.text = "" }), by: Story.owner),
        Refused(
            "a complete measure makes no progress", "E-MEASURE-COMPLETE", Story.completed,
            .progress(Story.progress("又核")), by: Story.owner),
        Refused(
            "all expected kinds of evidence", "E-EVIDENCE-MISSING", Story.planned, .complete(Story.completion("情况说明")),
            by: Story.owner),
        Refused(
            "a name without a file is no evidence", "E-EVIDENCE-MISSING", Story.planned, .complete(withoutFiles),
            by: Story.owner),
        Refused(
            "some evidence, where none is named", "E-EVIDENCE-MISSING", plannedWithoutExpectation,
            .complete(Story.completion()), by: Story.owner),
        Refused(
            "the owner completes", "E-OWNER", Story.planned, .complete(Story.completion("情况说明", "回访记录")),
            by: Story.clerk, instead: Story.owner),
        Refused(
            "not before it was planned", "E-DATE-BEFORE-STEP", Story.planned,
            .complete(Story.completion("情况说明", "回访记录")), by: Story.owner, on: "2020-04-21"),
        Refused(
            "a sustained measure is never complete", "E-MEASURE-SUSTAINED", Story.sustained,
            .complete(Story.completion("月度通报")), by: Story.owner),
        Refused(
            "only a sustained measure is reviewed", "E-MEASURE-NOT-SUSTAINED", Story.planned, .review(review),
            by: Story.verifier),
        Refused(
            "the owner does not review", "E-VERIFY-SAME-PERSON", Story.sustained, .review(review), by: Story.owner,
            instead: Story.verifier),
        Refused(
            "a correction names a report", "E-PROGRESS-UNKNOWN", Story.planned,
            .correctProgress(ProgressCorrected.of(99)), by: Story.owner),
        Refused(
            "a complete measure is not completed again", "E-MEASURE-COMPLETE", Story.completed,
            .complete(Story.completion("情况说明", "回访记录")), by: Story.owner),
        Refused(
            "no progress once it is submitted", "E-STATE", Story.submitted, .progress(Story.progress("又核")),
            by: Story.owner),
        Refused(
            "not reviewed before it was planned", "E-DATE-BEFORE-STEP", Story.sustained, .review(review),
            by: Story.verifier, on: "2020-04-21"),
        Refused(
            "nothing is reviewed of what was withdrawn", "E-STATE", withdrawnSustained, .review(review),
            by: Story.verifier),
        Refused(
            "the owner corrects a report", "E-OWNER", reported, .correctProgress(ProgressCorrected.of(4)),
            by: Story.clerk, instead: Story.owner),
        Refused(
            "a correction of a report says why", "E-REASON", reported, .correctProgress(ProgressCorrected.of(4)),
            by: Story.owner, nil),
        Refused(
            "a correction of a report is not blank", "E-TEXT-EMPTY", reported, .correctProgress(blankCorrection),
            by: Story.owner),
        Refused(
            "a correction of a report changes something", "E-UNCHANGED", reported, .correctProgress(sameCorrection),
            by: Story.owner),
        Refused(
            "nothing is corrected of what was withdrawn", "E-STATE", withdrawnReported,
            .correctProgress(ProgressCorrected.of(4)), by: Story.owner),
    ]

    static let extending: [Refused] = [
        Refused("the owner asks", "E-OWNER", Story.planned, later, by: Story.clerk, instead: Story.owner),
        Refused("with a reason", "E-REASON", Story.planned, later, by: Story.owner, " "),
        Refused(
            "for a later day", "E-EXTENSION-NOT-LATER", Story.planned,
            .requestExtension(ExtensionRequested(measure: 1, until: day("2020-05-31"))), by: Story.owner),
        Refused("once at a time", "E-EXTENSION-PENDING", asked, later, by: Story.owner),
        Refused("of what has a deadline", "E-EXTENSION-NO-DEADLINE", Story.sustained, later, by: Story.owner),
        Refused("of what is not complete", "E-MEASURE-COMPLETE", Story.completed, later, by: Story.owner),
        Refused(
            "what was not asked for is not granted", "E-EXTENSION-NONE", Story.planned,
            .grantExtension(measure: 1, until: nil), by: Story.leader),
        Refused(
            "the accountable leader grants", "E-EXTENSION-LEADER", asked, .grantExtension(measure: 1, until: nil),
            by: Story.owner, instead: Story.leader),
        Refused(
            "the accountable leader refuses", "E-EXTENSION-LEADER", asked, .refuseExtension(measure: 1),
            by: Story.approver, instead: Story.leader),
        Refused("a refusal says why", "E-REASON", asked, .refuseExtension(measure: 1), by: Story.leader, nil),
        Refused(
            "nobody decides their own", "E-EXTENSION-SAME-PERSON", askedByLeader,
            .grantExtension(measure: 1, until: nil), by: Story.leader),
        Refused(
            "nobody decides what they asked for another", "E-EXTENSION-SAME-PERSON", askedForAnother,
            .grantExtension(measure: 1, until: nil), by: Story.leader),
        Refused(
            "nor refuses it", "E-EXTENSION-SAME-PERSON", askedForAnother, .refuseExtension(measure: 1),
            by: Story.leader),
        Refused(
            "who asked does not key in the decision either", "E-EXTENSION-SAME-PERSON", askedByRecorder,
            .grantExtension(measure: 1, until: nil), by: Story.owner, for: Story.leader, instead: Story.leader),
        Refused(
            "nothing is granted of what was withdrawn", "E-STATE", askedAndWithdrawn,
            .grantExtension(measure: 1, until: nil), by: Story.leader),
        Refused(
            "nothing is refused of what was withdrawn", "E-STATE", askedAndWithdrawn, .refuseExtension(measure: 1),
            by: Story.leader),
        Refused(
            "what is granted is later too", "E-EXTENSION-NOT-LATER", asked,
            .grantExtension(measure: 1, until: day("2020-05-31")), by: Story.leader),
    ]

    static let closing: [Refused] = [
        Refused(
            "the owner submits", "E-OWNER", Story.completed, .submit(summary: nil), by: Story.clerk,
            instead: Story.owner),
        Refused(
            "every measure is complete", "E-SUBMIT-MEASURE-OPEN", secondMeasureOpen, .submit(summary: nil),
            by: Story.owner),
        Refused(
            "a finding without work is not submitted", "E-STATE", Story.assigned, .submit(summary: nil), by: Story.owner
        ),
        Refused(
            "not before the last measure was complete", "E-DATE-BEFORE-STEP", Story.completed, .submit(summary: nil),
            by: Story.owner, on: "2020-05-09"),
        Refused("only what is submitted is verified", "E-STATE", Story.completed, passed, by: Story.verifier),
        Refused("a verifier verifies", "E-ROLE", Story.submitted, passed, by: Story.approver, instead: Story.verifier),
        Refused(
            "the owner does not verify", "E-VERIFY-SAME-PERSON", Story.submitted, passed, by: Story.owner,
            instead: Story.verifier),
        Refused(
            "the owner does not help to verify", "E-VERIFY-SAME-PERSON", Story.submitted,
            .verify(FindingVerified(method: .onsite, with: [Story.owner])), by: Story.verifier),
        Refused(
            "the responsible unit does not verify alone", "E-VERIFY-OWN-UNIT", Story.submitted, passed, by: Story.clerk,
            instead: Story.verifier),
        Refused(
            "nor with someone of another unit who is no verifier", "E-VERIFY-OWN-UNIT", Story.submitted,
            .verify(FindingVerified(method: .onsite, with: [Story.stranger])), by: Story.clerk),
        Refused(
            "nor with a verifier whose unit is not known", "E-VERIFY-OWN-UNIT", submittedToUnitless,
            .verify(FindingVerified(method: .onsite, with: [unitless])), by: Story.clerk, instead: Story.verifier),
        Refused(
            "a verifier whose unit is not known is of no other unit", "E-VERIFY-OWN-UNIT", submittedToUnitless, passed,
            by: unitless, instead: Story.verifier),
        Refused(
            "it says how", "E-VERIFY-METHOD", Story.submitted, .verify(FindingVerified(method: nil)), by: Story.verifier
        ),
        Refused("a return says why", "E-REASON", Story.submitted, .returnToOwner(method: nil), by: Story.verifier, nil),
        Refused(
            "the owner does not return", "E-VERIFY-SAME-PERSON", Story.submitted, .returnToOwner(method: nil),
            by: Story.owner, instead: Story.verifier),
        Refused("only what is verified is closed", "E-STATE", Story.submitted, .close, by: Story.approver),
        Refused("an approver closes", "E-ROLE", Story.verified, .close, by: Story.verifier, instead: Story.approver),
        Refused(
            "the owner does not close", "E-CLOSE-SAME-PERSON", Story.verified, .close, by: Story.owner,
            instead: Story.approver),
        Refused(
            "the verifier does not close", "E-CLOSE-SAME-PERSON", verifiedByApprover, .close, by: Story.secondVerifier,
            instead: Story.approver),
        Refused(
            "who verified does not key in the closure either", "E-CLOSE-SAME-PERSON", verifiedByRecorder, .close,
            by: Story.recorder, for: Story.approver),
        Refused(
            "not dated before the verification", "E-DATE-BEFORE-STEP", Story.verified, .close, by: Story.approver,
            on: "2020-05-19"),
        Refused(
            "not before the last measure was complete, though work began earlier", "E-DATE-BEFORE-STEP",
            completedAfterProgress, .submit(summary: nil), by: Story.owner, on: "2020-05-09"),
        Refused(
            "a finding without a measure is not submitted", "E-SUBMIT-NO-MEASURE", withoutMeasure,
            .submit(summary: nil), by: Story.owner),
        Refused(
            "not before the step it follows", "E-DATE-BEFORE-STEP", returnedLate, .submit(summary: nil),
            by: Story.owner, on: "2020-05-29"),
        Refused(
            "a verification is not dated before the submission", "E-DATE-BEFORE-STEP", Story.submitted, passed,
            by: Story.verifier, on: "2020-05-10"),
        Refused(
            "who helps to verify is known", "E-ACTOR-UNKNOWN", Story.submitted,
            .verify(FindingVerified(method: .onsite, with: [actor("无名氏")])), by: Story.verifier),
        Refused(
            "only what is submitted is returned", "E-STATE", Story.completed, .returnToOwner(method: nil),
            by: Story.verifier),
        Refused(
            "a return is not dated before the submission", "E-DATE-BEFORE-STEP", Story.submitted,
            .returnToOwner(method: nil), by: Story.verifier, on: "2020-05-10"),
    ]

    static let after: [Refused] = [
        Refused("only what is closed is looked back at", "E-STATE", Story.verified, relapsed, by: Story.verifier),
        Refused("a verifier looks back", "E-ROLE", Story.closed, relapsed, by: Story.approver, instead: Story.verifier),
        Refused(
            "the owner does not look back", "E-VERIFY-SAME-PERSON", Story.closed, relapsed, by: Story.owner,
            instead: Story.verifier),
        Refused("a relapse says why", "E-REASON", Story.closed, relapsed, by: Story.verifier, nil),
        Refused("only what is closed is reopened", "E-STATE", Story.verified, .reopen, by: Story.approver),
        Refused(
            "a verifier or an approver reopens", "E-ROLE", Story.closed, .reopen, by: Story.recorder,
            instead: Story.approver),
        Refused("a reopening says why", "E-REASON", Story.closed, .reopen, by: Story.approver, nil),
        Refused(
            "a look-back is not dated before the closure", "E-DATE-BEFORE-STEP", Story.closed, relapsed,
            by: Story.verifier, on: "2020-05-31"),
        Refused(
            "a reopening is not dated before the closure", "E-DATE-BEFORE-STEP", Story.closed, .reopen,
            by: Story.approver, on: "2020-05-31"),
    ]

    static let mending: [Refused] = [
        Refused(
            "a recorder withdraws", "E-ROLE", Story.assigned, .withdraw(approver: Story.approver), by: Story.owner,
            instead: Story.recorder),
        Refused("with an approver", "E-APPROVER", Story.assigned, .withdraw(approver: nil), by: Story.recorder),
        Refused(
            "who holds the role", "E-ROLE", Story.assigned, .withdraw(approver: Story.verifier), by: Story.recorder),
        Refused(
            "who is somebody else", "E-APPROVER-SAME", Story.assigned, .withdraw(approver: Story.approver),
            by: Story.approver, instead: Story.recorder),
        Refused(
            "with a reason", "E-REASON", Story.assigned, .withdraw(approver: Story.approver), by: Story.recorder, nil),
        Refused(
            "what is closed is not withdrawn", "E-STATE", Story.closed, .withdraw(approver: Story.approver),
            by: Story.recorder),
        Refused(
            "not merged into itself", "E-MERGE-ITSELF", Story.assigned,
            .merge(into: Story.number, other: nil, approver: Story.approver), by: Story.recorder),
        Refused(
            "not merged into nothing", "E-FINDING-UNKNOWN", Story.assigned,
            .merge(into: FindingNumber(year: 2020, ordinal: 99), other: nil, approver: Story.approver),
            by: Story.recorder),
        Refused(
            "a merge needs an approver", "E-APPROVER", Story.assigned,
            .merge(into: FindingNumber(year: 2020, ordinal: 16), other: try? Story.registered().state, approver: nil),
            by: Story.recorder),
        Refused(
            "not merged into what is closed", "E-STATE", Story.assigned,
            .merge(
                into: FindingNumber(year: 2020, ordinal: 16), other: try? Story.closed().state, approver: Story.approver
            ), by: Story.recorder),
        Refused(
            "a correction changes something", "E-UNCHANGED", Story.assigned,
            .correct(Correction(), round: nil, approver: Story.approver), by: Story.recorder),
        Refused(
            "a correction needs an approver", "E-APPROVER", Story.assigned,
            .correct(recategorised, round: nil, approver: nil), by: Story.recorder),
        Refused(
            "a correction says why", "E-REASON", Story.assigned,
            .correct(recategorised, round: nil, approver: Story.approver), by: Story.recorder, nil),
        Refused("nothing is done to what is not there", "E-FINDING-UNKNOWN", { Story() }, .close, by: Story.approver),
        Refused(
            "nothing is done to what was withdrawn", "E-STATE", withdrawn, .attach(exhibit("照片"), measure: nil),
            by: Story.recorder),
        Refused(
            "evidence is attached by who has to do with it", "E-OWNER", Story.planned,
            .attach(exhibit("照片"), measure: 1), by: Story.stranger, instead: Story.owner),
        Refused(
            "a withdrawal is not dated before the step it follows", "E-DATE-BEFORE-STEP", Story.assigned,
            .withdraw(approver: Story.approver), by: Story.recorder, on: "2020-04-20"),
        Refused("what is closed is not merged", "E-STATE", Story.closed, merged, by: Story.recorder),
        Refused(
            "a merge is not dated before the step it follows", "E-DATE-BEFORE-STEP", Story.assigned, merged,
            by: Story.recorder, on: "2020-04-20"),
        Refused(
            "what is closed takes in nothing", "E-STATE", Story.closed, .absorb(FindingNumber(year: 2020, ordinal: 16)),
            by: Story.recorder),
        Refused(
            "nothing is taken in before it was registered", "E-DATE-BEFORE-STEP", Story.assigned,
            .absorb(FindingNumber(year: 2020, ordinal: 16)), by: Story.recorder, on: "2020-04-19"),
        Refused(
            "what was withdrawn is not corrected", "E-STATE", withdrawn,
            .correct(recategorised, round: nil, approver: Story.approver), by: Story.recorder),
        Refused(
            "a category does not become blank", "E-TEXT-EMPTY", Story.assigned,
            .correct(correction { $0.category = " " }, round: nil, approver: Story.approver), by: Story.recorder),
        Refused(
            "a description does not become blank", "E-TEXT-EMPTY", Story.assigned,
            .correct(correction { $0.description = "" }, round: nil, approver: Story.approver), by: Story.recorder),
        Refused(
            "a corrected unit is known", "E-UNIT-UNKNOWN", Story.assigned,
            .correct(correction { $0.unit = unit("外单位") }, round: nil, approver: Story.approver), by: Story.recorder),
        Refused(
            "a corrected round is known", "E-ROUND-UNKNOWN", Story.assigned,
            .correct(correction { $0.round = RoundID("无此轮") }, round: nil, approver: Story.approver), by: Story.recorder
        ),
        Refused(
            "evidence says what it is", "E-TEXT-EMPTY", Story.planned, .attach(exhibit(" "), measure: nil),
            by: Story.owner),
    ]
}

// MARK: - What stands, and what is tried

extension FindingRuleTests {
    static let closedRound: Round = {
        var round = Story.round
        round.closedOn = day("2020-04-18")
        return round
    }()
    static let review: MeasureReviewed = {
        var review = MeasureReviewed()
        review.measure = 1
        return review
    }()
    static let withoutFiles: MeasureCompleted = {
        var completed = Story.completion("情况说明")
        completed.evidence.append(Exhibit(kind: "回访记录", file: nil))
        return completed
    }()
    static let recategorised: Correction = {
        var correction = Correction()
        correction.category = "档案管理"
        return correction
    }()

    static let merged = Finding.Command.merge(
        into: FindingNumber(year: 2020, ordinal: 16), other: try? Story.registered().state, approver: Story.approver)
    static let blankCorrection: ProgressCorrected = {
        var correction = ProgressCorrected.of(4)
        correction.text = " "
        return correction
    }()
    static let sameCorrection: ProgressCorrected = {
        var correction = ProgressCorrected.of(4)
        correction.percent = 50
        return correction
    }()

    static func correction(_ body: (inout Correction) -> Void) -> Correction {
        var correction = Correction()
        body(&correction)
        return correction
    }

    static func changed(_ body: (inout FindingRegistered) -> Void) -> FindingRegistered {
        var registered = Story.registration()
        body(&registered)
        return registered
    }

    static func assignment(_ body: (inout Assignment) -> Void) -> Assignment {
        var assignment = Story.assignment()
        body(&assignment)
        return assignment
    }

    static func plan(_ body: (inout MeasurePlanned) -> Void) -> MeasurePlanned {
        var planned = Story.plan()
        body(&planned)
        return planned
    }

    static func report(_ body: (inout MeasureProgressed) -> Void) -> MeasureProgressed {
        var report = Story.progress("已核 5 件", 50)
        body(&report)
        return report
    }

    static let plannedWithoutExpectation: @Sendable () throws -> Story = {
        var story = try Story.assigned()
        try story.when(.plan(plan { $0.expects = [] }), by: Story.leader, on: "2020-04-22")
        return story
    }
    static let secondMeasureOpen: @Sendable () throws -> Story = {
        var story = try Story.planned()
        try story.when(.plan(Story.plan()), by: Story.leader, on: "2020-04-22")
        try story.when(.complete(Story.completion("情况说明", "回访记录")), by: Story.owner, on: "2020-05-10")
        return story
    }
    static let asked: @Sendable () throws -> Story = {
        var story = try Story.planned()
        try story.when(later, by: Story.owner, on: "2020-05-20", "装订机故障")
        return story
    }
    static let askedByLeader: @Sendable () throws -> Story = {
        var story = try Story.registered()
        try story.when(.assign(assignment { $0.owner = Story.leader }), by: Story.recorder, on: "2020-04-21")
        try story.when(.plan(Story.plan()), by: Story.leader, on: "2020-04-22")
        try story.when(later, by: Story.leader, on: "2020-05-20", "装订机故障")
        return story
    }
    /// The owner of the finding is its leader, and asked for a measure that has an owner of its own.
    static let askedForAnother: @Sendable () throws -> Story = {
        var story = try Story.registered()
        try story.when(.assign(assignment { $0.owner = Story.leader }), by: Story.recorder, on: "2020-04-21")
        try story.when(.plan(plan { $0.owner = Story.clerk }), by: Story.leader, on: "2020-04-22")
        try story.when(later, by: Story.leader, on: "2020-05-20", "装订机故障")
        return story
    }
    static let askedByRecorder: @Sendable () throws -> Story = {
        var story = try asked()
        story.office.members[Story.owner]?.roles[.recorder] = day("2020-01-01")
        return story
    }
    static let askedAndWithdrawn: @Sendable () throws -> Story = {
        var story = try asked()
        try story.when(.withdraw(approver: Story.approver), by: Story.recorder, on: "2020-05-21", "登记有误")
        return story
    }
    static let unitless = actor("外聘督查员")
    static let submittedToUnitless: @Sendable () throws -> Story = {
        var story = try Story.submitted()
        story.office.members[unitless] = Office.Member(unit: nil, roles: [.verifier: day("2020-01-01")])
        return story
    }
    static let verifiedByApprover: @Sendable () throws -> Story = {
        var story = try Story.submitted()
        try story.when(passed, by: Story.secondVerifier, on: "2020-05-20")
        return story
    }
    static let verifiedByRecorder: @Sendable () throws -> Story = {
        var story = try Story.submitted()
        story.office.members[Story.recorder]?.roles[.verifier] = day("2020-01-01")
        try story.when(passed, by: Story.recorder, on: "2020-05-20")
        return story
    }
    /// Its fourth record is the report.
    static let reported: @Sendable () throws -> Story = {
        var story = try Story.planned()
        try story.when(.progress(Story.progress("已核 5 件", 50)), by: Story.owner, on: "2020-05-01")
        return story
    }
    static let withdrawnReported: @Sendable () throws -> Story = {
        var story = try reported()
        try story.when(.withdraw(approver: Story.approver), by: Story.recorder, on: "2020-05-02", "登记有误")
        return story
    }
    static let withdrawnSustained: @Sendable () throws -> Story = {
        var story = try Story.sustained()
        try story.when(.withdraw(approver: Story.approver), by: Story.recorder, on: "2020-05-02", "登记有误")
        return story
    }
    /// Reopened after a closure that a sheet claimed of a finding without measures.
    static let withoutMeasure: @Sendable () throws -> Story = {
        var story = try Story.assigned()
        story.state?.stage = .inprogress
        return story
    }
    static let completedAfterProgress: @Sendable () throws -> Story = {
        var story = try reported()
        try story.when(.complete(Story.completion("情况说明", "回访记录")), by: Story.owner, on: "2020-05-10")
        return story
    }
    static let returnedLate: @Sendable () throws -> Story = {
        var story = try Story.submitted()
        try story.when(.returnToOwner(method: nil), by: Story.verifier, on: "2020-05-30", "缺件")
        return story
    }
    static let withdrawn: @Sendable () throws -> Story = {
        var story = try Story.registered()
        try story.when(.withdraw(approver: Story.approver), by: Story.recorder, on: "2020-05-01", "登记有误")
        return story
    }
}

extension ProgressCorrected {
    static func of(_ record: Int) -> ProgressCorrected {
        var correction = ProgressCorrected()
        correction.measure = 1
        correction.record = record
        correction.percent = 10
        return correction
    }
}
