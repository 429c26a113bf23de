import GRDB
import Rectification

extension Desk {
    /// Those who are members before this order, by code.
    package func presentMembers() throws -> [MemberCode] {
        try String.fetchAll(
            transaction.database, sql: "SELECT id FROM rm_member WHERE left_on IS NULL ORDER BY id"
        ).compactMap { MemberCode($0) }
    }
}
