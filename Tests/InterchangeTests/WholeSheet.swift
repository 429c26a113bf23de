import Ledger

@testable import Interchange

/// A sheet with all of its findings.
@dynamicMemberLookup
struct WholeSheet: Equatable {
    var sheet: Sheet
    var findings: [SheetFinding]

    subscript<T>(dynamicMember path: KeyPath<Sheet, T>) -> T { sheet[keyPath: path] }
}

extension Sheet {
    static func read(
        _ bytes: [UInt8], sheet name: String? = nil, mapping: [String: SheetColumn]
    ) throws(Fault) -> WholeSheet {
        var reading = try SheetSource(bytes, sheet: name, mapping: mapping).reading()
        var findings: [SheetFinding] = []
        while let found = try reading.next() { findings.append(found.finding) }
        return WholeSheet(sheet: reading.sheet, findings: findings)
    }
}
