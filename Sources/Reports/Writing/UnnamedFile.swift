import Foundation
import Ledger

/// A temporary file that has no name any more: whatever becomes of the process, nothing is left of it.
final class UnnamedFile {
    private let descriptor: Int32

    /// - Throws: `Fault` E-OUTPUT-WRITE.
    init() throws(Fault) {
        var template = FileManager.default.temporaryDirectory.appendingPathComponent("taizhang-XXXXXX").path.utf8CString
            .map { $0 }
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw Fault(
                "E-OUTPUT-WRITE", .inputOutput, Message("建不了临时文件。", "A temporary file cannot be made."),
                state: Message(errno: errno),
                remedy: Message("检查临时文件夹（$TMPDIR）。", "Check the folder for temporary files ($TMPDIR)."))
        }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    /// By which this process can open it (proc(5)).
    var path: String { "/proc/self/fd/\(descriptor)" }

    /// Its bytes in pieces, from the beginning.
    ///
    /// - Throws: `Fault` E-OUTPUT-READ: what cannot be read must not pass for the end.
    func read(_ body: ([UInt8]) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var offset: off_t = 0
        while true {
            let count = pread(descriptor, &buffer, buffer.count, offset)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Fault(
                    "E-OUTPUT-READ", .inputOutput, Message("临时文件读不出来。", "The temporary file cannot be read."),
                    state: Message(errno: errno),
                    remedy: Message(
                        "检查临时文件夹（$TMPDIR）所在的磁盘。", "Check the disk of the folder for temporary files ($TMPDIR)."))
            }
            guard count > 0 else { return }
            try body(Array(buffer[..<count]))
            offset += off_t(count)
        }
    }
}
