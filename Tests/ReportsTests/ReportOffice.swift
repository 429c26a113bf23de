import Foundation
import Ledger
import LedgerSQLite
import ReadModels
import Rectification
import Synchronization

@testable import Reports

func day(_ text: String) -> CalendarDate { CalendarDate(text)! }
func actor(_ text: String) -> ActorID { ActorID(text)! }
func unit(_ text: String) -> UnitID { UnitID(text)! }
func number(_ text: String) -> FindingNumber { FindingNumber(text)! }

/// An office with a ledger of four findings: one closed and looked back at, one overdue, one due soon, one withdrawn. Clock
/// and random numbers are the same on every run, and so is every byte.
final class ReportOffice {
    static let recorder = actor("登记员"), approver = actor("党组书记"), verifier = actor("督查科科长")
    static let owner = actor("办信科科长"), leader = actor("分管副局长")
    static let round = RoundID("巡察反馈-2020")!

    let folder: URL
    let ledger: OpenLedger

    /// - Parameter description: of the finding 2020-002, in place of the usual one.
    init(seed: UInt64 = 1, description: String = "谈心谈话记录不全") throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("reports-\(UUID().uuidString)")
        let clock = Clock()
        let random = Mutex(SeededRandom(seed: seed))
        let surroundings = Surroundings(
            now: { clock.now() },
            random: { count in
                random.withLock { random in (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
            })
        let place = folder.appendingPathComponent(OpenLedger.folderName)
        _ = try OpenLedger.initialise(
            place, name: "区信访局整改台账", zone: LocalZone("Asia/Shanghai")!, founder: ReportOffice.recorder,
            surroundings: surroundings)
        ledger = try OpenLedger.open(place, access: .readWrite, surroundings: surroundings)
        self.clock = clock
        try enterPeople()
        try enterFindings(description)
    }

    private let clock: Clock

    deinit {
        try? ledger.store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    private final class Clock: Sendable {
        private let moment = Mutex(Int64(18_353) * 86_400_000)

        func set(_ day: CalendarDate) {
            moment.withLock { $0 = max($0, Int64(day.dayNumber) * 86_400_000 + 3_600_000) }
        }

        func now() -> Instant {
            moment.withLock {
                $0 += 1
                return Instant(milliseconds: $0)
            }
        }
    }

    func record(on date: String, by person: ActorID, _ reason: String? = nil, _ body: (Desk) throws -> Void) throws {
        clock.set(day(date))
        try _ = ledger.perform(Order(actor: person, on: day(date), reason: reason), body)
    }

    func step(
        _ finding: String, _ command: Finding.Command, on date: String, by person: ActorID, _ reason: String? = nil
    ) throws {
        try record(on: date, by: person, reason) { try $0.finding(number(finding), command) }
    }

    private func enterPeople() throws {
        try record(on: "2020-04-01", by: ReportOffice.recorder) { desk in
            for name in ["办信科", "督查科", "机关党委"] { try desk.office(.addUnit(unit(name))) }
            for (person, home) in [
                (ReportOffice.approver, "机关党委"), (ReportOffice.verifier, "督查科"), (ReportOffice.owner, "办信科"),
                (ReportOffice.leader, "机关党委"),
            ] {
                try desk.office(.addActor(person, unit: unit(home), personal: Erasable()))
            }
            try desk.office(.grant(.approver, ReportOffice.approver))
            try desk.office(.grant(.verifier, ReportOffice.verifier))
        }
        try record(on: "2020-04-17", by: ReportOffice.recorder) { desk in
            try desk.round(
                ReportOffice.round, .open(source: "巡察反馈", body: "区委巡察组", document: nil, intensiveUntil: nil))
        }
    }

    private func enterFindings(_ description: String) throws {
        try plan("2020-001", "信访件超期办理", "信访业务", due: "2020-05-31")
        try plan("2020-002", description, "组织生活", due: "2020-08-31")
        try plan("2020-003", "制度未及时修订", "制度建设", due: "2020-10-10")
        try plan("2020-004", "重复登记", "信访业务", due: "2020-12-31")
        let file = EvidenceFile(
            name: "情况说明.pdf", mediaType: "application/pdf", digest: .sha256(Array("一".utf8)), size: 3)
        var completed = MeasureCompleted()
        completed.measure = 1
        completed.evidence = [Exhibit(kind: "情况说明", file: file)]
        completed.text = "9件均已说明原因"
        try step("2020-001", .complete(completed), on: "2020-05-20", by: ReportOffice.owner)
        try step("2020-001", .submit(summary: nil), on: "2020-05-25", by: ReportOffice.owner)
        try step(
            "2020-001", .verify(FindingVerified(method: .onsite)), on: "2020-05-28", by: ReportOffice.verifier)
        try step("2020-001", .close, on: "2020-06-01", by: ReportOffice.approver)
        try step(
            "2020-001", .lookBack(FindingLookedBack(.holds, note: "抽查3件")), on: "2020-09-18", by: ReportOffice.verifier)
        var report = MeasureProgressed()
        (report.measure, report.percent, report.text) = (1, 40, "已补记两次谈话")
        try step("2020-002", .progress(report), on: "2020-07-01", by: ReportOffice.owner)
        try step(
            "2020-004", .withdraw(approver: ReportOffice.approver), on: "2020-07-02", by: ReportOffice.recorder,
            "与 2020-001 重复")
    }

    private func plan(_ finding: String, _ description: String, _ category: String, due: String) throws {
        var registered = FindingRegistered()
        (registered.round, registered.unit) = (ReportOffice.round, unit("办信科"))
        (registered.category, registered.description) = (category, description)
        try record(on: "2020-04-20", by: ReportOffice.recorder) { desk in
            try desk.finding(
                number(finding), .register(registered, round: try desk.round(ReportOffice.round)))
        }
        let assignment = Assignment(
            leader: ReportOffice.leader, leadUnit: unit("机关党委"), owner: ReportOffice.owner, units: [unit("办信科")])
        try step(finding, .assign(assignment), on: "2020-04-21", by: ReportOffice.recorder)
        var planned = MeasurePlanned()
        (planned.text, planned.deadline) = ("逐件核对", day(due))
        try step(finding, .plan(planned), on: "2020-04-22", by: ReportOffice.recorder)
    }
}

// MARK: - Reports

extension ReportOffice {
    var press: ReportPress {
        ReportPress(ledger, program: "0.1.0") { StepWords(title: Message(verbatim: $0.type), detail: nil) }
    }

    /// On 2020-10-01, from the last record on.
    func standpoint() throws -> Standpoint {
        let last = try ledger.store.read { try $0.last()?.sequence ?? 0 }
        return try ledger.standpoint(size: last, on: day("2020-10-01"), isByOccurrence: false)
    }

    func printed(
        _ order: ReportOrder, _ format: ReportFormat, _ language: Language = .zh, from standpoint: Standpoint? = nil
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try press.print(order, from: try standpoint ?? self.standpoint(), in: language, as: format) { bytes += $0 }
        return bytes
    }

    func file(_ bytes: [UInt8], _ name: String = UUID().uuidString) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data(bytes).write(to: url)
        return url.path
    }

    func verdict(on bytes: [UInt8]) throws -> ReportVerdict { try press.check(try ReportFile(try file(bytes))) }
}
