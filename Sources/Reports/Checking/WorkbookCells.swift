import Ledger

/// A cell with something in it (ISO/IEC 29500-1 §18.3.1.4).
struct WorkbookCellValue: Equatable {
    /// `B5`.
    var reference: String
    /// Text, or a number in its shortest form.
    var value: String
}

extension WorkbookFile {
    /// The sheets in the order of their tabs: names, and the members that hold them.
    func sheets() throws -> [(name: String, member: String)] {
        var targets: [String: String] = [:]
        try each(in: "xl/_rels/workbook.xml.rels") { event in
            if case .start("Relationship", let it) = event, let id = it["Id"], let target = it["Target"] {
                targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            }
        }
        var found: [(name: String, member: String)] = []
        try each(in: "xl/workbook.xml") { event in
            // `r:id`, its prefix gone; `sheetId` is another attribute.
            if case .start("sheet", let it) = event, let name = it["name"],
                let member = it["id"].flatMap({ targets[$0] })
            {
                found.append((name, member))
            }
        }
        return found
    }

    /// Texts that cells share.
    func sharedTexts() throws -> [String] {
        var (texts, text, isText, isPhonetic) = ([String](), "", false, false)
        try each(in: "xl/sharedStrings.xml") { event in
            switch event {
            case .start("si", _): text = ""
            case .end("si"): texts.append(text)
            case .start("rPh", _): isPhonetic = true
            case .end("rPh"): isPhonetic = false
            case .start("t", _): isText = !isPhonetic
            case .end("t"): isText = false
            case .text(let more): if isText { text += more }
            default: break
            }
        }
        return texts
    }

    private func each(in member: String, _ body: (XMLReader.Event) throws -> Void) throws {
        guard let file = self.member(member) else { return }
        let reader = try XMLReader { try file.next() }
        while let event = try reader.event() { try body(event) }
    }

    /// The stamp that stands in the workbook beside its format's name, on the last sheets.
    var stamp: ReportStamp? {
        get throws {
            let shared = try sharedTexts()
            for sheet in try sheets().reversed() {
                let cells = try WorkbookCells(self, sheet.member, shared)
                var before = ""
                var rest = 1_000
                while rest > 0, let cell = try cells.next() {
                    if before == ReportStamp.format, let stamp = ReportStamp(text: cell.value) { return stamp }
                    before = cell.value
                    rest -= 1
                }
            }
            return nil
        }
    }
}

/// The cells of a sheet, one after the other, in flat memory.
final class WorkbookCells {
    private let reader: XMLReader
    private let shared: [String]

    init(_ file: WorkbookFile, _ member: String, _ shared: [String]) throws {
        guard let member = file.member(member) else { throw Fault.brokenWorkbook }
        reader = try XMLReader { try member.next() }
        self.shared = shared
    }

    /// The next cell that is not empty; nil at the end.
    func next() throws -> WorkbookCellValue? {
        var (reference, kind, value, isValue) = ("", "", "", false)
        while let event = try reader.event() {
            switch event {
            case .start("c", let it): (reference, kind, value) = (it["r"] ?? "?", it["t"] ?? "n", "")
            case .start("v", _), .start("t", _): isValue = true
            case .end("v"), .end("t"): isValue = false
            case .text(let text): if isValue { value += text }
            case .end("c"):
                let plain = plain(value, kind)
                if !plain.isEmpty { return WorkbookCellValue(reference: reference, value: plain) }
            default: break
            }
        }
        return nil
    }

    private func plain(_ value: String, _ kind: String) -> String {
        switch kind {
        case "s": Int(value).flatMap { shared.indices.contains($0) ? shared[$0] : nil } ?? "?"
        // Numbers are written in more than one way.
        case "n": Double(value).map { number in Int(exactly: number).map(String.init) ?? number.description } ?? value
        default: value
        }
    }
}
