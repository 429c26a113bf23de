import Ledger

/// How the numbers of cells are shown (ECMA-376 part 1, 18.8): what a cell's style comes to.
final class CellFormats: MarkupHandler {
    private var styles: [NumberFormat] = []
    private var codes: [Int: String] = [:]
    private var formats: [Int: NumberFormat] = [:]
    private var list = List.other

    private enum List {
        case codes, styles, other
    }

    /// A workbook without styles shows every number as it is.
    init() {}

    init(_ part: ZipPart) throws(Fault) {
        try MarkupReader.read(part, self)
    }

    /// The format of a style by its number; of none, and of one that is not there, the general one.
    func format(_ style: Int?) -> NumberFormat {
        guard let style, styles.indices.contains(style) else { return .general }
        return styles[style]
    }

    func start(_ element: MarkupName, _ attributes: MarkupAttributes, depth: Int) throws(Fault) {
        if depth == 2 { list = element.is("numFmts") ? .codes : element.is("cellXfs") ? .styles : .other }
        guard depth == 3 else { return }
        switch list {
        case .codes where element.is("numFmt"):
            if let id = attributes.number("numFmtId") { codes[id] = attributes.text("formatCode") }
        case .styles where element.is("xf"):
            styles.append(format(id: attributes.number("numFmtId") ?? 0))
        default: break
        }
    }

    private func format(id: Int) -> NumberFormat {
        if let known = formats[id] { return known }
        let format = NumberFormat(codes[id] ?? CellFormats.builtIn[id] ?? "General")
        formats[id] = format
        return format
    }

    /// The codes that a file does not spell out (18.8.30): those of every language, and from 27 on those of Chinese.
    /// Of a day the order does not matter: it is written as ISO 8601 has it.
    private static let builtIn: [Int: String] = [
        1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
        14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
        21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
        27: "yyyy\"年\"m\"月\"", 28: "m\"月\"d\"日\"", 29: "m\"月\"d\"日\"", 30: "m-d-yy", 31: "yyyy\"年\"m\"月\"d\"日\"",
        32: "h\"时\"mm\"分\"", 33: "h\"时\"mm\"分\"ss\"秒\"", 34: "h\"时\"mm\"分\"", 35: "h\"时\"mm\"分\"ss\"秒\"",
        36: "yyyy\"年\"m\"月\"", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
        45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
        50: "yyyy\"年\"m\"月\"", 51: "m\"月\"d\"日\"", 52: "yyyy\"年\"m\"月\"", 53: "m\"月\"d\"日\"",
        54: "m\"月\"d\"日\"", 55: "h\"时\"mm\"分\"", 56: "h\"时\"mm\"分\"ss\"秒\"", 57: "yyyy\"年\"m\"月\"",
        58: "m\"月\"d\"日\"",
    ]
}
