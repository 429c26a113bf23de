import GRDB
import Ledger
import Rectification

extension Common: Tabled {
    package static let tables = [Tables.common, Tables.commonFinding]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        for (place, settlement) in settlements.enumerated() {
            try add(
                Tables.common,
                [id.text, place, settlement.on, settlement.regulation?.text, settlement.reason])
        }
        for (place, settlement) in settlements.enumerated() {
            for number in settlement.findings { try add(Tables.commonFinding, [id.text, place, number.text]) }
        }
    }

    package var links: [Link] {
        settlements.compactMap { $0.regulation.map { Link("settled", $0.stream) } }
            + settled.map { Link("findings", $0.stream) }
    }
}

extension Tables {
    static let common = Definition(
        "rm_common", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, settled_on TEXT NOT NULL, regulation TEXT, reason TEXT")
    /// What each settlement, by its place, spoke of.
    static let commonFinding = Definition(
        "rm_common_finding", key: ["id", "place", "number"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, number TEXT NOT NULL")
}
