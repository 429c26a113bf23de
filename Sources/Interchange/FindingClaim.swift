import Ledger
import Rectification
import Spreadsheet

/// A finding of a sheet as it will be claimed: who the names are, which day each step is dated, and what is in doubt.
struct FindingClaim {
    let stated: SheetFinding
    /// What the reader found doubtful about its rows.
    let read: [SheetIssue]
    private(set) var leader: ActorID?
    private(set) var leadUnit: UnitID?
    private(set) var units: [UnitID] = []
    private(set) var owner: ActorID?
    private(set) var verifiers: [ActorID] = []
    private(set) var measures: [MeasureClaim] = []
    private(set) var days: ClaimDays
    /// Given by `ClaimNumbers`; nil before.
    var number: FindingNumber?
    var round: RoundID?
    private(set) var doubts: [Doubt] = []

    /// What is in doubt, and at which cell.
    struct Doubt {
        var line: Int
        var column: SheetColumn
        var value: String
        var kind: ClaimDoubt
    }

    init(_ found: ReadFinding, _ names: inout SheetNames, today: CalendarDate) {
        stated = found.finding
        read = found.issues
        days = ClaimDays(stated, today: today)
        leader = person(stated.leader, .leader, &names)
        owner = person(stated.owner, .owner, &names)
        let verifying = names.people(stated.verifier)
        verifiers = verifying.ids
        if !verifying.isComplete { doubt(.name, .verifier, stated.verifier ?? "") }
        let lead = names.units(stated.leadUnit.map { [$0] } ?? [])
        leadUnit = lead.ids.first
        if !lead.isComplete { doubt(.name, .leadUnit, stated.leadUnit ?? "") }
        let responsible = names.units(stated.units)
        units = responsible.ids
        if !responsible.isComplete { doubt(.name, .unit, stated.units.joined(separator: "、")) }
        note(&names)
        measures.reserveCapacity(stated.measures.count)
        for (index, measure) in stated.measures.enumerated() {
            measures.append(claim(of: measure, number: index + 1, &names, today: today))
        }
    }

    /// All that is in doubt: what the reader found, then what breaks a rule.
    func issues(_ header: SheetHeader) -> [SheetIssue] {
        read
            + doubts.map { doubt in
                SheetIssue(
                    line: doubt.line, column: header.name(doubt.column), value: doubt.value, severity: .doubted,
                    code: doubt.kind.code, message: doubt.kind.message)
            }
    }

    mutating func doubt(_ kind: ClaimDoubt, _ column: SheetColumn, _ value: String, line: Int? = nil) {
        doubts.append(Doubt(line: line ?? stated.line, column: column, value: CellText.excerpt(value), kind: kind))
    }

    // MARK: names

    private mutating func person(
        _ cell: String?, _ column: SheetColumn, _ names: inout SheetNames, line: Int? = nil
    ) -> ActorID? {
        guard let cell else { return nil }
        let people = names.people(cell)
        if !people.isComplete { doubt(.name, column, cell, line: line) }
        if people.ids.count > 1 { doubt(.severalPeople, column, cell, line: line) }
        return people.ids.first
    }

    private func note(_ names: inout SheetNames) {
        let mention = SheetNames.Mention(line: stated.line, day: days.registered)
        names.note([leadUnit].compactMap { $0 } + units, mention)
        names.note([leader, owner].compactMap { $0 } + verifiers, mention)
        if let owner { names.note(owner: owner, of: units) }
    }

    private mutating func claim(
        of measure: SheetMeasure, number: Int, _ names: inout SheetNames, today: CalendarDate
    ) -> MeasureClaim {
        var claim = MeasureClaim(measure, number: number, days.work(on: measure, today: today))
        if measure.owner != nil, measure.owner != stated.owner {
            claim.owner = person(measure.owner, .owner, &names, line: measure.line)
        }
        if !measure.units.isEmpty, measure.units != stated.units {
            let responsible = names.units(measure.units)
            claim.units = responsible.ids
            if !responsible.isComplete {
                doubt(.name, .unit, measure.units.joined(separator: "、"), line: measure.line)
            }
        }
        let mention = SheetNames.Mention(line: measure.line, day: days.registered)
        names.note(claim.units, mention)
        if let owner = claim.owner {
            names.note([owner], mention)
            names.note(owner: owner, of: claim.units.isEmpty ? units : claim.units)
        }
        return claim
    }
}

/// A measure of a sheet as it will be claimed.
struct MeasureClaim {
    let stated: SheetMeasure
    /// From 1, within its finding.
    let number: Int
    let work: ClaimDays.Work
    /// Where they are not the finding's.
    var owner: ActorID?
    var units: [UnitID] = []

    init(_ stated: SheetMeasure, number: Int, _ work: ClaimDays.Work) {
        self.stated = stated
        self.number = number
        self.work = work
    }

    var isCompleted: Bool { stated.status?.state == .completed }
    var isSustained: Bool { stated.kind == .sustained || stated.status?.state == .sustained }
}
