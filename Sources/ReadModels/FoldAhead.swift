import Dispatch
import Ledger
import Rectification

/// Folds what a connection reads, and encodes the states' rows, on a thread of its own, while the connection reads on and
/// writes the rows of the states before: folding is half of what a rebuild takes.
final class FoldAhead<C: Tabled> {
    /// Records that are folded together, and what comes of them. One thread at a time has it.
    private final class Lot: @unchecked Sendable {
        let done = DispatchGroup()
        var records = RecordCopies()
        private(set) var rows: Result<[StateRows], any Error> = .success([])

        var isFull: Bool { records.size > 256 << 10 }

        func fold(_ fold: inout StreamFold<C>, isLast: Bool) {
            rows = Result { try C.rows(of: records, into: &fold, isLast: isLast) }
        }
    }

    /// What only the thread that folds touches.
    private final class Folding: @unchecked Sendable {
        var fold: StreamFold<C>
        init(_ fold: StreamFold<C>) { self.fold = fold }
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
        folding = Folding(StreamFold(where: isTaken))
        self.write = write
    }

    func take(_ stored: StoredBytes) throws {
        filling.records.take(stored)
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
