import Foundation

/// What a witness keeps of one log: a folder `logs/<SHA-256 of the origin, hex>`.
///
/// `origin` is one line; `vkeys` are the keys trusted for it, one a line; `latest` is the last checkpoint, empty before
/// the first; `forks/` holds what proves that the log has two histories, `unproven/` what it signed but has not shown to
/// go on from the last checkpoint.
package struct WitnessedLog: Sendable {
    package let folder: URL
    package let origin: String
    /// A log's checkpoints are trusted when one of these has signed them. Striking a line from `vkeys` ends that.
    package let keys: [VerifierKey]
    /// The last checkpoint: the lines of the log's trusted keys and the witness's own. Without the latter where the
    /// witness stopped between remembering and signing. Nil before the first.
    package let latest: SignedNote?

    /// Reads a log's folder. Throws E-WITNESS-STATE for a file that is missing or not what it should be: nothing is ever
    /// taken for never having been seen.
    init(folder: URL) throws(Fault) {
        self.folder = folder
        let lines = try WitnessedLog.lines(folder.appendingPathComponent("origin"))
        guard lines.count == 1 else {
            throw .witnessState(folder.appendingPathComponent("origin"), Message(verbatim: "\(lines.count) ≠ 1"))
        }
        origin = lines[0]
        var keys: [VerifierKey] = []
        for line in try WitnessedLog.lines(folder.appendingPathComponent("vkeys")) {
            keys.append(try VerifierKey(line))
        }
        self.keys = keys
        let latest = try DurableFile.read(folder.appendingPathComponent("latest"))
        self.latest = latest.isEmpty ? nil : try SignedNote(latest)
        guard try checkpoint?.origin.isSameBytes(as: origin) ?? true else {
            throw .witnessState(folder.appendingPathComponent("latest"), Message(verbatim: "origin ≠ \(origin)"))
        }
    }

    /// What the last checkpoint says. Throws E-CHECKPOINT where the stored one was damaged.
    package var checkpoint: Checkpoint? {
        get throws(Fault) {
            guard let latest else { return nil }
            return try Checkpoint(text: latest.text)
        }
    }

    /// How many checkpoints the log has signed that cannot be of one history with the last.
    package var forkCount: Int { count(of: .forks) }
    /// How many checkpoints the log has signed that came with a proof that does not hold, and never with another. The
    /// sender may be to blame, who need not be the log.
    package var unprovenCount: Int { count(of: .unproven) }

    private func count(of kind: Evidence) -> Int {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent(kind.rawValue).path)
        return names?.filter { !$0.hasPrefix(".") }.count ?? 0
    }

    private static func lines(_ file: URL) throws(Fault) -> [String] {
        guard let text = String(validating: try DurableFile.read(file), as: UTF8.self) else {
            throw .witnessState(file, Message(verbatim: "UTF-8"))
        }
        return text.split(separator: "\n").map(String.init)
    }
}

extension WitnessedLog {
    /// Remembers a checkpoint, on the disk when this returns. Throws E-WITNESS-STATE.
    func remember(_ note: SignedNote) throws(Fault) {
        try DurableFile.write(note.encoded, to: folder.appendingPathComponent("latest"))
    }

    /// What is kept of a signed checkpoint that is not cosigned, by the name of its folder.
    enum Evidence: String {
        case forks, unproven
    }

    /// Puts down what the log has signed against the last checkpoint: a folder with the note `held`, the note `submitted`
    /// and the whole `request`. One folder for one checkpoint, however often it comes, so that nobody can fill the disk
    /// with it. Throws E-WITNESS-STATE.
    func putDown(_ request: AddCheckpointRequest, as kind: Evidence) throws(Fault) {
        guard let latest else { return }
        let place = place(of: request.note, kind)
        let last = place.appendingPathComponent("request")
        guard !FileManager.default.fileExists(atPath: last.path) else { return }
        try DurableFile.makeFolder(place.deletingLastPathComponent())
        try DurableFile.makeFolder(place)
        try DurableFile.write(latest.encoded, to: place.appendingPathComponent("held"))
        try DurableFile.write(request.note.encoded, to: place.appendingPathComponent("submitted"))
        try DurableFile.write(request.text, to: last)
    }

    /// Takes back the doubt in a checkpoint that has been shown to go on after all.
    func clear(_ note: SignedNote) {
        try? FileManager.default.removeItem(at: place(of: note, .unproven))
    }

    private func place(of note: SignedNote, _ kind: Evidence) -> URL {
        folder.appendingPathComponent(kind.rawValue).appendingPathComponent(Digest.sha256(note.text.utf8).hex)
    }
}
