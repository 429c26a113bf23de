extension LaboratoryTests {
    /// What a kind of mutation must be met with.
    struct Row {
        /// Of which each verifier gives at least one; empty where there is nothing to see.
        var codes: Set<String>

        static func found(_ codes: String...) -> Row { Row(codes: Set(codes)) }
        /// - Parameter reason: why nothing can be seen, or nothing has changed.
        static func unseen(_ reason: String) -> Row { Row(codes: []) }
    }

    /// Kind of mutation → codes.
    static let table: [String: Row] = columns.merging(records) { one, _ in one }
        .merging(history) { one, _ in one }.merging(beside) { one, _ in one }

    private static let columns: [String: Row] = [
        "nothing": .unseen("nothing was done"),
        "record.seq": .found("missing", "id"), "record.stream": .found("column"), "record.version": .found("column"),
        "record.type": .found("column"), "record.body": .found("hash"), "record.hash": .found("hash"),
        "command.id": .found("command"), "command.first": .found("command"), "command.last": .found("command"),
        "tile.level": .found("tile"), "tile.idx": .found("tile"), "tile.hashes": .found("tile"),
        "disclosure.digest": .found("disclosure"), "disclosure.seq": .found("disclosure"),
        "disclosure.subject": .unseen("whose it is says only which key opens it; the key lies apart"),
        "disclosure.sealed": .unseen("it is encrypted; whoever opens it holds what it says against its digest"),
        "checkpoint.size": .found("checkpoint"), "checkpoint.origin": .found("checkpoint"),
        "checkpoint.note": .found("checkpoint", "rolledback"),
        "attestation.id, cosignature": .unseen("it is the order in which they came, and nothing rests on it"),
        "attestation.id, timestamp": .unseen("it is the order in which they came, and nothing rests on it"),
        "attestation.size, cosignature": .found("checkpoint"), "attestation.size, timestamp": .found("checkpoint"),
        "attestation.origin, cosignature": .found("checkpoint"), "attestation.origin, timestamp": .found("checkpoint"),
        "attestation.kind, cosignature": .found("checkpoint"), "attestation.kind, timestamp": .found("checkpoint"),
        // A line by a key that nobody names is ignored; then it is the quorum that is missing.
        "attestation.content, cosignature": .found("cosignature", "quorum"),
        "attestation.content, timestamp": .found("timestamp"),
    ]

    private static let records: [String: Row] = [
        "a record removed": .found("missing", "command"), "a record doubled": .found("id"),
        "a record swapped with the next": .found("id"), "the clock set back": .found("time"),
        "a body, its hash made to fit": .found("chain", "tile", "canonical", "envelope"),
        "a body, everything hashed anew from there on": .found("tile"),
        "a body, everything hashed and tiled anew": .found("forked"),
        "a body, everything hashed and tiled anew, of the last record": .unseen(
            "nothing that is signed covers it: until the next checkpoint whoever has the file can write what they like"),
        "a signed step, its signature taken off": .found("signature"),
        "a signed step, its signature altered": .found("signature"),
        "an erasure of nothing": .found("erasure"), "heads that are not those": .found("heads"),
    ]

    private static let history: [String: Row] = [
        "the tail cut off, the rest left": .found("tile", "command", "rolledback"),
        "the tail cut off, the signed notes left": .found("rolledback"),
        "the tail cut off cleanly, held against the kept checkpoint": .found("rolledback"),
        "the tail cut off cleanly, within a command": .found("command"),
        "the tail cut off cleanly, before there was a policy": .unseen(
            "a ledger as it once was; only a checkpoint kept elsewhere shows that there was more"),
        "the tail cut off cleanly, between policy and witness": .found("quorum"),
        "the tail cut off cleanly, after the witness": .unseen(
            "a ledger as it once was; only a checkpoint kept elsewhere shows that there was more"),
        "an older copy put back": .unseen("a ledger as it once was, witnessed up to where it was"),
        "an older copy put back, held against the kept checkpoint": .found("rolledback"),
        "signed again with a key that is not the ledger's": .found("checkpoint"),
        "signed again with another key registered as the ledger's": .found("checkpoint"),
        "the ledger's key usurped from the beginning": .found("signature", "heads"),
        "the ledger's key usurped, held against the kept checkpoint": .found("checkpoint", "forked"),
        "a second key of the same name": .found("key"), "a key without proof of possession": .found("key"),
    ]

    private static let beside: [String: Row] = [
        "evidence altered": .found("evidence-altered"), "evidence removed": .found("evidence-missing"),
        "a row of tile removed": .found("tile"), "a row of command removed": .found("command"),
        "a row of attestation removed, cosignature": .found("quorum"),
        "a row of attestation removed, timestamp": .unseen(
            "what a token says is lost with it, and nothing else says that there was one: a copy is kept elsewhere"),
        "a row of disclosure removed": .unseen(
            "the record holds digests only; that what they stand for is gone is no fault of the record"),
        "a row of checkpoint removed, vouched for": .found("checkpoint"),
        "a row of checkpoint removed, that nobody vouched for": .unseen(
            "the ledger's own copy is a convenience; the one kept elsewhere is the proof"),
    ]
}
