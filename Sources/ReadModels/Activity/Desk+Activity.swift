import Ledger
import Rectification

extension Desk {
    /// What an activity names and the ledger does not have.
    package func unknown(tasks: [TaskID], members: [MemberCode]) throws -> [StreamName] {
        try unknown(tasks.map(\.stream) + lookedUp(members))
    }

    /// Codes are taken as they are while the ledger has no concept of members.
    private func lookedUp(_ members: [MemberCode]) -> [StreamName] {
        Tables.concepts.contains { $0.kind == MemberCode.kind } ? members.map(\.stream) : []
    }
}

extension Tabled {
    /// The kind of its streams.
    static var kind: String { ID.kind }
}
