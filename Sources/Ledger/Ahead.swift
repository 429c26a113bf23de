import Dispatch
import Synchronization

/// Has things made on a thread of its own, lot by lot, somewhat ahead of the thread that takes them: memory stays flat.
package enum Ahead {
    /// Hands over everything that is made, in order, and after it what ended the making, where that failed.
    ///
    /// - Parameters:
    ///   - lots: how many may be made before they are taken.
    ///   - make: runs on the other thread, and gives lot after lot to its argument; that answers false where nobody takes
    ///     them any more.
    ///   - each: takes them on this thread; where it throws, the making is given up.
    package static func run<Element: Sendable>(
        by lots: Int, _ make: @escaping @Sendable (_ hand: ([Element]) -> Bool) throws -> Void,
        each: (Element) throws -> Void
    ) throws {
        let line = Line<Element>()
        for _ in 0..<lots { line.room.signal() }
        DispatchQueue.global(qos: .userInitiated).async {
            let end = Result { try make(line.hand) }
            line.put(end.map { nil })
        }
        defer { line.abandon() }
        while let lot = try line.next() {
            for element in lot { try each(element) }
        }
    }

    /// Between the two threads; nil where no lot follows.
    private final class Line<Element: Sendable>: Sendable {
        let room = DispatchSemaphore(value: 0)
        private let lots = Mutex<[Result<[Element]?, any Error>]>([])
        private let ready = DispatchSemaphore(value: 0)
        private let isAbandoned = Atomic(false)

        func hand(_ lot: [Element]) -> Bool {
            room.wait()
            guard !isAbandoned.load(ordering: .acquiring) else { return false }
            put(.success(lot))
            return true
        }

        func put(_ lot: Result<[Element]?, any Error>) {
            lots.withLock { $0.append(lot) }
            ready.signal()
        }

        func next() throws -> [Element]? {
            ready.wait()
            let lot = lots.withLock { $0.removeFirst() }
            room.signal()
            return try lot.get()
        }

        func abandon() {
            isAbandoned.store(true, ordering: .releasing)
            room.signal()
        }
    }
}
