import Ledger

extension SheetFile {
    /// The sheet that is meant: the one that is named, by its name or its number, or else the only one that
    /// `recognises` takes for what it looks for.
    ///
    /// Throws E-IMPORT-SHEET where none is named so, and E-IMPORT-SHEETS where several or none of several are
    /// recognised.
    package func chosen(
        _ name: String?, recognises: (inout SheetRows) throws(Fault) -> Bool
    ) throws(Fault) -> SheetLabel {
        if let name { return try named(name) }
        if sheets.count == 1 { return sheets[0] }
        var found: [SheetLabel] = []
        for sheet in sheets {
            var rows = try rows(of: sheet)
            if try recognises(&rows) { found.append(sheet) }
        }
        guard found.count == 1 else { throw found.isEmpty ? .noSheet(sheets) : .severalSheets(found) }
        return found[0]
    }

    /// A name goes before a number: a tab may be called 2020.
    private func named(_ name: String) throws(Fault) -> SheetLabel {
        let wanted = CellText.trimmed(name)
        if let sheet = sheets.first(where: { $0.name.map(CellText.trimmed) == wanted }) { return sheet }
        if let number = Int(wanted), let sheet = sheets.first(where: { $0.number == number }) { return sheet }
        throw .unknownSheet(wanted, sheets)
    }
}

extension SheetLabel {
    /// `2 整改台账`, and whether it is hidden.
    package var title: Message {
        guard let name else { return Message(verbatim: "\(number)") }
        let shown = Message(verbatim: "\(number) \(CellText.excerpt(name, limit: 100))")
        return isHidden ? shown + Message("（隐藏）", " (hidden)") : shown
    }
}

extension [SheetLabel] {
    package var titles: Message {
        let shown = prefix(20).map(\.title)
        let more = count > shown.count ? Message(verbatim: " …") : Message("", "")
        return Message(shown.map(\.zh).joined(separator: "、"), shown.map(\.en).joined(separator: ", ")) + more
    }
}

extension Fault {
    fileprivate static func unknownSheet(_ name: String, _ sheets: [SheetLabel]) -> Fault {
        let name = CellText.excerpt(name, limit: 100)
        return Fault(
            "E-IMPORT-SHEET", .badData,
            Message("文件里没有工作表“\(name)”。", "The file has no sheet “\(name)”."),
            state: Message("有：", "It has: ") + sheets.titles,
            remedy: Message("--sheet 写其中一个的名称或序号。", "Give --sheet the name or the number of one of them."))
    }

    fileprivate static func severalSheets(_ found: [SheetLabel]) -> Fault {
        let number = found.first?.number ?? 1
        return Fault(
            "E-IMPORT-SHEETS", .badData,
            Message(
                "有 \(found.count) 张工作表都像要导入的表，不知是哪一张。",
                "\(found.count) sheets look like the one to import; which it is is not known."),
            state: Message("它们是：", "They are: ") + found.titles,
            remedy: Message("用 --sheet \(number) 这样指明一张。", "Say which, as with --sheet \(number)."))
    }

    fileprivate static func noSheet(_ sheets: [SheetLabel]) -> Fault {
        Fault(
            "E-IMPORT-HEADER", .badData,
            Message(
                "\(sheets.count) 张工作表的前 50 行里都没有认得出的表头。",
                "No header row is recognised in the first 50 rows of any of \(sheets.count) sheets."),
            state: Message("有：", "The sheets are: ") + sheets.titles,
            remedy: Message(
                "用 --sheet 指明一张，就会说明它缺什么；列名不同的再用 --map。",
                "Name one with --sheet to be told what it lacks; then name its columns with --map."))
    }
}
