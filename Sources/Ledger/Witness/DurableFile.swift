import Foundation

/// Files that a power cut leaves either as they were or as they should be.
enum DurableFile {
    /// Replaces a file's content: written beside it and on the disk before it has the name, and the name on the disk
    /// before this returns. Throws E-WITNESS-STATE.
    static func write(_ text: String, to file: URL) throws(Fault) {
        let folder = file.deletingLastPathComponent()
        let temporary = folder.appendingPathComponent(".tmp-\(UUID().uuidString)")
        defer { unlink(temporary.path) }
        try writeNew(Array(text.utf8), to: temporary)
        guard rename(temporary.path, file.path) == 0 else { throw .witnessState(file, systemError) }
        try sync(folder: folder)
    }

    /// Makes a folder that was not there, with its name on the disk; true where it was not. Throws E-WITNESS-STATE.
    @discardableResult
    static func makeFolder(_ folder: URL, mode: mode_t = 0o755) throws(Fault) -> Bool {
        guard mkdir(folder.path, mode) == 0 else {
            guard errno == EEXIST else { throw .witnessState(folder, systemError) }
            return false
        }
        try sync(folder: folder.deletingLastPathComponent())
        return true
    }

    static func read(_ file: URL) throws(Fault) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: file))
        } catch {
            throw .witnessState(file, Message(of: error))
        }
    }

    private static func writeNew(_ bytes: [UInt8], to file: URL) throws(Fault) {
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .witnessState(file, systemError) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { rest in
                Foundation.write(descriptor, rest.baseAddress.map { $0 + written }, rest.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .witnessState(file, systemError) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw .witnessState(file, systemError) }
    }

    private static func sync(folder: URL) throws(Fault) {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .witnessState(folder, systemError) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .witnessState(folder, systemError) }
    }

    private static var systemError: Message { Message(errno: errno) }

    /// Runs the body while no other thread or process holds the lock of this file. Throws E-WITNESS-STATE where the
    /// file cannot be locked, and whatever the body throws.
    static func locked<T>(_ file: URL, _ body: () throws -> T) throws -> T {
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Fault.witnessState(file, systemError) }
        // Closing gives the lock back: it belongs to this opening of the file alone.
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Fault.witnessState(file, systemError) }
        }
        return try body()
    }
}

extension Fault {
    static func witnessState(_ file: URL, _ found: Message) -> Fault {
        Fault(
            "E-WITNESS-STATE", .inputOutput,
            Message("见证人的文件 \(file.path) 不可用。", "The witness's file \(file.path) cannot be used."),
            state: found,
            remedy: Message(
                "检查该文件夹的空间和权限。不要删掉或改回旧文件：见证人忘了见过什么，就会为分叉作证。",
                "Check the folder's space and permissions. Do not delete a file or put an old one back: a witness that "
                    + "forgets what it has seen will vouch for a fork."))
    }
}
