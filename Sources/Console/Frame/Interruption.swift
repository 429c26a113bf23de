import Dispatch
import Foundation
import Ledger

/// What is said where someone ends long work with Ctrl-C: how far it got. What was being written is given up whole by
/// the store.
final class Interruption {
    /// Of those signals that a shell sends; exits as one expects of it (128 + 2).
    static let exitCode: Int32 = 130

    private let source: any DispatchSourceSignal

    private init(_ source: any DispatchSourceSignal) { self.source = source }

    /// Watches until `end`, or until the process ends.
    static func watch(_ message: @escaping @autoclosure @Sendable () -> Message) -> Interruption {
        watch(saying: message)
    }

    /// - Parameter message: may tidy up before it says what there is to say.
    static func watch(saying message: @escaping @Sendable () -> Message) -> Interruption {
        _ = signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global(qos: .userInteractive))
        source.setEventHandler {
            try? StandardStream.errors.write("\n" + message().text(Spoken.language) + "\n")
            // Not `exit`: what others are in the middle of must not be torn down under them.
            _exit(exitCode)
        }
        source.resume()
        return Interruption(source)
    }

    func end() {
        source.cancel()
        _ = signal(SIGINT, SIG_DFL)
    }
}
