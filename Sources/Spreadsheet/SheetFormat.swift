/// What sort of file a sheet stands in.
package enum SheetFormat: Equatable, Sendable {
    /// Values with separators between them.
    case text(TextEncoding)
    /// A workbook of Excel.
    case xlsx

    /// As it is recorded of an imported sheet.
    package var name: String {
        switch self {
        case .text(let encoding): encoding.name
        case .xlsx: "xlsx"
        }
    }
}
