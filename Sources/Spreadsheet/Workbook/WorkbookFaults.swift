import Ledger

/// Why a file is not taken as a workbook. Each says what to do; none of it says that half of the file was read.
extension Fault {
    /// What `WorkbookLimits` counts.
    enum Counted {
        case file, entries, rows, columns, cells, strings, stringBytes, cell, depth, tag

        fileprivate var what: Message {
            switch self {
            case .file: Message("文件的字节数", "bytes of the file")
            case .entries: Message("压缩包内的文件数", "entries of the zip file")
            case .rows: Message("行号", "row number")
            case .columns: Message("列数", "columns")
            case .cells: Message("单元格数", "cells")
            case .strings: Message("共享字符串数", "shared strings")
            case .stringBytes: Message("共享字符串的字节数", "bytes of shared strings")
            case .cell: Message("一个单元格的字节数", "bytes of one cell")
            case .depth: Message("XML 嵌套层数", "levels of XML elements")
            case .tag: Message("一个 XML 标记的字节数", "bytes of one XML tag")
            }
        }
    }

    static let oldOrEncrypted = Fault(
        "E-IMPORT-OLE", .badData,
        Message(
            "这是加密的工作簿，或旧版 .xls，不是 .xlsx。", "This is an encrypted workbook or an old .xls, not an .xlsx."),
        remedy: Message(
            "请在 Excel 或 WPS 中打开，去掉密码，另存为“Excel 工作簿（*.xlsx）”后再导入。",
            "Open it in Excel or WPS, remove the password, save it as “Excel Workbook (*.xlsx)”, and import that."))

    static let encrypted = Fault(
        "E-IMPORT-ENCRYPTED", .badData,
        Message("压缩包内的文件加了密，读不了。", "The parts of the file are encrypted and cannot be read."),
        remedy: Message("请去掉密码，另存为 .xlsx 后再导入。", "Remove the password, save it as .xlsx, and import that."))

    static let macros = Fault(
        "E-IMPORT-MACROS", .badData,
        Message("这个工作簿带有宏，不能导入。", "This workbook has macros and cannot be imported."),
        state: Message(
            "原文件要作为佐证保存，佐证里不能有会运行的程序。",
            "The file is kept as evidence, and evidence must hold nothing that runs."),
        remedy: Message(
            "请另存为“Excel 工作簿（*.xlsx）”后再导入。", "Save it as “Excel Workbook (*.xlsx)”, and import that."))

    static let embedded = Fault(
        "E-IMPORT-EMBEDDED", .badData,
        Message("这个工作簿里嵌入了别的对象或控件，不能导入。", "This workbook has embedded objects or controls and cannot be imported."),
        state: Message(
            "原文件要作为佐证保存，佐证里不能有会运行的程序。",
            "The file is kept as evidence, and evidence must hold nothing that runs."),
        remedy: Message("请删去嵌入的对象和控件，保存后再导入。", "Delete them, save it, and import that."))

    static func external(_ target: String?) -> Fault {
        let place = target.map { CellText.excerpt($0, limit: 100) }
        return Fault(
            "E-IMPORT-EXTERNAL", .badData,
            Message("这个工作簿引用了别的文件，不能导入。", "This workbook leans on other files and cannot be imported."),
            state: place.map { Message("引用的是：\($0)", "It refers to: \($0)") }
                ?? Message(
                    "引用来的内容不在文件里，日后无从核对。",
                    "What it takes from them is not in the file, where it could be checked."),
            remedy: Message(
                "请在 Excel 的“数据 → 编辑链接”中断开链接，保存后再导入。",
                "Break the links (Data → Edit Links in Excel), save it, and import that."))
    }

    static func notWorkbook(_ names: [String]) -> Fault {
        let what: Message
        if names.contains("content.xml") {
            what = Message(
                "这是 OpenDocument 文件（.ods 等），不是 .xlsx。", "This is an OpenDocument file (such as .ods), not an .xlsx.")
        } else if names.contains(where: { $0.hasSuffix("workbook.bin") }) {
            what = Message("这是二进制工作簿（.xlsb），不是 .xlsx。", "This is a binary workbook (.xlsb), not an .xlsx.")
        } else if names.contains(where: { $0.hasPrefix("word/") || $0.hasPrefix("ppt/") }) {
            what = Message("这是 Word 或 PowerPoint 文件，不是表格。", "This is a Word or PowerPoint file, not a sheet.")
        } else {
            what = Message("这个压缩包不是 .xlsx 工作簿。", "This zip file is no .xlsx workbook.")
        }
        return Fault(
            "E-IMPORT-NOT-WORKBOOK", .badData, what,
            remedy: Message(
                "请另存为“Excel 工作簿（*.xlsx）”或 CSV 后再导入。",
                "Save it as “Excel Workbook (*.xlsx)” or as CSV, and import that."))
    }

    static func notSheet(_ what: Message) -> Fault {
        Fault(
            "E-IMPORT-NOT-SHEET", .badData,
            Message("这是", "This is ") + what + Message("，不是表格文件。", ", not a sheet."),
            remedy: Message(
                "请导入 .xlsx 工作簿，或另存为 CSV 后再导入。", "Import an .xlsx workbook, or save it as CSV and import that."))
    }

    static func brokenZip(_ why: String) -> Fault {
        Fault(
            "E-IMPORT-ZIP", .badData,
            Message("文件已损坏，压缩包读不出来。", "The file is damaged: its zip container cannot be read."),
            state: Message(verbatim: CellText.excerpt(why, limit: 200)), remedy: saveAgain)
    }

    static func partTwice(_ name: String) -> Fault {
        Fault(
            "E-IMPORT-PART-TWICE", .badData,
            Message("压缩包里有两个同名文件，不知以哪个为准。", "Two parts of the file have one name; which counts is not known."),
            state: Message(verbatim: CellText.excerpt(name, limit: 100)), remedy: saveAgain)
    }

    static func partMissing(_ name: String) -> Fault {
        Fault(
            "E-IMPORT-PART", .badData,
            Message("工作簿不完整，缺少其中一部分。", "The workbook is not whole: a part of it is missing."),
            state: Message(verbatim: CellText.excerpt(name, limit: 100)), remedy: saveAgain)
    }

    static func malformedPart(_ part: String, _ what: String) -> Fault {
        let place = CellText.excerpt("\(part): \(what)", limit: 200)
        return Fault(
            "E-IMPORT-PART", .badData,
            Message("工作簿的内容不合规范。", "The workbook does not follow its own format."),
            state: Message(verbatim: place), remedy: saveAgain)
    }

    static func malformedXML(_ part: String, line: Int, _ why: String) -> Fault {
        Fault(
            "E-IMPORT-XML", .badData,
            Message("工作簿里的 XML 不合规范。", "XML in the workbook is not well-formed."),
            state: Message(verbatim: CellText.excerpt("\(part):\(line): \(why)", limit: 200)), remedy: saveAgain)
    }

    static func doctype(_ part: String) -> Fault {
        Fault(
            "E-IMPORT-DOCTYPE", .badData,
            Message(
                "工作簿里的 XML 带有 DOCTYPE，正常的 .xlsx 没有，不予读取。",
                "XML in the workbook has a DOCTYPE; no sound .xlsx does, and it is not read."),
            state: Message(verbatim: CellText.excerpt(part, limit: 100)), remedy: saveAgain)
    }

    static func expansion(_ part: String, _ limit: Message) -> Fault {
        let part = CellText.excerpt(part, limit: 100)
        return Fault(
            "E-IMPORT-EXPANSION", .badData,
            Message(
                "解压后过大，像是压缩炸弹，已停止读取。", "It inflates to far too much, as a zip bomb does; reading was stopped."),
            state: Message("\(part)，上限：", "\(part), which may come to ") + limit, remedy: saveAgain)
    }

    /// `found` is what was counted when reading stopped.
    static func limit(_ counted: Counted, _ limit: Int, found: Int? = nil, in part: String? = nil) -> Fault {
        let found = found.map { Message("得到 \($0)，", "found \($0), ") } ?? Message("", "")
        let place = part.map { Message(verbatim: " (\($0))") } ?? Message("", "")
        return Fault(
            "E-IMPORT-LIMIT", .badData,
            counted.what + Message("超过上限：", " beyond the limit: ") + found
                + Message("最多 \(limit)。", "at most \(limit).") + place,
            remedy: Message(
                "请删去空白的行列和无关的工作表，或拆成几个文件。",
                "Delete blank rows and columns and other sheets, or divide the file."))
    }

    private static let saveAgain = Message(
        "请在 Excel 或 WPS 中打开，另存为 .xlsx 后再导入。", "Open it in Excel or WPS, save it again as .xlsx, and import that.")
}

extension Message {
    static func size(_ bytes: Int) -> Message { Message(verbatim: "\(bytes >> 20) MiB") }
}
