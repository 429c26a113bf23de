import Ledger

/// A workbook of Excel (.xlsx: ECMA-376, ISO/IEC 29500, transitional or strict), read and never calculated: what a
/// formula comes to is what the program that saved it has put beside it.
package final class Workbook {
    /// What is given of a cell that holds a number.
    package enum Numbers: Sendable {
        /// What a person sees: a date, a percentage.
        case formatted
        /// The number in its shortest form, whatever it looks like.
        case plain
    }

    package let sheets: [SheetLabel]
    let numbers: Numbers
    let days: DaySystem
    private let archive: ZipArchive
    /// The part of each sheet, in the order of `sheets`.
    private let parts: [String]
    private let stringsPart: String?
    private let stylesPart: String?
    private var strings: [String]?
    private var formats: CellFormats?

    /// Throws what concerns the file as a whole: that it is no workbook, or a sort of one that is not taken.
    package init(
        _ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits(), numbers: Numbers = .formatted
    ) throws(Fault) {
        self.numbers = numbers
        archive = try ZipArchive(bytes, limits: limits)
        let main = try Workbook.mainPart(archive)
        let related = try Relationship.all(of: main, in: archive)
        try Workbook.requireOwn(Relationship.everywhere(in: archive))
        let outline = WorkbookOutline()
        try MarkupReader.read(archive.part(main), outline)
        guard !outline.refersOutside else { throw .external(nil) }
        days = outline.days
        func part(_ type: String) -> String? { related.first { $0.type == type }?.target }
        stringsPart = part("sharedStrings")
        stylesPart = part("styles")
        var sheets: [SheetLabel] = []
        var parts: [String] = []
        for (index, sheet) in outline.sheets.enumerated() {
            guard let relation = related.first(where: { $0.id == sheet.relationship }) else {
                throw .partMissing("\(main): \(sheet.name)")
            }
            // A sheet that is a chart has no cells; its tab counts all the same.
            guard relation.type == "worksheet" else { continue }
            sheets.append(SheetLabel(number: index + 1, name: sheet.name, isHidden: sheet.isHidden))
            parts.append(relation.target)
        }
        guard !sheets.isEmpty else { throw .partMissing("worksheet") }
        self.sheets = sheets
        self.parts = parts
    }

    /// The rows of one of `sheets`.
    package func rows(of sheet: SheetLabel) throws(Fault) -> WorksheetRows {
        guard let index = sheets.firstIndex(of: sheet) else { throw .partMissing(sheet.name ?? "") }
        let part = try archive.part(parts[index])
        return try WorksheetRows(part, of: self)
    }

    /// Whether the file has the same parts in the same order, each with the same bytes.
    package func hasSameParts(as other: Workbook) throws(Fault) -> Bool {
        guard archive.names == other.archive.names else { return false }
        for name in archive.names {
            guard try archive.part(name).isSame(as: other.archive.part(name)) else { return false }
        }
        return true
    }

    /// A shared string; nil where there is none with this number.
    func string(_ place: Int) throws(Fault) -> String? {
        if strings == nil {
            strings = try stringsPart.map { part throws(Fault) in try SharedStrings(archive.part(part)).texts } ?? []
        }
        guard let strings, place < strings.count else { return nil }
        return strings[place]
    }

    func format(_ style: Int?) throws(Fault) -> NumberFormat {
        guard let style else { return .general }
        if let formats { return formats.format(style) }
        let formats = try stylesPart.map { part throws(Fault) in try CellFormats(archive.part(part)) } ?? CellFormats()
        self.formats = formats
        return formats.format(style)
    }

    // MARK: what sort of file it is

    /// The part that the others hang on. Throws for what is no workbook, has macros, or leans on other files.
    private static func mainPart(_ archive: ZipArchive) throws(Fault) -> String {
        guard archive.contains(ContentTypes.part) else { throw .notWorkbook(archive.names) }
        let types = try ContentTypes(archive)
        let names = archive.names.map { $0.lowercased() }
        if names.contains(where: { $0.hasSuffix("vbaproject.bin") }) || types.mentions("vbaproject") { throw .macros }
        guard let main = try Relationship.all(of: "", in: archive).first(where: { $0.type == "officeDocument" }) else {
            throw .partMissing("_rels/.rels")
        }
        guard !main.isExternal else { throw .external(main.target) }
        let type = types.type(of: main.target) ?? ""
        if type.hasPrefix("application/vnd.ms-excel."), type.contains("macroenabled.main+xml") { throw .macros }
        guard mainTypes.contains(type) else { throw .notWorkbook(archive.names) }
        if names.contains(where: { $0.contains("/externallinks/") }) || types.mentions("externallink") {
            throw .external(nil)
        }
        return main.target
    }

    /// The whole file is kept as evidence: no part of it, read here or not, may run, or take anything from elsewhere.
    private static func requireOwn(_ related: [Relationship]) throws(Fault) {
        for relation in related {
            let type = relation.type.lowercased()
            if type == "vbaproject" || type.contains("macrosheet") { throw .macros }
            if type.hasPrefix("externallink") || type == "connections" { throw .external(nil) }
            // A link that one clicks on is text until then.
            if relation.isExternal, type != "hyperlink" { throw .external(relation.target) }
            if ["oleobject", "package", "control"].contains(type) || type.hasPrefix("activex") { throw .embedded }
        }
    }

    private static let mainTypes: Set = [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    ]
}

/// What the main part says of the sheets (ECMA-376 part 1, 18.2).
private final class WorkbookOutline: MarkupHandler {
    struct Sheet {
        var name: String
        var relationship: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var days = DaySystem.from1900
    private(set) var refersOutside = false
    private var isInSheets = false

    func start(_ element: MarkupName, _ attributes: MarkupAttributes, depth: Int) throws(Fault) {
        switch depth {
        case 2:
            isInSheets = element.is("sheets")
            if element.is("workbookPr"), attributes.isTrue("date1904") { days = .from1904 }
            if element.is("externalReferences") { refersOutside = true }
        case 3 where isInSheets && element.is("sheet"):
            guard let name = attributes.text("name"), let relationship = attributes.relationship else {
                throw .malformedPart("workbook.xml", "sheet")
            }
            let state = attributes.text("state")
            sheets.append(
                Sheet(name: name, relationship: relationship, isHidden: state == "hidden" || state == "veryHidden"))
        default: break
        }
    }
}
