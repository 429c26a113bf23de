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
}

extension Tabled {
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
