/// Which columns of a table a screen has room for, and how wide each is.
struct TableLayout: Equatable, Sendable {
    struct Place: Equatable, Sendable {
        /// The column's position in the table.
        let column: Int
        var width: Int
    }

    private(set) var places: [Place]
    /// Columns left out for want of room, in the table's order.
    private(set) var hidden: [Int]

    static let gap = 2

    /// Takes all columns at their natural widths if they fit; else cuts the flexible ones, the widest first; else
    /// leaves out the least important columns one by one. A last column that is still too wide is cut.
    init(_ columns: [Table.Column], natural: [Int], limit: Int) {
        var kept = Array(columns.indices)
        func least(_ column: Int) -> Int {
            guard case .flexible(let minimum) = columns[column].flexibility else { return natural[column] }
            return min(natural[column], max(minimum, 1))
        }
        while kept.count > 1, TableLayout.total(kept.map(least)) > limit {
            let gone = kept.indices.min { left, right in
                (columns[kept[left]].importance, -left) < (columns[kept[right]].importance, -right)
            }
            if let gone { kept.remove(at: gone) }
        }
        places = kept.map { Place(column: $0, width: natural[$0]) }
        hidden = columns.indices.filter { !kept.contains($0) }
        shrink(to: limit, least: kept.map(least))
    }

    private mutating func shrink(to limit: Int, least: [Int]) {
        var surplus = TableLayout.total(places.map(\.width)) - limit
        while surplus > 0 {
            let givers = places.indices.filter { places[$0].width > least[$0] }
            guard let widest = givers.max(by: { places[$0].width < places[$1].width }) else { break }
            places[widest].width -= 1
            surplus -= 1
        }
        if places.count == 1 { places[0].width = min(places[0].width, max(limit, 0)) }
    }

    private static func total(_ widths: [Int]) -> Int {
        widths.reduce(0, +) + gap * max(widths.count - 1, 0)
    }
}
