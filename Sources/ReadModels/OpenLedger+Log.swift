import Ledger
import LedgerSQLite
import Rectification

extension OpenLedger {
    /// The records that a filter lets through; a type that this program does not know is shown by its name.
    package func log(_ filter: LogFilter = .init()) throws -> [LogRow] {
        var rows: [LogRow] = []
        try log(filter) { row in
            rows.append(row)
            return .more
        }
        return rows
    }

    /// One row after the other, until the body says stop; memory stays flat. The body may not ask the ledger anything.
    package func log(_ filter: LogFilter, _ body: (LogRow) throws -> Scan) throws {
        guard !filter.findings.isEmpty else { return try store.read { try log(filter, nil, in: $0, body) } }
        try view(.now) { transaction, day in
            let numbers = try transaction.findingRows(filter.findings, on: day).map(\.number.stream.text)
            try log(filter, Set(numbers), in: transaction, body)
        }
    }

    /// The records from one position to another (nil: the last), as they are stored, until the body throws.
    ///
    /// - Parameter first: at most one past the last record: who has read all may ask for more.
    /// - Throws: `Fault` E-POSITION-NONE.
    package func records(from first: Int, to last: Int? = nil, _ body: (StoredRecord) throws -> Void) throws {
        try store.read { transaction in
            let end = try transaction.last()?.sequence ?? 0
            for position in [first - 1, last ?? end] where !(0...end).contains(position) {
                throw Fault.noPosition(position == first - 1 ? first : position, last: end)
            }
            let last = last ?? end
            guard first <= last else { return }
            try transaction.scan(.from(first)) { stored in
                guard stored.sequence <= last else { return .stop }
                try body(stored)
                return .more
            }
        }
    }

    func log(
        _ filter: LogFilter, _ streams: Set<String>?, in transaction: SQLiteStore.Transaction,
        _ body: (LogRow) throws -> Scan
    ) throws {
        let sieve = LogSieve(filter, streams, zone: identity.zone)
        var rest = filter.limit ?? Int.max
        try transaction.scan(sieve.selection) { stored in
            guard rest > 0, !sieve.isPast(stored.sequence) else { return .stop }
            guard let record = try sieve.record(in: stored) else { return .more }
            rest -= 1
            return try body(LogRow(stored, record))
        }
    }
}

/// A log filter, made ready to look at many records.
private struct LogSieve {
    private let filter: LogFilter
    private let streams: Set<String>?
    private let zone: LocalZone
    private let actors: Set<String>
    private let text: String?

    init(_ filter: LogFilter, _ streams: Set<String>?, zone: LocalZone) {
        self.filter = filter
        self.streams = streams
        self.zone = zone
        actors = Set(filter.actors.map(\.text))
        text = filter.text.flatMap { $0.isEmpty ? nil : $0.foldingASCIICase }
    }

    var selection: Selection {
        switch filter.order {
        case .newestFirst: .backwards(from: filter.positions?.upperBound ?? Int.max)
        case .oldestFirst: .from(filter.positions?.lowerBound ?? Int.min)
        }
    }

    /// Whether no record from here on is of the positions asked for.
    func isPast(_ sequence: Int) -> Bool {
        guard let positions = filter.positions else { return false }
        return filter.order == .newestFirst ? sequence < positions.lowerBound : sequence > positions.upperBound
    }

    /// The record, where the filter lets it through.
    func record(in stored: StoredRecord) throws -> Record? {
        guard takes(stream: stored.stream), takes(type: stored.type) else { return nil }
        let record = try stored.record()
        return takes(record) ? record : nil
    }

    private func takes(stream: String) -> Bool {
        guard streams?.contains(stream) ?? true else { return false }
        return filter.streams.isEmpty || filter.streams.contains { stream == $0 || stream.hasPrefix($0 + "/") }
    }

    private func takes(type: String) -> Bool {
        guard !filter.types.isEmpty else { return true }
        let short = type.hasPrefix("taizhang.") ? String(type.dropFirst("taizhang.".count)) : type
        return filter.types.contains { wanted in
            [type, short].contains { $0 == wanted || $0.hasPrefix(wanted + ".v") }
        }
    }

    private func takes(_ record: Record) -> Bool {
        let day = filter.basis == .occurred ? record.occurredOn : zone.day(of: record.time)
        guard filter.since.map({ $0 <= day }) ?? true, filter.until.map({ day <= $0 }) ?? true else { return false }
        guard actors.isEmpty || actors.contains(record.actor) || record.onBehalfOf.map(actors.contains) ?? false
        else { return false }
        guard let text else { return true }
        return String(decoding: record.data, as: UTF8.self).foldingASCIICase.contains(text)
            || record.reason?.foldingASCIICase.contains(text) ?? false
    }
}

extension String {
    /// With the letters A to Z in lower case; the rest as it is.
    fileprivate var foldingASCIICase: String {
        String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
