import Foundation
import GRDB
import Ledger
import LedgerSQLite
import Rectification
import Synchronization

@testable import ReadModels

func day(_ text: String) -> CalendarDate { CalendarDate(text)! }
func actor(_ text: String) -> ActorID { ActorID(text)! }
func unit(_ text: String) -> UnitID { UnitID(text)! }
func number(_ text: String) -> FindingNumber { FindingNumber(text)! }

/// A small office with a ledger of its own in a temporary folder, gone with it, and a clock that the test sets.
///
/// The office is in UTC; what is done is recorded on the day it happens unless a test says otherwise.
final class TestOffice {
    static let recorder = actor("登记员"), approver = actor("专职副书记"), verifier = actor("督查科科长")
    static let owner = actor("第一支部书记"), other = actor("第二支部书记"), leader = actor("分管副局长")
    static let first = unit("第一党支部"), second = unit("第二党支部")
    static let round = RoundID("巡察反馈-2020")!
    static let openedOn = day("2020-07-01")

    let folder: URL
    let clock: Clock
    private(set) var ledger: OpenLedger

    /// The round is opened on 2020-07-01.
    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("readmodels-\(UUID().uuidString)")
        clock = Clock(TestOffice.openedOn)
        let path = folder.appendingPathComponent(OpenLedger.folderName)
        _ = try OpenLedger.initialise(
            path, name: "区信访局整改台账", zone: LocalZone("UTC")!, founder: TestOffice.recorder,
            surroundings: clock.surroundings)
        ledger = try OpenLedger.open(path, access: .readWrite, surroundings: clock.surroundings)
        try enterPeople()
        try record(on: "2020-07-01", by: TestOffice.recorder) { desk in
            try desk.round(
                TestOffice.round,
                .open(source: "巡察反馈", body: "区委巡察组", document: nil, intensiveUntil: nil))
        }
    }

    deinit {
        try? ledger.store.close()
        chmod(ledger.folder.path, 0o700)
        try? FileManager.default.removeItem(at: folder)
    }

    private func enterPeople() throws {
        try record(on: "2020-07-01", by: TestOffice.recorder) { desk in
            for name in ["第一党支部", "第二党支部", "督查科", "机关党委"] { try desk.office(.addUnit(unit(name))) }
            let people = [
                (TestOffice.approver, "机关党委"), (TestOffice.verifier, "督查科"), (TestOffice.owner, "第一党支部"),
                (TestOffice.other, "第二党支部"), (TestOffice.leader, "机关党委"),
            ]
            for (person, home) in people {
                try desk.office(.addActor(person, unit: unit(home), personal: Erasable()))
            }
            try desk.office(.grant(.approver, TestOffice.approver))
            try desk.office(.grant(.verifier, TestOffice.verifier))
        }
    }

    /// - Parameter recorded: the day on which it is keyed in, where not the day on which it happens.
    @discardableResult
    func record(
        on date: String, recorded: String? = nil, by person: ActorID, _ reason: String? = nil,
        _ body: (Desk) throws -> Void
    ) throws -> Outcome {
        clock.set(max(clock.today, day(recorded ?? date)))
        return try ledger.perform(Order(actor: person, on: day(date), reason: reason), body)
    }

    @discardableResult
    func step(
        _ finding: FindingNumber, _ command: Finding.Command, on date: String, recorded: String? = nil,
        by person: ActorID, _ reason: String? = nil
    ) throws -> Outcome {
        try record(on: date, recorded: recorded, by: person, reason) { try $0.finding(finding, command) }
    }

    /// Does to the ledger what another program could do.
    func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: ledger.store.file.path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    func reopen(_ access: SQLiteStore.Access) throws {
        try ledger.store.close()
        ledger = try OpenLedger.open(ledger.folder, access: access, surroundings: clock.surroundings)
    }

    /// Every row of the live read models, as text.
    func tables() throws -> [String] {
        try ledger.store.read { transaction in
            try Tables.definitions.flatMap { table in
                let sql = "SELECT \(table.saying) FROM main.\(table.name) ORDER BY \(table.key.joined(separator: ", "))"
                return try Row.fetchAll(transaction.database, sql: sql).map(\.description)
            }
        }
    }

    final class Clock: Sendable {
        private let moment: Mutex<Int64>

        init(_ day: CalendarDate) {
            moment = Mutex(Clock.noon(of: day))
        }

        var today: CalendarDate { CalendarDate(dayNumber: Int(moment.withLock { $0 } / 86_400_000)) }

        func set(_ day: CalendarDate) {
            guard day != today else { return }
            moment.withLock { $0 = Clock.noon(of: day) }
        }

        var surroundings: Surroundings {
            Surroundings(
                now: {
                    Instant(
                        milliseconds: self.moment.withLock {
                            $0 += 1; return $0
                        })
                },
                random: Surroundings.system.random)
        }

        private static func noon(of day: CalendarDate) -> Int64 { Int64(day.dayNumber) * 86_400_000 + 43_200_000 }
    }
}

// MARK: - Given

extension TestOffice {
    static func registration(_ description: String = "三会一课记录不规范", _ category: String = "组织生活") -> FindingRegistered {
        var registered = FindingRegistered()
        registered.round = round
        registered.unit = first
        registered.category = category
        registered.description = description
        return registered
    }

    static func plan(_ text: String = "补齐会议记录", due deadline: String) -> MeasurePlanned {
        var planned = MeasurePlanned()
        planned.text = text
        planned.deadline = day(deadline)
        return planned
    }

    static func exhibit(_ kind: String = "会议记录") -> Exhibit {
        let bytes = Array(kind.utf8)
        return Exhibit(
            kind: kind,
            file: EvidenceFile(
                name: "\(kind).pdf", mediaType: "application/pdf", digest: .sha256(bytes), size: bytes.count))
    }

    static func progress(_ percent: Int, _ text: String = "已补记", measure: Int = 1) -> MeasureProgressed {
        var report = MeasureProgressed()
        report.measure = measure
        report.percent = percent
        report.text = text
        return report
    }

    static func completion(measure: Int = 1) -> MeasureCompleted {
        var completed = MeasureCompleted()
        completed.measure = measure
        completed.evidence = [exhibit()]
        return completed
    }

    func register(
        _ description: String = "三会一课记录不规范", category: String = "组织生活", on date: String
    ) throws -> FindingNumber {
        var given = number("2020-1")
        try record(on: date, by: TestOffice.recorder) { desk in
            given = try desk.nextNumber(in: day(date).year)
            let round = try desk.round(TestOffice.round)
            try desk.finding(given, .register(TestOffice.registration(description, category), round: round))
        }
        return given
    }

    func assign(
        _ finding: FindingNumber, to owner: ActorID = TestOffice.owner, units: [UnitID] = [TestOffice.first],
        on date: String
    ) throws {
        let assignment = Assignment(
            leader: TestOffice.leader, leadUnit: unit("机关党委"), owner: owner, units: units)
        try step(finding, .assign(assignment), on: date, by: TestOffice.recorder, "分工")
    }

    /// A finding with one measure, assigned on the day that it is registered.
    func planned(
        _ description: String = "三会一课记录不规范", category: String = "组织生活", units: [UnitID] = [TestOffice.first],
        owner: ActorID = TestOffice.owner, on date: String, due: String
    ) throws -> FindingNumber {
        let finding = try register(description, category: category, on: date)
        try assign(finding, to: owner, units: units, on: date)
        try step(finding, .plan(TestOffice.plan(due: due)), on: date, by: TestOffice.recorder)
        return finding
    }

    func complete(_ finding: FindingNumber, on date: String, by owner: ActorID = TestOffice.owner) throws {
        try step(finding, .complete(TestOffice.completion()), on: date, by: owner)
    }

    /// From the completed measure to closure, all on one day.
    func close(_ finding: FindingNumber, on date: String, by owner: ActorID = TestOffice.owner) throws {
        try step(finding, .submit(summary: nil), on: date, by: owner)
        try step(finding, .verify(FindingVerified(method: .documents)), on: date, by: TestOffice.verifier)
        try step(finding, .close, on: date, by: TestOffice.approver)
    }
}

extension ListingRow {
    /// What a row says under a field's name.
    subscript(name: String, of listing: Listing) -> String? {
        listing.fields.firstIndex { $0.name == name }.flatMap { values[$0].text }
    }
}
