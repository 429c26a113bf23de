import Ledger
import Reports

/// What a check of a report came to, for people and for programs.
struct ReportVerdictView: Answer {
    var file: String
    var verdict: ReportVerdict
    /// Of this program.
    var program: String

    var exitCode: Int32 { verdict.holds ? 0 : Fault.Kind.checkFailed.rawValue }

    func text(on screen: Screen, _ language: Language) -> String {
        let (word, style): (Message, Style) =
            switch verdict.outcome {
            case .same, .repacked: (Message("一致：", "Agrees: "), .green)
            case .resaved, .otherVersion: (Message("未能断定：", "Undecided: "), .yellow)
            default: (Message("不符：", "Differs: "), .red)
            }
        var out = paragraph(word.text(language), sentence.text(language), style, screen)
        var facts = Facts()
        if let difference {
            facts.add(Message("第一处", "First at"), difference.place)
            facts.add(Message("文件里", "File"), quoted(difference.found))
            facts.add(Message("台账里", "Ledger"), quoted(difference.expected))
        }
        let stamp = verdict.stamp
        facts.add(Message("报告", "Report"), ReportCatalogue.type(named: stamp.order.report)?.name)
        facts.add(Message("台账", "Of"), stamp.name)
        facts.add(Message("取自", "As of"), Message("前 \(stamp.standpoint.size) 条", "record \(stamp.standpoint.size)"))
        facts.add(Message("截至", "Day"), stamp.standpoint.day.description)
        facts.add(Message("根", "Root"), stamp.standpoint.root.hex)
        out += facts.text(on: screen, language)
        guard verdict.holds else { return out }
        return out + paragraph("", trust.text(language), nil, screen)
    }

    private func paragraph(_ label: String, _ text: String, _ style: Style?, _ screen: Screen) -> String {
        guard screen.isTerminal else { return label + text + "\n" }
        let paragraph = Paragraph(label: label, text: text)
        let margin = String(repeating: " ", count: paragraph.indent(columns: screen.columns))
        return screen.style(style, label) + paragraph.lines(columns: screen.columns).joined(separator: "\n" + margin)
            + "\n"
    }

    private func quoted(_ text: String?) -> Message {
        text.map { Message(verbatim: $0) } ?? Message("（无）", "(nothing)")
    }

    private var difference: ReportDifference? {
        switch verdict.outcome {
        case .differs(let difference), .otherVersion(let difference): difference
        default: nil
        }
    }

    private var trust: Message {
        Message(
            "这只说明报告与眼前这份台账相符；台账本身用 taizhang verify 核验，根与别处保存的检查点核对。",
            "This says that the report agrees with the ledger at hand; taizhang verify checks the ledger, and checkpoints kept "
                + "elsewhere its root.")
    }

    private var sentence: Message {
        let size = verdict.stamp.standpoint.size
        switch verdict.outcome {
        case .same:
            return Message("报告与台账第 \(size) 条时的内容一致。", "the report says what the ledger said at record \(size).")
        case .repacked:
            return Message(
                "报告与台账第 \(size) 条时的内容一致（工作簿的打包方式不同，内容逐字节相同）。",
                "the report says what the ledger said at record \(size) (the workbook is packed otherwise; its content is the "
                    + "same byte for byte).")
        case .resaved:
            return Message(
                "单元格与台账第 \(size) 条时一致，但文件被别的程序另存过，格式、隐藏的行列等无从核对。请索要原件。",
                "every cell is as the ledger has it at record \(size), but another program saved the file: formats, hidden rows "
                    + "and the like cannot be checked. Ask for the original.")
        case .differs:
            return Message(
                "报告与台账第 \(size) 条时的内容不一致。", "the report does not say what the ledger said at record \(size).")
        case .otherVersion:
            return Message(
                "报告由 \(verdict.stamp.program) 版制作，本程序是 \(program) 版，版式可能不同，无从断定；请用同版程序核验。",
                "version \(verdict.stamp.program) made it and this is \(program), whose layout may differ: check it with the "
                    + "same version.")
        case .otherLedger(let id):
            return Message(
                "报告是另一本台账的（\(verdict.stamp.ledger)），眼前这本是 \(id)。",
                "it is a report of another ledger (\(verdict.stamp.ledger)); this one is \(id).")
        case .newer(let last):
            return Message(
                "报告取自前 \(size) 条，台账只有 \(last) 条：台账被截短或回退，或者这是旧的副本。",
                "it is of \(size) records and the ledger has \(last): the ledger was cut or rolled back, or is an old copy."
            )
        case .otherRoot(let root):
            return Message(
                "台账前 \(size) 条的根是 \(root.hex)，与报告所写的不同：报告或台账被改写过。",
                "the root of the ledger's first \(size) records is \(root.hex), not the report's: one of the two was rewritten."
            )
        }
    }

    var json: JSONValue {
        var members = JSONObject([
            "file": .string(file), "fileFormat": .string(verdict.format.rawValue), "holds": .bool(verdict.holds),
            "verdict": .string(word), "stamp": verdict.stamp.json,
        ])
        if let difference {
            members["place"] = .string(difference.place.en)
            members["found"] = .text(difference.found)
            members["expected"] = .text(difference.expected)
        }
        return .object(members)
    }

    private var word: String {
        switch verdict.outcome {
        case .same: "same"
        case .repacked: "repacked"
        case .resaved: "resaved"
        case .differs: "differs"
        case .otherLedger: "otherLedger"
        case .newer: "newer"
        case .otherRoot: "otherRoot"
        case .otherVersion: "otherVersion"
        }
    }
}
