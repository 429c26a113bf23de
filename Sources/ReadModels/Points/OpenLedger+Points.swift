import Ledger
import LedgerSQLite
import Rectification

/// A quarter's points as they are computed or were closed.
package struct PointsReport: Equatable, Sendable {
    package var quarter: QuarterID
    package var rules: PointRulesID
    package var version: PointRules.Version
    /// Of a closed quarter: as computed once more from the ledger as it was then.
    package var sheet: PointsSheet
    /// Nil where nothing was entered for the quarter.
    package var state: PointsQuarter?
    /// The day up to which it is computed.
    package var until: CalendarDate

    /// A member's points: as closed and corrected, or as computed so far.
    package func points(of row: MemberPoints) -> Int { state?.standing(of: row.member) ?? row.total }
}

/// How a closed quarter's totals stand against those that the ledger gives for it now.
package struct PointsCheck: Equatable, Sendable {
    package struct Difference: Equatable, Sendable {
        package var member: MemberCode
        /// Nil: not among the totals.
        package var recorded: Int?
        package var computed: Int?
    }

    package var quarter: QuarterID
    package var closing: PointsQuarter.Closing
    package var differences: [Difference]
}

extension OpenLedger {
    /// A quarter's points. One that is closed is computed by the version of the rules that it was closed with, from the
    /// ledger up to the position that it was closed at; an open one by the version in force on its first day.
    ///
    /// - Parameter rules: which rule set, where there are several.
    /// - Throws: `Fault` E-RULES-UNKNOWN, E-RULES-SEVERAL, E-RULES-NOT-YET, E-POINTS-RULES.
    package func points(
        of quarter: QuarterID, by rules: PointRulesID? = nil, _ horizon: Horizon = .now
    ) throws -> PointsReport {
        let gate = Gate(horizon, identity.zone)
        return try store.read { transaction in
            let day = try self.day(of: horizon, in: transaction)
            let state = try transaction.quarter(quarter, through: gate)
            guard let state, let closing = state.closing else {
                return try transaction.preview(of: quarter, state, by: rules, on: day, through: gate)
            }
            if let rules, rules != closing.rules { throw Fault.closedBy(closing, quarter) }
            return try transaction.closed(state, closing, identity.zone)
        }
    }

    /// Computes a closed quarter once more and holds it against its totals.
    ///
    /// - Throws: `Fault` E-QUARTER-OPEN where it is not closed.
    package func checkPoints(of quarter: QuarterID) throws -> PointsCheck {
        let (closing, computed) = try store.read { transaction in
            let state = try transaction.fold(quarter.stream, PointsQuarter.evolve)
            guard let state, let closing = state.closing else { throw Fault.quarterOpen(quarter) }
            return (closing, try transaction.closed(state, closing, identity.zone).sheet.rows)
        }
        var totals: [MemberCode: PointsCheck.Difference] = [:]
        for total in closing.totals {
            guard let member = total.member else { continue }
            totals[member] = PointsCheck.Difference(member: member, recorded: total.points, computed: nil)
        }
        for row in computed {
            totals[row.member, default: PointsCheck.Difference(member: row.member)].computed = row.total
        }
        let differences = totals.values.filter { $0.recorded != $0.computed }.sorted { $0.member < $1.member }
        return PointsCheck(quarter: quarter, closing: closing, differences: differences)
    }

    /// The quarters that are closed.
    package func closedQuarters() throws -> [QuarterID] {
        var closed: [QuarterID] = []
        try store.read { transaction in
            try transaction.foldAll(QuarterID.kind, where: nil, PointsQuarter.evolve) { quarter in
                if quarter.closing != nil { closed.append(quarter.id) }
            }
        }
        return closed.sorted()
    }
}

extension Desk {
    /// The points of a quarter as everything before this order makes them, for closing it.
    package func points(
        of quarter: QuarterID, by rules: PointRulesID?
    ) throws -> (sheet: PointsSheet, rules: PointRulesID, version: Int) {
        let gate = Gate(.now, ledger.identity.zone)
        let (id, version) = try transaction.rules(rules, of: quarter, through: gate)
        let sheet = try transaction.sheet(of: quarter, by: version, until: quarter.last, through: gate)
        return (sheet, id, version.number)
    }

    /// The first quarter of its year before it that is open and has entries on items of the rules.
    package func openQuarter(before quarter: QuarterID) throws -> QuarterID? {
        try quarter.ofYear.first {
            guard $0 < quarter, let state = try state($0, of: PointsQuarter.self) else { return false }
            return state.closing == nil && state.adjustments.contains { $0.item != nil }
        }
    }

    /// The first quarter of its year after it that is closed.
    package func closedQuarter(after quarter: QuarterID) throws -> QuarterID? {
        try quarter.ofYear.first { try $0 > quarter && state($0, of: PointsQuarter.self)?.closing != nil }
    }

    /// The version of the rules that an open quarter goes by; nil where there is none yet, or several rule sets are in
    /// force and none is named.
    package func rulesVersion(of quarter: QuarterID, by rules: PointRulesID?) throws -> PointRules.Version? {
        do {
            return try transaction.rules(rules, of: quarter, through: Gate(.now, ledger.identity.zone)).version
        } catch let fault as Fault where ["E-RULES-UNKNOWN", "E-RULES-NOT-YET"].contains(fault.code) {
            return nil
        }
    }
}

extension SQLiteStore.Transaction {
    /// The points of a quarter that is not closed, as computed so far.
    fileprivate func preview(
        of quarter: QuarterID, _ state: PointsQuarter?, by rules: PointRulesID?, on day: CalendarDate,
        through gate: Gate
    ) throws -> PointsReport {
        let (id, version) = try self.rules(rules, of: quarter, through: gate)
        let until = min(day, quarter.last)
        let sheet = try sheet(of: quarter, by: version, until: until, through: gate)
        return PointsReport(quarter: quarter, rules: id, version: version, sheet: sheet, state: state, until: until)
    }

    /// The rule set of that name, or the only one in force, with its version of the quarter's first day.
    fileprivate func rules(
        _ name: PointRulesID?, of quarter: QuarterID, through gate: Gate
    ) throws -> (id: PointRulesID, version: PointRules.Version) {
        var all: [PointRules] = []
        try foldAll(PointRulesID.kind, where: gate.test, PointRules.evolve) { all.append($0) }
        let known = all.filter { name == nil || $0.id == name }
        guard !known.isEmpty else { throw Fault.noRules(name, quarter) }
        let inForce = known.compactMap { rules in rules.version(on: quarter.first).map { (rules.id, $0) } }
        guard let first = inForce.first else { throw Fault.rulesNotYet(known[0], quarter) }
        guard inForce.count == 1 else { throw Fault.severalRules(inForce.map(\.0), quarter) }
        return first
    }

    /// A closed quarter's points, computed once more from the ledger as it was then.
    fileprivate func closed(
        _ state: PointsQuarter, _ closing: PointsQuarter.Closing, _ zone: LocalZone
    ) throws -> PointsReport {
        let then = Gate(.position(closing.position), zone)
        guard let version = try version(of: closing, through: then) else {
            throw Fault.noRules(closing.rules, state.id)
        }
        let sheet = try sheet(of: state.id, by: version, until: state.id.last, through: then)
        return PointsReport(
            quarter: state.id, rules: closing.rules, version: version, sheet: sheet, state: state,
            until: state.id.last)
    }

    private func version(
        of closing: PointsQuarter.Closing, through gate: Gate
    ) throws -> PointRules.Version? {
        try fold(closing.rules.stream, where: gate.lets(through:), PointRules.evolve)?.version(closing.version)
    }

    fileprivate func quarter(_ id: QuarterID, through gate: Gate) throws -> PointsQuarter? {
        try fold(id.stream, where: gate.lets(through:), PointsQuarter.evolve)
    }

    fileprivate func sheet(
        of quarter: QuarterID, by version: PointRules.Version, until day: CalendarDate, through gate: Gate
    ) throws -> PointsSheet {
        let isByYear = version.rules.contains { $0.period == .year }
        let closed = isByYear ? try closedSheets(besides: quarter, through: gate) : []
        return try sheet(of: quarter, by: version, until: day, through: gate, closed: closed)
    }

    /// The other quarters of the year that are closed, each as computed by the rules and from the ledger that it was
    /// closed with: a later version and what was entered since do not change what its members were given.
    private func closedSheets(besides quarter: QuarterID, through gate: Gate) throws -> [PointsSheet] {
        var closings: [(quarter: QuarterID, closing: PointsQuarter.Closing)] = []
        for other in quarter.ofYear where other != quarter {
            if let closing = try self.quarter(other, through: gate)?.closing { closings.append((other, closing)) }
        }
        var sheets: [(position: Int, sheet: PointsSheet)] = []
        for (other, closing) in closings.sorted(by: { $0.closing.position < $1.closing.position }) {
            let then = Gate(.position(closing.position), gate.zone)
            guard let version = try version(of: closing, through: then) else { continue }
            // Of the others it saw those that were closed by then.
            let seen = sheets.filter { $0.position < closing.position }.map(\.sheet)
            let sheet = try sheet(of: other, by: version, until: other.last, through: then, closed: seen)
            sheets.append((closing.position, sheet))
        }
        return sheets.map(\.sheet)
    }

    private func sheet(
        of quarter: QuarterID, by version: PointRules.Version, until day: CalendarDate, through gate: Gate,
        closed: [PointsSheet]
    ) throws -> PointsSheet {
        var roster = Roster()
        try foldAll(MemberCode.kind, where: gate.test, Member.evolve) { roster.add($0) }
        let adjustments = try quarter.ofYear.filter { $0 <= quarter }.flatMap {
            try self.quarter($0, through: gate)?.adjustments ?? []
        }
        let happenings = try happenings(of: quarter, until: day, through: gate)
        return Points.compute(version, happenings, adjustments, roster, in: quarter, closed: closed)
    }
}

extension Outlook {
    /// What was entered for a quarter; nil where nothing was.
    package func quarter(_ id: QuarterID) throws -> PointsQuarter? {
        try transaction.quarter(id, through: gate)
    }

    /// The points of a quarter that is not closed, as computed so far.
    ///
    /// - Parameter rules: which rule set, where there are several.
    /// - Throws: `Fault` E-RULES-UNKNOWN, E-RULES-SEVERAL, E-RULES-NOT-YET.
    package func preview(of quarter: QuarterID, by rules: PointRulesID? = nil) throws -> PointsReport {
        try transaction.preview(of: quarter, try self.quarter(quarter), by: rules, on: day, through: gate)
    }

    /// A version of a rule set; nil where there is none.
    package func rules(_ id: PointRulesID, version: Int) throws -> PointRules.Version? {
        try transaction.fold(id.stream, where: gate.lets(through:), PointRules.evolve)?.version(version)
    }
}

extension Fault {
    static func noRules(_ name: PointRulesID?, _ quarter: QuarterID) -> Fault {
        Fault(
            "E-RULES-UNKNOWN", .refused,
            name.map { Message("台账里没有积分规则“\($0)”。", "The ledger has no rules for points “\($0)”.") }
                ?? Message("台账里还没有积分规则。", "The ledger has no rules for points yet."),
            remedy: Message(
                "先印发：taizhang points adopt 名称 --file 规则.csv --from \(quarter.first)。",
                "Adopt them first: taizhang points adopt NAME --file RULES.csv --from \(quarter.first)."))
    }

    fileprivate static func rulesNotYet(_ rules: PointRules, _ quarter: QuarterID) -> Fault {
        let from = rules.versions.map(\.from).min()?.description ?? ""
        return Fault(
            "E-RULES-NOT-YET", .refused,
            Message(
                "\(quarter) 的第一天（\(quarter.first)）还没有积分规则施行。",
                "No rules for points were in force on \(quarter.first), the first day of \(quarter)."),
            state: Message("“\(rules.id)”自 \(from) 起施行。", "“\(rules.id)” is in force from \(from)."),
            remedy: Message("看更晚的季度，或印发自该日施行的规则。", "Look at a later quarter, or adopt rules from that day."))
    }

    fileprivate static func severalRules(_ names: [PointRulesID], _ quarter: QuarterID) -> Fault {
        let list = names.map(\.text)
        return Fault(
            "E-RULES-SEVERAL", .refused,
            Message("\(quarter) 有几套积分规则。", "Several rule sets were in force in \(quarter)."),
            state: Message(list.joined(separator: "、") + "。", list.joined(separator: ", ") + "."),
            remedy: Message(
                "用 --rules 指明用哪一套，如 --rules \(list[0])。", "Name one with --rules, such as --rules \(list[0])."))
    }

    /// Rules were named, and the quarter was closed by others.
    package static func closedBy(_ closing: PointsQuarter.Closing, _ quarter: QuarterID) -> Fault {
        Fault(
            "E-POINTS-RULES", .refused,
            Message(
                "\(quarter) 已按“\(closing.rules)”第 \(closing.version) 版结账。",
                "\(quarter) was closed by “\(closing.rules)”, version \(closing.version)."),
            remedy: Message("去掉 --rules。", "Leave --rules out."))
    }
}
