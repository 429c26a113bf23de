import Glibc
import Ledger

/// Standard output or standard error, written at once and in full.
struct StandardStream: Sendable {
    let descriptor: Int32

    static let output = StandardStream(descriptor: STDOUT_FILENO)
    static let errors = StandardStream(descriptor: STDERR_FILENO)

    /// Throws `ClosedOutput` where the reader has gone away (`| head`), else a `Fault` (`E-OUTPUT-WRITE`: disk full).
    func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes bytes as they are. Throws as `write` of a text does.
    func write(bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        _ = StandardStream.brokenPipesAreErrors
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else {
                try recover(from: errno)
            }
        }
    }

    private func recover(from code: Int32) throws {
        switch code {
        case EINTR: return
        case EAGAIN:
            // Someone made the shared terminal non-blocking: wait until it takes more.
            var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = poll(&entry, 1, -1)
        case EPIPE: throw ClosedOutput()
        default: throw StandardStream.fault(code)
        }
    }

    private static func fault(_ code: Int32) -> Fault {
        Fault(
            "E-OUTPUT-WRITE", .inputOutput, Message("无法写出结果。", "The output cannot be written."),
            state: Message(errno: code),
            remedy: Message("检查磁盘空间和输出位置后重试。", "Check the disk and where the output goes, then try again."))
    }

    /// Without this the system would end the process in the middle of whatever it was doing.
    private static let brokenPipesAreErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()
}

/// Whoever read the output has read enough. Not a failure: nothing is said about it.
struct ClosedOutput: Error, Equatable, Sendable {
    /// Ends the process as any other filter would end: by SIGPIPE, which a shell shows as 141.
    func endProcess() -> Never {
        _ = signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        exit(128 + SIGPIPE)
    }
}
