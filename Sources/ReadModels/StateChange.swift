import Ledger
import Rectification

/// What brings the tables from one state of a stream to the next: the rows that go, and those that come. A command changes
/// one or two of a finding's ten or twenty.
///
/// It touches no table, so that another thread can make it while the rows of others are written.
struct StateChange: Sendable {
    let stream: StreamName
    let tables: [Tables.Definition]
    /// The rows as they are and as they will be; nil where there is nothing of that stream.
    let old: StateRows?, new: StateRows?
    /// Whether all that the tables have of the stream goes: its rows cannot be told apart by their keys.
    let isAnew: Bool
    /// Rows of `old` to be removed, and of `new` to be written.
    let gone: [StateRows.Row], come: [StateRows.Row]
    /// That the stream has records in a span.
    let span: StateRows

    /// - Parameter held: what the tables hold; nil where there is nothing of that stream.
    init<C: Tabled>(to state: C?, from held: C?, of id: C.ID, in span: Span) {
        stream = id.stream
        tables = C.tables
        self.span = StateRows(span, of: stream)
        let new = state?.encoded
        let old = held?.encoded
        (self.new, self.old) = (new, old)
        guard let new, let old else {
            (isAnew, gone, come) = (false, [], new?.rows ?? [])
            return
        }
        isAnew = !new.haveOwnKeys || !old.haveOwnKeys
        (gone, come) = isAnew ? ([], new.rows) : new.difference(from: old)
    }
}

extension StateRows {
    /// Rows of another state that are none of this one, and rows of this state that are none of the other.
    fileprivate func difference(from old: StateRows) -> (gone: [Row], come: [Row]) {
        var (gone, come): ([Row], [Row]) = ([], [])
        for index in 0..<max(old.rows.count, rows.count) {
            let before = index < old.rows.count ? old.rows[index] : nil
            let after = index < rows.count ? rows[index] : nil
            if let before, let after, isSame(after, as: before, of: old) { continue }
            if let before { gone.append(before) }
            if let after { come.append(after) }
        }
        var before = Dictionary(gone.map { (old.key(of: $0), $0) }) { $1 }
        var written: [Row] = []
        for row in come {
            let key = key(of: row)
            let isHeld = before[key].map { isSame(row, as: $0, of: old) } ?? false
            if !isHeld { written.append(row) }
            // A text is removed first, from the index too; any other row is written over.
            if isHeld || row.table !== Tables.text { before[key] = nil }
        }
        return (gone.filter { before[old.key(of: $0)] != nil }, written)
    }
}
