import Ledger

/// Where a step comes from that was not recorded when it happened but claimed by an imported sheet.
///
/// Claims are kept as the sheet states them, whatever rules they break (`finding.doubted` lists those).
package struct Claim: Properties {
    /// The line of the sheet, from 1.
    package var line = 0
    /// The sheet's digest: the file is kept as evidence.
    package var sheet = Digest.zero

    package init() {}

    package init(line: Int, sheet: Digest) {
        self.line = line
        self.sheet = sheet
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("line", &line, Message("在导入表格中的行号", "line of the imported sheet"))
        try p.digest("sheet", &sheet, Message("导入表格的 SHA-256", "SHA-256 of the imported sheet"))
    }

    static let about = Message("来自导入表格的说法，当时并未记录", "claimed by an imported sheet, not recorded when it happened")
}

/// What of an imported sheet cannot be quite right: kept as it stands, for a person to look at.
package struct Doubt: Equatable, Sendable {
    package var claim = Claim()
    /// A stable code: E-CLAIM-… where a rule of the domain is broken, E-IMPORT-… where a cell could not be read.
    package var code = ""
    /// The column by the sheet's own name for it.
    package var column = ""
    /// The beginning of the cell, as it stands.
    package var value = ""

    package init() {}

    package init(code: String, column: String, value: String, claim: Claim) {
        self.code = code
        self.column = column
        self.value = value
        self.claim = claim
    }

    mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("claim", &claim, Claim.about)
        try p.text("code", &code, Message("代码", "code"))
        try p.text("column", &column, Message("列", "column"))
        try p.text("value", &value, Message("单元格内容", "the cell"))
    }
}

/// A piece of evidence: what it is, and the file where there is one.
package struct Exhibit: Properties {
    /// The file; nil where a sheet only names the material.
    package var file: EvidenceFile?
    /// What it is: 会议记录, 签到表.
    package var kind = ""

    package init() {}

    package init(kind: String, file: EvidenceFile?) {
        self.kind = kind
        self.file = file
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("file", &file, Message("文件；空缺表示只有名目", "the file; left out where only the name is known"))
        try p.text("kind", &kind, Message("材料名目", "what it is"))
    }

    static let about = Message("佐证材料", "evidence")
}
