import Foundation

// Erasing one of a person's fields gives what remains a new key and destroys the old one, with which a backup could still
// be read. The new key lies staged until the erasure is in the ledger: a stop in between leaves both, and `settle` finds
// out which one holds.

extension SubjectKeys {
    package func stagedFile(of subject: StreamName) -> URL { file(of: subject).appendingPathExtension("new") }

    /// Seals what remains of a person's data under a new key, which is staged beside the old one.
    package func reseal(_ remaining: [Disclosure], of subject: StreamName) throws -> [SealedDisclosure] {
        let key = surroundings.random(32)
        let staged = stagedFile(of: subject)
        try? FileManager.default.removeItem(at: staged)
        try write(key, to: staged)
        try syncFolder()
        return remaining.map { seal($0, under: key) }
    }

    /// Destroys a person's key; the staged one takes its place where data remains.
    package func destroy(_ subject: StreamName, dataRemains: Bool) throws {
        let (old, staged) = (file(of: subject), stagedFile(of: subject))
        try overwrite(old)
        if dataRemains {
            guard rename(staged.path, old.path) == 0 else { throw Fault.key(old, Message(errno: errno)) }
        } else {
            for file in [old, staged] where FileManager.default.fileExists(atPath: file.path) {
                try overwrite(file)
                guard unlink(file.path) == 0 else { throw Fault.key(file, Message(errno: errno)) }
            }
        }
        try syncFolder()
    }

    /// Runs the body while no other process erases: between the ledger and the keys nobody else may take a staged key for
    /// the one that holds.
    package func locked<T>(_ body: () throws -> T) throws -> T {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = folder.appendingPathComponent(".lock")
        let descriptor = Foundation.open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Fault.key(file, Message(errno: errno)) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Fault.key(file, Message(errno: errno)) }
        }
        return try body()
    }

    /// Whether an erasure may have been stopped, or is going on.
    package func isUnsettled(_ subject: StreamName) -> Bool {
        FileManager.default.fileExists(atPath: stagedFile(of: subject).path)
    }

    /// Ends an erasure that was stopped between the ledger and the keys. Only while it is locked.
    ///
    /// - Parameter sample: something that is sealed of this person now; nil where nothing is.
    package func settle(_ subject: StreamName, sample: () throws -> SealedDisclosure?) throws {
        let staged = stagedFile(of: subject)
        guard let key = try? keyBytes(in: staged) else { return }
        guard let sample = try sample() else { return try destroy(subject, dataRemains: false) }
        if open(sample, of: subject, under: key) != nil {
            try destroy(subject, dataRemains: true)
        } else {
            try FileManager.default.removeItem(at: staged)
        }
    }

    /// Writes over a key before its name goes: on a disk that writes in place nothing of it is left.
    private func overwrite(_ file: URL) throws {
        let descriptor = Foundation.open(file.path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return }
            throw Fault.key(file, Message(errno: errno))
        }
        defer { close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: 32)
        guard Foundation.write(descriptor, zeros, zeros.count) == zeros.count, fsync(descriptor) == 0 else {
            throw Fault.key(file, Message(errno: errno))
        }
    }
}
