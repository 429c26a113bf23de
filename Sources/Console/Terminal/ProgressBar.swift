import Ledger
import Synchronization

/// How far a long piece of work has got, on standard error: a bar on a terminal, a line every tenth elsewhere, nothing
/// for what is done within half a second.
///
/// A class, since the one that works reports through a callback and the one that was interrupted asks how far it got.
final class ProgressBar: Sendable {
    private struct State {
        var completed = 0
        var started: Duration
        var lastDrawn: Duration?
        var tenths = 0
    }

    private let label: Message
    private let total: Int
    private let unit: Message
    private let screen: Screen
    private let language: Language
    private let now: @Sendable () -> Duration
    private let write: @Sendable (String) -> Void
    private let state: Mutex<State>

    private static let patience = Duration.milliseconds(500)
    private static let redrawing = Duration.milliseconds(100)

    /// - Parameters:
    ///   - unit: what is counted, for the rate (`条/秒`, `records/s`).
    ///   - now: the time since any fixed moment.
    ///   - write: puts text on standard error.
    init(
        _ label: Message, total: Int, unit: Message = Message("条", "records"), screen: Screen, language: Language,
        now: @escaping @Sendable () -> Duration = ProgressBar.uptime,
        write: @escaping @Sendable (String) -> Void = { try? StandardStream.errors.write($0) }
    ) {
        self.label = label
        self.total = total
        self.unit = unit
        self.screen = screen
        self.language = language
        self.now = now
        self.write = write
        state = Mutex(State(started: now()))
    }

    var completed: Int { state.withLock { $0.completed } }

    func advance(by count: Int = 1) {
        state.withLock {
            $0.completed += count
            draw(&$0)
        }
    }

    func advance(to completed: Int) {
        state.withLock {
            $0.completed = completed
            draw(&$0)
        }
    }

    /// Clears the bar; to be called however the work ended, before anything else is printed.
    func finish() {
        state.withLock {
            if screen.redraws, $0.lastDrawn != nil { write("\r\u{1B}[K") }
            $0.lastDrawn = nil
        }
    }

    private func draw(_ state: inout State) {
        let time = now()
        let elapsed = time - state.started
        guard total > 0, elapsed >= ProgressBar.patience else { return }
        let pace = Pace(completed: state.completed, total: total, elapsed: elapsed, unit: unit)
        if screen.redraws {
            if let last = state.lastDrawn, time - last < ProgressBar.redrawing { return }
            state.lastDrawn = time
            write("\r" + bar(pace) + "\u{1B}[K")
        } else if pace.percent / 10 > state.tenths {
            state.tenths = pace.percent / 10
            write(line(pace) + "\n")
        }
    }

    private func line(_ pace: Pace) -> String {
        let count = "\(grouped(pace.completed))/\(grouped(total))"
        return "\(shown(label.text(language)))  \(pace.percent)%  \(count)  \(pace.text(language))"
    }

    /// One column is left free: a terminal may fold a line that reaches its edge.
    private func bar(_ pace: Pace) -> String {
        let head = shown(label.text(language))
        let tail = "\(pace.percent)%  \(pace.text(language))"
        let room = min(30, screen.columns - 1 - head.displayWidth - tail.displayWidth - 4)
        guard room >= 5 else { return "\(head) \(tail)".cut(toColumns: screen.columns - 1) }
        let filled = room * pace.percent / 100
        let empty = String(repeating: ".", count: room - filled)
        return "\(head) [\(String(repeating: "#", count: filled))\(empty)] \(tail)"
    }

    static let uptime: @Sendable () -> Duration = {
        let start = ContinuousClock.now
        return { ContinuousClock.now - start }
    }()
}
