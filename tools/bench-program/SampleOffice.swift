import Foundation
import Ledger
import ReadModels
import Rectification

/// A ledger of an office that rectifies findings, made through the Desk from a seed: every record went through decide,
/// append and evolve as it does in the office.
final class SampleOffice {
    private static let eventsPerFinding = 14
    private static let recorder = ActorID("登记员"), approver = ActorID("专职副书记"), verifier = ActorID("督查科科长")
    private static let leader = ActorID("分管副局长"), owner = ActorID("第一支部书记")
    private static let round = RoundID("巡察反馈-2014")
    private static let lead = UnitID("机关党委")
    private static let units = ["第一党支部", "第二党支部", "督查科", "办公室"].compactMap(UnitID.init)

    let ledger: OpenLedger
    private let clock: SampleClock
    private var random: SeededRandom
    private var ordinals: [Int: Int] = [:]
    private let findingsPerWave: Int
    private(set) var size = 0

    /// A new ledger with its people, its units and a round, in a folder that is not there yet.
    ///
    /// - Parameter findingsPerWave: whose lives go on side by side: with 250 the longest of a wave's orders has 1,000 events.
    init(at folder: URL, seed: Int, findingsPerWave: Int = 250) throws {
        self.findingsPerWave = findingsPerWave
        // A million records take until 2023: commands are typed in copies of the ledger today.
        clock = SampleClock(CalendarDate(dayNumber: 16_071), seed: seed)
        random = SeededRandom(seed: seed &+ 1)
        guard let zone = LocalZone("Asia/Shanghai"), let recorder = SampleOffice.recorder else { throw Unusable() }
        _ = try OpenLedger.initialise(
            folder, name: "整改台账", zone: zone, founder: recorder, surroundings: clock.surroundings)
        ledger = try OpenLedger.open(folder, access: .readWrite, surroundings: clock.surroundings)
        try enterPeople()
    }

    struct Unusable: Error {}

    private func enterPeople() throws {
        guard let approver = SampleOffice.approver, let verifier = SampleOffice.verifier,
            let leader = SampleOffice.leader, let owner = SampleOffice.owner, let round = SampleOffice.round,
            let lead = SampleOffice.lead
        else { throw Unusable() }
        try order(by: SampleOffice.recorder) { desk in
            for unit in SampleOffice.units + [lead] { try desk.office(.addUnit(unit)) }
            for (person, unit) in [(approver, lead), (verifier, SampleOffice.units[2]), (leader, lead)] {
                try desk.office(.addActor(person, unit: unit, personal: Erasable()))
            }
            try desk.office(.addActor(owner, unit: SampleOffice.units[0], personal: Erasable()))
            try desk.office(.grant(.approver, approver))
            try desk.office(.grant(.verifier, verifier))
            try desk.round(round, .open(source: "巡察反馈", body: "区委巡察组", document: nil, intensiveUntil: nil))
        }
    }

    private func order(by actor: ActorID?, _ body: (Desk) throws -> Void) throws {
        guard let actor else { throw Unusable() }
        var order = Order(actor: actor, reason: "按整改方案办理")
        // As a command that is typed.
        order.tellsRecords = false
        let outcome = try ledger.perform(order, body)
        size = outcome.records?.upperBound ?? size
    }

    /// Adds whole waves, so that there are this many records at least. A wave begins every twelve days and takes 90: what is
    /// recorded of one comes between what is recorded of the others.
    ///
    /// - Parameter progress: is told the size after each order.
    func grow(to records: Int, progress: (Int) -> Void = { _ in }) throws {
        let eventsPerWave = SampleOffice.eventsPerFinding * findingsPerWave
        let waves = max(0, (records - size + eventsPerWave - 1) / eventsPerWave)
        let begin = clock.today
        let steps = (0..<waves).flatMap { wave in
            SampleOffice.steps.map { (day: begin.adding(days: wave * 12 + $0.after), wave: wave, take: $0.take) }
        }
        var numbers = [[FindingNumber]](repeating: [], count: waves)
        for step in steps.sorted(by: { ($0.day, $0.wave) < ($1.day, $1.wave) }) {
            clock.advance(to: step.day)
            if numbers[step.wave].isEmpty {
                numbers[step.wave] = (0..<findingsPerWave).map { _ in nextNumber() }
            }
            try step.take(self)(numbers[step.wave])
            progress(size)
        }
    }

    /// From registration to closure: orders of four, four, four, one and one event a finding, each so many days after the first.
    private static var steps: [(after: Int, take: (SampleOffice) -> ([FindingNumber]) throws -> Void)] {
        [(0, register), (30, progress), (60, submit), (75, verify), (90, close)]
    }

    private func register(_ numbers: [FindingNumber]) throws {
        try order(by: SampleOffice.recorder) { desk in
            let round = try SampleOffice.round.flatMap { try desk.round($0) }
            for number in numbers {
                try desk.finding(number, .register(registration(), round: round))
                try desk.finding(number, .assign(assignment))
                for _ in 0..<2 { try desk.finding(number, .plan(plan())) }
            }
        }
    }

    private func progress(_ numbers: [FindingNumber]) throws {
        try order(by: SampleOffice.owner) { desk in
            for number in numbers {
                for step in 0..<4 { try desk.finding(number, .progress(report(step))) }
            }
        }
    }

    private func submit(_ numbers: [FindingNumber]) throws {
        try order(by: SampleOffice.owner) { desk in
            for number in numbers {
                try desk.finding(number, .attach(exhibit(), measure: 1))
                for measure in 1...2 { try desk.finding(number, .complete(completion(of: measure))) }
                try desk.finding(number, .submit(summary: random.sentence(clauses: 3...6)))
            }
        }
    }

    private func verify(_ numbers: [FindingNumber]) throws {
        try order(by: SampleOffice.verifier) { desk in
            for number in numbers { try desk.finding(number, .verify(FindingVerified(method: .documents))) }
        }
    }

    private func close(_ numbers: [FindingNumber]) throws {
        try order(by: SampleOffice.approver) { desk in for number in numbers { try desk.finding(number, .close) } }
    }

    private func nextNumber() -> FindingNumber {
        let year = clock.today.year
        ordinals[year, default: 0] += 1
        return FindingNumber(year: year, ordinal: ordinals[year, default: 1])
    }

    private func registration() -> FindingRegistered {
        var registered = FindingRegistered()
        registered.round = SampleOffice.round
        registered.unit = SampleOffice.units.randomElement(using: &random)
        registered.category = ["组织生活", "作风建设", "财务管理"].randomElement(using: &random) ?? ""
        registered.description = random.sentence(clauses: 2...6)
        return registered
    }

    private var assignment: Assignment {
        Assignment(
            leader: SampleOffice.leader, leadUnit: SampleOffice.lead, owner: SampleOffice.owner,
            units: [SampleOffice.units[0]])
    }

    private func plan() -> MeasurePlanned {
        var planned = MeasurePlanned()
        planned.text = random.sentence(clauses: 2...5)
        planned.deadline = clock.today.adding(days: Int.random(in: 30...200, using: &random))
        return planned
    }

    private func report(_ step: Int) -> MeasureProgressed {
        var report = MeasureProgressed()
        report.measure = step % 2 + 1
        report.percent = 30 + 30 * (step / 2)
        report.text = random.sentence(clauses: 2...6)
        return report
    }

    private func completion(of measure: Int) -> MeasureCompleted {
        var completed = MeasureCompleted()
        completed.measure = measure
        completed.evidence = [exhibit()]
        return completed
    }

    private func exhibit() -> Exhibit {
        let file = EvidenceFile(
            name: "会议记录.pdf", mediaType: "application/pdf", digest: .sha256(random.bytes(8)),
            size: Int.random(in: 10_000...900_000, using: &random))
        return Exhibit(kind: "会议记录", file: file)
    }
}
