import Foundation

/// Files of private keys: readable by their owner only, never overwritten.
package enum KeyFile {
    /// No key file is near this size, in bytes.
    private static let maximumSize = 65_536

    /// Writes a key under a passphrase to a new file, mode 0600, and returns when file and folder are on the disk.
    /// Throws E-KEY-EXISTS where there is a file of that name, E-KEY-WRITE where it cannot be written.
    package static func write(_ key: PrivateKey, passphrase: String, to file: URL) throws(Fault) {
        let bytes = try key.pem(passphrase: passphrase)
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? .keyExists(file) : .keyWrite(file, errno) }
        let written = Foundation.write(descriptor, bytes, bytes.count)
        let isSafe = written == bytes.count && fsync(descriptor) == 0
        let found = errno
        close(descriptor)
        guard isSafe else {
            unlink(file.path)
            throw .keyWrite(file, found)
        }
        try sync(folder: file.deletingLastPathComponent())
    }

    private static func sync(folder: URL) throws(Fault) {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .keyWrite(folder, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .keyWrite(folder, errno) }
    }

    /// Reads a key; the passphrase is asked for only when the file may be used. Throws E-KEY-OPEN, as ssh does, where
    /// others may read it, E-KEY-NONE, E-KEY-READ, and what `PrivateKey.init(pem:passphrase:)` throws.
    package static func read(_ file: URL, passphrase: @autoclosure () throws -> String) throws -> PrivateKey {
        let bytes = try secret(file)
        return try PrivateKey(pem: bytes, passphrase: try passphrase())
    }

    /// The bytes of a file that only its owner may read: a key, or a token's PIN.
    static func secret(_ file: URL) throws(Fault) -> [UInt8] {
        // Without waiting: a pipe of that name would hold us up.
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw errno == ENOENT ? .keyNone(file) : .keyRead(file, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .keyRead(file, errno) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= maximumSize else { throw .keyRead(file, EINVAL) }
        guard status.st_mode & 0o077 == 0 else { throw .keyOpen(file, status.st_mode & 0o777) }
        var bytes = [UInt8](repeating: 0, count: maximumSize)
        let count = Foundation.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw .keyRead(file, errno) }
        return Array(bytes.prefix(count))
    }
}

extension Fault {
    static func keyExists(_ file: URL) -> Fault {
        Fault(
            "E-KEY-EXISTS", .cannotWrite, Message("\(file.path) 已经存在。", "\(file.path) exists already."),
            remedy: Message("换一个文件名；旧密钥不会被覆盖。", "Take another name; an old key is never overwritten."))
    }

    static func keyWrite(_ file: URL, _ error: Int32) -> Fault {
        Fault(
            "E-KEY-WRITE", .cannotWrite,
            Message("私钥写不进 \(file.path)。", "The private key cannot be written to \(file.path)."),
            state: Message(errno: error),
            remedy: Message("检查目录、空间和权限。", "Check folder, space and permissions."))
    }

    static func keyNone(_ file: URL) -> Fault {
        Fault(
            "E-KEY-NONE", .notFound, Message("没有密钥文件 \(file.path)。", "There is no key file \(file.path)."),
            remedy: Message("核对路径。", "Check the path."))
    }

    static func keyRead(_ file: URL, _ error: Int32) -> Fault {
        Fault(
            "E-KEY-READ", .inputOutput,
            Message("密钥文件 \(file.path) 读不出来。", "The key file \(file.path) cannot be read."),
            state: Message(errno: error))
    }

    static func keyOpen(_ file: URL, _ mode: mode_t) -> Fault {
        let octal = String(mode, radix: 8)
        return Fault(
            "E-KEY-OPEN", .notPermitted,
            Message("密钥文件 \(file.path) 别人也能读，不使用。", "Others may read the key file \(file.path); it is not used."),
            state: Message("权限是 \(octal)，应为 600。", "Its mode is \(octal); it should be 600."),
            remedy: Message("chmod 600 后再试；若曾被人看过，请换密钥。", "chmod 600 it; if someone may have seen it, change the key."))
    }
}
