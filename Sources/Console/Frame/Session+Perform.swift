import Ledger
import LedgerSQLite
import ReadModels
import Rectification

extension Session {
    /// Records what the body puts to the desk, and says what it led to.
    ///
    /// - Parameter body: says what was done, in a sentence. It does not run where the same command had succeeded before.
    static func perform(
        _ options: GlobalOptions, _ write: WriteOptions, _ body: (Session, Desk) throws -> Message
    ) throws {
        try maintain(options) { session in
            var said: Message?
            let order = try session.order(write)
            let outcome = try session.ledger.perform(order) { said = try body(session, $0) }
            try session.show(OutcomeAnswer(outcome: outcome, said: said))
        }
    }

    /// Records one step of a finding.
    static func step(
        _ options: GlobalOptions, _ write: WriteOptions, of number: FindingNumber, said: Message,
        _ command: (Session, Desk) throws -> Finding.Command
    ) throws {
        try perform(options, write) { session, desk in
            try desk.finding(number, try command(session, desk))
            return said
        }
    }
}
