import GRDB
import Ledger
import Rectification

/// A concept whose states stand in tables.
package protocol Tabled: Concept {
    /// The concept's own tables. The first column of each key is the identifier's text.
    static var tables: [Tables.Definition] { get }

    /// Hands over every row of the state, in the order of its table's columns.
    func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows

    /// What it names of other streams (`trace`).
    var links: [Link] { get }

    var headline: Headline { get }

    /// In which of its texts people search (`find`).
    static var texts: [TextField<Self>] { get }

    // One body for all, and a version of it for each: see `DomainEvent.entry`.

    /// The state's rows as bytes.
    var encoded: StateRows { get }

    /// Folds records, and gives the rows of the streams that have ended.
    ///
    /// - Parameter isLast: whether the last of the streams ends with them.
    static func rows(of records: RecordCopies, into fold: inout StreamFold<Self>, isLast: Bool) throws -> [StateRows]
}

extension Tabled {
    package var encoded: StateRows { StateRows(of: self) }

    package static func rows(
        of records: RecordCopies, into fold: inout StreamFold<Self>, isLast: Bool
    ) throws -> [StateRows] {
        var rows: [StateRows] = []
        for index in 0..<records.count {
            if let ended = try records.withStored(index, { try fold.take($0, evolve) }) {
                rows.append(StateRows(ended))
            }
        }
        if isLast, let ended = fold.end() { rows.append(StateRows(ended)) }
        return rows
    }

    package var links: [Link] { [] }
    package var headline: Headline { Headline() }

    static var streamKind: String { ID.kind }
}

/// That one stream names another, and in what way: `answers`, `round`, `into`.
package struct Link: Hashable, Sendable {
    package var target: StreamName
    package var way: String

    package init(_ way: String, _ target: StreamName) {
        self.way = way
        self.target = target
    }
}

extension Tables {
    /// How each concept stands in tables; `Concepts.all` has the same.
    static let concepts: [any Tabled.Type] = [
        Finding.self, Round.self, Regulation.self,
        Activity.self, Plan.self, PlanTask.self, Duty.self, Concern.self,
        Member.self, PointRules.self, PointsQuarter.self, GradeCriteria.self, BranchGrade.self, Model.self,
        Application.self, Matter.self,
        Common.self,
    ]
}
