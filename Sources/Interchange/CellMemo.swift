import Ledger

/// What short cells were read as: days, names and words stand in a sheet again and again.
///
/// Half of the time of reading a rectification sheet went into reading the same cells anew (perf, 25,000 rows). It holds a
/// bounded number of them; `CellMemoTests` hold it against reading each by itself.
struct CellMemo<Value> {
    static var limit: Int { 4_096 }
    static var longest: Int { 64 }

    private var known: [String: (cell: String, value: Value)] = [:]

    mutating func value(of cell: String, _ read: (String) -> Value) -> Value {
        // Two spellings of one character are one key, and not one text.
        if let held = known[cell], held.cell.isSameBytes(as: cell) { return held.value }
        let value = read(cell)
        guard cell.utf8.count <= CellMemo.longest else { return value }
        if known.count == CellMemo.limit { known.removeAll(keepingCapacity: true) }
        known[cell] = (cell, value)
        return value
    }
}
