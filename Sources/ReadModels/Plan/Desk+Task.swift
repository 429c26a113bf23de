import GRDB
import Ledger
import LedgerSQLite
import Rectification

extension Desk {
    /// The kinds of evidence that activities which do a task came with, as the ledger stands before this order.
    package func evidence(ofActivitiesFor task: TaskID) throws -> [String] {
        try String.fetchAll(
            transaction.database,
            sql: """
                SELECT e.kind FROM rm_activity_task t JOIN rm_activity a ON a.id = t.id \
                JOIN rm_activity_evidence e ON e.id = a.id WHERE t.task = ? AND a.is_withdrawn = 0
                """,
            arguments: [task.text])
    }
}
