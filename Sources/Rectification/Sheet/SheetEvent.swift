import Ledger

/// What happens to an imported sheet: streams `sheet/<first 16 hexadecimal digits of its digest>`.
package enum SheetEvent: DomainEvent {
    case imported(SheetImported)

    package static let types: [EventType<SheetEvent>] = [.init(SheetEvent.imported)]
    package static let typesByName = EventType.byName(types)
    package static let kind = "sheet"

    package var payload: any Payload {
        switch self {
        case .imported(let payload): payload
        }
    }

    package static func stream(of sheet: Digest) -> StreamName {
        StreamName(kind: kind, id: String(sheet.hex.prefix(16)))
    }
}

package struct SheetImported: Payload {
    package static let type = "taizhang.sheet.imported.v1"
    package static let about = Message("导入表格", "a sheet was imported")

    /// Rows that state something doubtful.
    package var doubtedRows = 0
    package var encoding = ""
    /// The file itself, kept as evidence.
    package var file = EvidenceFile()
    package var findings = 0
    package var measures = 0
    package var rows = 0
    /// Rows that were no statement: totals, signatures.
    package var skippedRows = 0

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("doubtedrows", &doubtedRows, Message("需确认的行数", "rows in doubt"))
        try p.text("encoding", &encoding, Message("文字编码", "character encoding"))
        try p.object("file", &file, Message("原文件", "the file itself"))
        try p.integer("findings", &findings, Message("问题数", "findings"))
        try p.integer("measures", &measures, Message("措施数", "measures"))
        try p.integer("rows", &rows, Message("行数", "rows"))
        try p.integer("skippedrows", &skippedRows, Message("未读入的合计、签名等行数", "rows of totals and signatures, not taken"))
    }
}
