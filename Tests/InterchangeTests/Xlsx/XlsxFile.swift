import Foundation
import Ledger

@testable import Spreadsheet

/// A workbook for the tests, part by part as one would write it by hand.
struct XlsxFile {
    struct Sheet {
        var name: String
        /// What stands in `sheetData`.
        var data: String
        var attributes = ""
        /// What stands below `sheetData`: merged cells, links.
        var below = ""
        var relationships = ""
    }

    var sheets: [Sheet]
    var strings: String?
    var styles: String?
    /// What stands in the workbook above and below its list of sheets.
    var properties = ""
    var below = ""
    var mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    var overrides = ""
    var relationships = ""
    var others: [(name: String, bytes: [UInt8])] = []
    var isStrict = false

    init(_ data: String, strings: String? = nil, styles: String? = nil) {
        sheets = [Sheet(name: "Sheet1", data: data)]
        self.strings = strings
        self.styles = styles
    }

    init(sheets: [Sheet]) { self.sheets = sheets }

    /// One sheet with these texts, as inline strings.
    init(rows: [[String]]) { self.init(XlsxFile.data(rows)) }

    static func data(_ rows: [[String]], from first: Int = 1, attributes: [Int: String] = [:]) -> String {
        rows.enumerated().map { index, row in
            let line = index + first
            let cells = row.enumerated().filter { !$1.isEmpty }.map { column, text in
                "<c r=\"\(CellReference.letters(column))\(line)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                    + escaped(text) + "</t></is></c>"
            }
            return "<row r=\"\(line)\" \(attributes[line] ?? "")>\(cells.joined())</row>"
        }.joined()
    }

    static func escaped(_ text: String) -> String {
        text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
            .split(separator: "<", omittingEmptySubsequences: false).joined(separator: "&lt;")
    }

    var main: String { isStrict ? "http://purl.oclc.org/ooxml/spreadsheetml/main" : XlsxFile.transitional }
    var office: String {
        isStrict
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    }

    static let transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let package = "http://schemas.openxmlformats.org/package/2006"

    var parts: [(name: String, bytes: [UInt8])] {
        var out = [
            ("[Content_Types].xml", types),
            (
                "_rels/.rels",
                list("<Relationship Id=\"r\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/>")
            ),
            ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", list(workbookRelationships)),
        ]
        for (index, sheet) in sheets.enumerated() {
            out.append(
                (
                    "xl/worksheets/tab\(index + 1).xml",
                    "<worksheet xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheetData>\(sheet.data)</sheetData>\(sheet.below)</worksheet>"
                ))
            if !sheet.relationships.isEmpty {
                out.append(("xl/worksheets/_rels/tab\(index + 1).xml.rels", list(sheet.relationships)))
            }
        }
        if let strings { out.append(("xl/texts.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>")) }
        if let styles { out.append(("xl/looks.xml", "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>")) }
        return out.map { ($0.0, Array($0.1.utf8)) } + others
    }

    func bytes(without missing: String? = nil, password: String? = nil) -> [UInt8] {
        ZipWriter(parts.filter { $0.name != missing }, password: password).bytes()
    }

    private var types: String {
        "<Types xmlns=\"\(XlsxFile.package)/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(mainType)\"/>\(overrides)</Types>"
    }

    private var workbook: String {
        let list = sheets.enumerated().map { index, sheet in
            "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 7)\" r:id=\"s\(index + 1)\" \(sheet.attributes)/>"
        }
        return
            "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\">\(properties)<sheets>\(list.joined())</sheets>\(below)</workbook>"
    }

    private var workbookRelationships: String {
        var out = sheets.indices.map { index in
            // By a path from the top, and by one from the folder.
            let target =
                index % 2 == 0 ? "/xl/worksheets/tab\(index + 1).xml" : "./worksheets/../worksheets/tab\(index + 1).xml"
            return "<Relationship Id=\"s\(index + 1)\" Type=\"\(office)/worksheet\" Target=\"\(target)\"/>"
        }
        if strings != nil {
            out.append("<Relationship Id=\"t\" Type=\"\(office)/sharedStrings\" Target=\"texts.xml\"/>")
        }
        if styles != nil { out.append("<Relationship Id=\"l\" Type=\"\(office)/styles\" Target=\"looks.xml\"/>") }
        return out.joined() + relationships
    }

    private func list(_ relationships: String) -> String {
        "<Relationships xmlns=\"\(XlsxFile.package)/relationships\">\(relationships)</Relationships>"
    }
}

extension XlsxFile {
    /// The rows of its first sheet.
    func rows(limits: WorkbookLimits = WorkbookLimits()) throws -> [CellRow] {
        let file = try SheetFile(bytes(), limits: limits)
        var rows = try file.rows(of: file.sheets[0])
        var out: [CellRow] = []
        while let row = try rows.next() { out.append(row) }
        return out
    }

    /// The code that it is refused with; nil where it is read.
    static func refusal(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) -> Fault? {
        do throws(Fault) {
            let file = try SheetFile(bytes, limits: limits)
            for sheet in file.sheets {
                var rows = try file.rows(of: sheet)
                while try rows.next() != nil {}
            }
            return nil
        } catch {
            return error
        }
    }
}
