import Foundation
import Ledger
import Synchronization

/// A file that appears under its name whole or not at all, and never over one that is there: written beside it under
/// another name first.
final class DraftFile: Sendable {
    private let name: String
    private let draft: String
    private let descriptor: Int32
    /// Whether the draft is still to be removed.
    private let isOpen = Mutex(true)

    /// - Throws: `Fault` E-OUTPUT-EXISTS, E-OUTPUT-WRITE.
    init(for path: String) throws(Fault) {
        let file = URL(fileURLWithPath: path)
        guard !FileManager.default.fileExists(atPath: file.path) else { throw .outputExists(path) }
        let folder = file.deletingLastPathComponent()
        name = path
        draft = folder.appendingPathComponent(".\(UUID().uuidString).new").path
        descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .cannotWriteOutput(path) }
    }

    deinit {
        abandon()
        close(descriptor)
    }

    /// - Throws: `Fault` E-OUTPUT-WRITE.
    func write(_ bytes: [UInt8]) throws(Fault) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { rest in
                Foundation.write(descriptor, rest.baseAddress.map { $0 + written }, rest.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWriteOutput(name) }
            written += count
        }
    }

    /// Gives the file its name.
    ///
    /// - Throws: `Fault` E-OUTPUT-EXISTS, E-OUTPUT-WRITE.
    func keep() throws(Fault) {
        guard fsync(descriptor) == 0 else { throw .cannotWriteOutput(name) }
        let file = URL(fileURLWithPath: name).path
        // A link is never made over a file; not every file system (a stick's) has links.
        if link(draft, file) == 0 { return abandon() }
        guard errno != EEXIST, !FileManager.default.fileExists(atPath: file) else { throw .outputExists(name) }
        guard rename(draft, file) == 0 else { throw .cannotWriteOutput(name) }
        isOpen.withLock { $0 = false }
    }

    /// Leaves nothing of it, unless it was kept.
    func abandon() {
        isOpen.withLock { isOpen in
            if isOpen { unlink(draft) }
            isOpen = false
        }
    }
}

extension Fault {
    fileprivate static func outputExists(_ name: String) -> Fault {
        Fault(
            "E-OUTPUT-EXISTS", .cannotWrite, Message("\(name) 已经存在。", "\(name) is there already."),
            remedy: Message("换一个文件名，或先把它移走。", "Give another name, or move it away first."))
    }

    fileprivate static func cannotWriteOutput(_ name: String) -> Fault {
        Fault(
            "E-OUTPUT-WRITE", .cannotWrite, Message("无法写出 \(name)。", "\(name) cannot be written."),
            state: Message(verbatim: String(cString: strerror(errno))),
            remedy: Message("检查文件夹、权限和磁盘空间。", "Check the folder, the permissions and the disk space."))
    }
}
