/// A checkpoint with the note that it stands in. Nobody has looked at the signatures yet.
package struct SignedCheckpoint: Equatable, Sendable {
    package let note: SignedNote
    package let checkpoint: Checkpoint

    /// - Throws: `Fault` E-NOTE, E-CHECKPOINT.
    package init(_ note: SignedNote) throws(Fault) {
        self.note = note
        checkpoint = try Checkpoint(text: note.text)
    }

    /// - Throws: `Fault` E-NOTE, E-CHECKPOINT.
    package init(_ bytes: [UInt8]) throws(Fault) { try self.init(SignedNote(bytes)) }

    /// - Throws: `Fault` E-NOTE, E-CHECKPOINT.
    package init(_ text: String) throws(Fault) { try self.init(Array(text.utf8)) }
}
