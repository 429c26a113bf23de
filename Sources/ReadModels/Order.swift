import Ledger
import Rectification

/// Who wants something recorded, when it happened, and why.
package struct Order: Sendable {
    /// Who keys it in.
    package var actor: ActorID
    /// Whose step it is, where someone else keys it in.
    package var onBehalfOf: ActorID?
    /// When it happened; nil: today, where the ledger is.
    package var on: CalendarDate?
    package var reason: String?
    /// Names the command, so that repeating it appends nothing; nil: a new name.
    package var command: Identifier?
    /// Goes through everything and keeps nothing.
    package var isDryRun: Bool
    /// Signs the actor's steps that carry weight; nil where nothing is to be signed.
    package var signer: (any Signer)?

    package init(
        actor: ActorID, onBehalfOf: ActorID? = nil, on: CalendarDate? = nil, reason: String? = nil,
        command: Identifier? = nil, isDryRun: Bool = false, signer: (any Signer)? = nil
    ) {
        self.actor = actor
        self.onBehalfOf = onBehalfOf
        self.on = on
        self.reason = reason
        self.command = command
        self.isDryRun = isDryRun
        self.signer = signer
    }
}

/// What a command led to.
package struct Outcome: Sendable {
    /// The records of the command; nil where it led to none.
    package var records: ClosedRange<Int>?
    /// Whether the same command had succeeded before: nothing was appended, and `records` are those of the first time.
    package var wasRepeated: Bool
    /// Whether nothing was kept.
    package var isDryRun: Bool
    /// What was appended now (or would have been), in order.
    package var written: [Record]
    /// The hash of the ledger's last record.
    package var head: Digest
    /// The Merkle tree's root.
    package var root: Digest
}
