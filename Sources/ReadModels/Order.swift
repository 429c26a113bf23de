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
    /// How many events are held in memory before they are appended. All of them are one command, in one transaction.
    package var lot = 4_000
    /// Whether the outcome shows the records themselves, read from the ledger again; they are counted in any case.
    package var tellsRecords = true

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

extension Order {
    /// An attribute of a CloudEvent is text without control characters (CloudEvents 1.0.2, type system: String). Names of
    /// actors have none (`NamedIdentifier`).
    ///
    /// - Throws: E-REASON-CONTROL.
    func requireText() throws(Fault) {
        guard let reason, reason.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return
        }
        throw Fault(
            "E-REASON-CONTROL", .usage,
            Message(
                "理由里有换行或其他控制字符，记录里不能有。",
                "The reason has a line break or another control character, which no record may hold."),
            remedy: Message("把理由写成一行。", "Give the reason on one line."))
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
    /// What was appended now (or would have been), in order; empty where the order tells no records.
    package var written: [Record]
    /// How many records of each type that is.
    package var counts: [String: Int]
    /// The hash of the ledger's last record.
    package var head: Digest
    /// The Merkle tree's root.
    package var root: Digest
}
