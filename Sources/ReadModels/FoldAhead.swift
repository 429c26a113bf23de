import Dispatch
import Ledger
import Rectification

/// Folds what a connection reads, and encodes the states' rows, on a thread of its own, while the connection reads on and
/// writes the rows of the states before: folding is half of what a rebuild takes.
final class FoldAhead<C: Tabled> {
    /// Records that are folded together, and what comes of them. One thread at a time has it.
    private final class Lot: @unchecked Sendable {
        private struct Place {
            let sequence: Int, version: Int
            let stream: Range<Int>, body: Range<Int>
        }

        let done = DispatchGroup()
        private var bytes: [UInt8] = []
        private var places: [Place] = []
        private(set) var rows: Result<[StateRows], any Error> = .success([])

        var isFull: Bool { bytes.count > 256 << 10 }

        func take(_ stored: StoredBytes) {
            let start = bytes.count
            bytes.append(contentsOf: stored.stream)
            let end = bytes.count
            bytes.append(contentsOf: stored.body)
            places.append(
                Place(
                    sequence: stored.sequence, version: stored.version, stream: start..<end, body: end..<bytes.count))
        }

        func fold(_ fold: inout StreamFold<C, C.Event>, isLast: Bool) {
            rows = Result {
                try bytes.withUnsafeBytes { bytes in
                    let nothing = UnsafeRawBufferPointer(rebasing: bytes[0..<0])
                    var ended: [StateRows] = []
                    for place in places {
                        let stored = StoredBytes(
                            sequence: place.sequence, stream: UnsafeRawBufferPointer(rebasing: bytes[place.stream]),
                            version: place.version, type: nothing,
                            body: UnsafeRawBufferPointer(rebasing: bytes[place.body]), hash: nothing)
                        if let state = try fold.take(stored) { ended.append(StateRows(state)) }
                    }
                    if isLast, let state = fold.end() { ended.append(StateRows(state)) }
                    return ended
                }
            }
        }
    }

    /// What only the thread that folds touches.
    private final class Folding: @unchecked Sendable {
        var fold: StreamFold<C, C.Event>
        init(_ fold: StreamFold<C, C.Event>) { self.fold = fold }
    }

    /// How many lots may be under way: memory stays flat.
    private static var together: Int { 4 }

    private let thread = DispatchQueue(label: "taizhang.fold", qos: .userInitiated)
    private let folding: Folding
    private var underWay: [Lot] = []
    private var filling = Lot()
    private let write: (StateRows) throws -> Void

    /// - Parameters:
    ///   - isTaken: whether a record counts; nil where all do. Asked on another thread.
    ///   - write: is given the rows of every state, in the order of the streams, on this thread.
    init(where isTaken: ((Record) -> Bool)?, write: @escaping (StateRows) throws -> Void) {
        folding = Folding(StreamFold(where: isTaken, C.evolve))
        self.write = write
    }

    func take(_ stored: StoredBytes) throws {
        filling.take(stored)
        if filling.isFull { try send(isLast: false) }
    }

    /// After the last record: all is written when it returns.
    func finish() throws {
        try send(isLast: true)
        while !underWay.isEmpty { try writeFirst() }
    }

    private func send(isLast: Bool) throws {
        let (lot, folding) = (filling, folding)
        thread.async(group: lot.done) { lot.fold(&folding.fold, isLast: isLast) }
        underWay.append(lot)
        filling = Lot()
        if underWay.count == FoldAhead.together { try writeFirst() }
    }

    private func writeFirst() throws {
        let lot = underWay.removeFirst()
        lot.done.wait()
        for rows in try lot.rows.get() { try write(rows) }
    }
}
