import Ledger
import Testing

@testable import Rectification

/// A finding's history told as given / when / then, without a database: commands are decided and their events evolved.
struct Story {
    static let number = FindingNumber(year: 2020, ordinal: 15)
    var office = Story.office
    var state: Finding?
    var events: [Finding.Event] = []
    private(set) var entries: [Entry<Finding.Event>] = []

    // People. Owner and leader come with the assignment; the rest hold roles.
    static let recorder = actor("登记员"), secondRecorder = actor("登记员乙")
    static let approver = actor("专职副书记"), secondApprover = actor("党组书记")
    static let verifier = actor("督查科科长"), secondVerifier = actor("纪检组长")
    static let owner = actor("办信科科长"), leader = actor("分管副局长"), clerk = actor("办信科科员")
    static let stranger = actor("来访科科长")

    static let office: Office = {
        var office = Office()
        office.units = [unit("机关党委"), unit("督查科"), unit("办信科"), unit("来访科"), unit("局领导")]
        func member(_ actor: ActorID, _ unitName: String, _ roles: Role...) {
            office.members[actor] = Office.Member(
                unit: unit(unitName), roles: Dictionary(uniqueKeysWithValues: roles.map { ($0, day("2020-01-01")) }))
        }
        member(recorder, "机关党委", .recorder)
        member(secondRecorder, "机关党委", .recorder)
        member(approver, "机关党委", .approver, .recorder)
        member(secondApprover, "局领导", .approver)
        member(verifier, "督查科", .verifier)
        member(secondVerifier, "局领导", .verifier, .approver)
        member(owner, "办信科", .verifier, .approver)
        member(leader, "局领导")
        member(clerk, "办信科", .verifier)
        member(stranger, "来访科")
        return office
    }()

    static let round = Round(
        id: RoundID("巡察反馈-2020")!, source: "巡察反馈", feedbackOn: day("2020-04-17"), openedOn: day("2020-04-17"),
        lastStepOn: day("2020-04-17"))

    func context(_ actor: ActorID, for doer: ActorID? = nil, on date: String, _ reason: String? = nil) -> Context {
        Context(
            actor: actor, onBehalfOf: doer, on: day(date), today: day("2021-06-30"), reason: reason, office: office)
    }

    /// When: the command is decided; then: its events are taken up.
    mutating func when(
        _ command: Finding.Command, by actor: ActorID, for doer: ActorID? = nil, on date: String,
        _ reason: String? = nil
    ) throws {
        let context = context(actor, for: doer, on: date, reason)
        for event in try Finding.decide(command, Story.number, state, context) {
            let draft = Draft(
                stream: Story.number.stream, type: type(of: event.payload).type, occurredOn: context.on,
                actor: actor.text, onBehalfOf: doer?.text, reason: reason,
                data: try PropertyCoder.write(event.payload).bytes)
            let entry = try Entry<Finding.Event>(draft, sequence: entries.count + 1)
            state = Finding.evolve(state, entry, in: Story.number.stream)
            events.append(event)
            entries.append(entry)
        }
    }

    /// The code with which the command is refused; nil where it is not.
    func refusal(
        of command: Finding.Command, by actor: ActorID, for doer: ActorID? = nil, on date: String,
        _ reason: String? = nil
    ) -> String? {
        do {
            _ = try Finding.decide(command, Story.number, state, context(actor, for: doer, on: date, reason))
            return nil
        } catch {
            #expect(error.remedy != nil, "\(error.code) says no way out")
            for message in [error.message, error.state, error.remedy].compactMap({ $0 }) {
                #expect(!message.zh.isEmpty && !message.en.isEmpty)
            }
            return error.code
        }
    }
}

// MARK: - Given

extension Story {
    static func registered() throws -> Story {
        var story = Story()
        try story.when(.register(registration(), round: round), by: recorder, on: "2020-04-20")
        return story
    }

    static func assigned() throws -> Story {
        var story = try registered()
        try story.when(.assign(assignment()), by: recorder, on: "2020-04-21")
        return story
    }

    /// One measure by deadline that expects two kinds of evidence.
    static func planned() throws -> Story {
        var story = try assigned()
        try story.when(.plan(plan()), by: leader, on: "2020-04-22")
        return story
    }

    static func completed() throws -> Story {
        var story = try planned()
        try story.when(.complete(completion("情况说明", "回访记录")), by: owner, on: "2020-05-10")
        return story
    }

    static func submitted() throws -> Story {
        var story = try completed()
        try story.when(.submit(summary: nil), by: owner, on: "2020-05-11")
        return story
    }

    static func verified() throws -> Story {
        var story = try submitted()
        try story.when(.verify(FindingVerified(method: .onsite)), by: verifier, on: "2020-05-20")
        return story
    }

    static func closed() throws -> Story {
        var story = try verified()
        try story.when(.close, by: approver, on: "2020-06-01")
        return story
    }

    /// One sustained measure with a review date.
    static func sustained() throws -> Story {
        var story = try assigned()
        var planned = MeasurePlanned()
        planned.text = "每月通报办理时限"
        planned.kind = .sustained
        planned.reviews = [day("2020-07-01")]
        try story.when(.plan(planned), by: recorder, on: "2020-04-22")
        return story
    }

    static func registration() -> FindingRegistered {
        var registered = FindingRegistered()
        registered.category = "信访业务"
        registered.description = "信访件超期办理"
        registered.round = round.id
        registered.unit = unit("办信科")
        return registered
    }

    static func assignment() -> Assignment {
        Assignment(leader: leader, leadUnit: unit("办信科"), owner: owner, units: [unit("办信科")])
    }

    static func plan() -> MeasurePlanned {
        var planned = MeasurePlanned()
        planned.text = "逐件说明原因并回访"
        planned.kind = .bydeadline
        planned.deadline = day("2020-05-31")
        planned.expects = ["情况说明", "回访记录"]
        return planned
    }

    static func completion(_ kinds: String...) -> MeasureCompleted {
        var completed = MeasureCompleted()
        completed.measure = 1
        completed.evidence = kinds.map(exhibit)
        return completed
    }

    static func progress(_ text: String, _ percent: Int? = nil) -> MeasureProgressed {
        var report = MeasureProgressed()
        report.measure = 1
        report.text = text
        report.percent = percent
        return report
    }
}

func day(_ text: String) -> CalendarDate { CalendarDate(text)! }
func unit(_ name: String) -> UnitID { UnitID(name)! }
func actor(_ name: String) -> ActorID { ActorID(name)! }

func exhibit(_ kind: String) -> Exhibit {
    Exhibit(
        kind: kind,
        file: EvidenceFile(name: kind + ".pdf", mediaType: "application/pdf", digest: .sha256(kind.utf8), size: 9))
}
