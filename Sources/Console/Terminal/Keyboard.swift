import Glibc

/// Single keys from the terminal, without Enter and without echo.
///
/// The terminal is put back as it was however the body ends, and also when a signal ends the process.
struct Keyboard {
    enum Key: Equatable {
        case next, quit, other
    }

    private let descriptor: Int32

    /// Runs the body with the keyboard at hand; nil where standard input is no terminal.
    static func use<T>(_ body: (Keyboard) throws -> T) rethrows -> T? {
        let descriptor = STDIN_FILENO
        var state = termios()
        guard isatty(descriptor) == 1, tcgetattr(descriptor, &state) == 0 else { return nil }
        savedState = state
        let previous = signals.map { ($0, signal($0, restoreAndEnd)) }
        defer {
            var saved = state
            tcsetattr(descriptor, TCSADRAIN, &saved)
            for (number, handler) in previous { _ = signal(number, handler) }
        }
        // Without ISIG, ^C arrives as a key and leaves by the same door as q.
        state.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        tcsetattr(descriptor, TCSADRAIN, &state)
        return try body(Keyboard(descriptor: descriptor))
    }

    /// Waits for a key. Space, Enter, n, j and the arrows right and down are `next`; q, ^C, ^D, Escape and the end of
    /// input are `quit`.
    func read() -> Key {
        var bytes = [UInt8](repeating: 0, count: 16)
        var count = Glibc.read(descriptor, &bytes, bytes.count)
        while count < 0, errno == EINTR { count = Glibc.read(descriptor, &bytes, bytes.count) }
        guard count > 0 else { return .quit }
        switch bytes[..<count] {
        case [0x20], [0x0A], [0x0D], [UInt8(ascii: "n")], [UInt8(ascii: "j")]: return .next
        case [0x1B, 0x5B, 0x43], [0x1B, 0x5B, 0x42], [0x1B, 0x4F, 0x43], [0x1B, 0x4F, 0x42]: return .next
        case [UInt8(ascii: "q")], [UInt8(ascii: "Q")], [0x03], [0x04], [0x1B]: return .quit
        default: return .other
        }
    }
}

private let signals = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]
/// Written before the handlers are set, read by them only.
nonisolated(unsafe) private var savedState = termios()

private func restoreAndEnd(_ number: Int32) {
    tcsetattr(STDIN_FILENO, TCSANOW, &savedState)
    _ = signal(number, SIG_DFL)
    raise(number)
}
