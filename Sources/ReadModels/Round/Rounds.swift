import Ledger
import Rectification

extension LedgerTransaction {
    /// Every round as a gate shows it, by the day it was opened and name.
    func rounds(through gate: Gate) throws -> [Round] {
        var rounds: [Round] = []
        try foldAll(RoundID.kind, where: gate.test, Round.evolve) { rounds.append($0) }
        return rounds.sorted { ($0.openedOn, $0.id) < ($1.openedOn, $1.id) }
    }
}
