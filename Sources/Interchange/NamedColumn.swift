import Ledger

/// The columns of one kind of sheet: what each may be called, and how a header row is known.
package protocol NamedColumn: CaseIterable, Hashable, Sendable, RawRepresentable<String> {
    /// The names that offices give it, the usual one first.
    var names: [String] { get }
    /// The column without which a row is no header.
    static var telling: Self { get }
    /// A column that a header with these lacks, and the one that needs it.
    static func lacking(among columns: [Self]) -> (column: Self, because: Self)?
}

extension NamedColumn {
    package static func lacking(among columns: [Self]) -> (column: Self, because: Self)? { nil }

    /// Its usual name in each language.
    package var title: Message { Message(names.first ?? rawValue, rawValue) }

    /// The column that goes by this name. White space, line breaks, width and case do not count, nor do a remark in
    /// brackets at the end (整改时限（年月日）), `*`, `:`, `_` and `-`.
    package init?(named name: String) {
        guard let known = ColumnNames<Self>()[name] else { return nil }
        self = known
    }

    /// The arguments of `--map`, each `列名=column`; throws `E-IMPORT-MAP` for one that says neither or names no column.
    package static func mapping(_ arguments: [String]) throws(Fault) -> [String: Self] {
        let known = ColumnNames<Self>()
        var out: [String: Self] = [:]
        for argument in arguments {
            guard let sign = argument.lastIndex(where: { $0 == "=" || $0 == "＝" }),
                case let name = String(argument[..<sign]), !key(name).isEmpty,
                let column = known[String(argument[argument.index(after: sign)...])]
            else { throw wrongArgument(argument) }
            out[name] = column
        }
        return out
    }

    /// A header name as it is compared.
    static func key(_ name: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in CellText.compact(name).unicodeScalars where !"*:_-".unicodeScalars.contains(scalar) {
            out.append(scalar)
        }
        return String(out).lowercased()
    }

    private static func wrongArgument(_ argument: String) -> Fault {
        let names = allCases.map(\.rawValue).joined(separator: " ")
        return Fault(
            "E-IMPORT-MAP", .usage,
            Message("--map 应写成 列名=字段，得到的是“\(argument)”", "--map takes NAME=COLUMN, but got “\(argument)”"),
            remedy: Message("字段有：\(names)", "the columns are: \(names)"))
    }
}

/// The names of a kind of sheet's columns, as they are compared; made once for a header.
struct ColumnNames<Column: NamedColumn> {
    private let byKey: [String: Column]

    init() {
        var all: [String: Column] = [:]
        for column in Column.allCases {
            for name in column.names + [column.rawValue] { all[Column.key(name)] = column }
        }
        byKey = all
    }

    subscript(_ name: String) -> Column? {
        let key = Column.key(name)
        return byKey[key] ?? byKey[ColumnNames.withoutRemark(key)]
    }

    private static func withoutRemark(_ key: String) -> String {
        guard key.hasSuffix(")"), let open = key.lastIndex(of: "(") else { return key }
        return String(key[..<open])
    }
}
