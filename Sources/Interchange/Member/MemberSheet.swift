import Ledger
import Rectification

/// Members as a sheet lists them.
struct MemberSheet {
    struct Row {
        var line: Int
        var code: MemberCode
        var placing: Placing
        var personal: Erasable
    }

    private(set) var members: [Row] = []
    /// The line on which each code stands first.
    private var seen: [MemberCode: Int] = [:]
    /// The line on which each branch's secretary and the like stands first.
    private var secretaries: [[String]: Int] = [:]

    /// - Throws: what concerns the file as a whole.
    static func read(
        _ bytes: [UInt8], sheet name: String?, mapping: [String: MemberColumn]
    ) throws(Fault) -> (TableSheet<MemberColumn>, MemberSheet) {
        var members = MemberSheet()
        let sheet = try TableSheet<MemberColumn>(bytes, sheet: name, mapping: mapping) { members.take($0, &$1) }
        return (sheet, members)
    }

    private mutating func take(_ row: TableRow<MemberColumn>, _ cells: inout SheetCells<MemberColumn>) {
        let before = cells.refusals
        if row.name(.code) == nil { _ = cells.needed(row, .code) }
        let code = cells.name(row, .code) { MemberCode($0) }
        if row.name(.branch) == nil { _ = cells.needed(row, .branch) }
        let placing = Placing(
            branch: cells.name(row, .branch) { UnitID($0) }, section: cells.name(row, .section) { UnitID($0) },
            post: row.name(.post), partyPost: row.name(.partypost))
        if let code {
            if let line = seen[code] {
                cells.refuse(row, .code, "E-IMPORT-MEMBER-TWICE", MemberSheet.twice(line))
            } else {
                seen[code] = row.line
            }
        }
        guard cells.refusals == before, let code else { return }
        judge(placing, row, &cells)
        let personal = Erasable(["name": row.name(.name) ?? "", "phone": row.name(.phone) ?? ""])
        members.append(Row(line: row.line, code: code, placing: placing, personal: personal))
    }

    /// A branch has one secretary: two of them are taken as they stand, and doubted.
    private mutating func judge(
        _ placing: Placing, _ row: TableRow<MemberColumn>, _ cells: inout SheetCells<MemberColumn>
    ) {
        guard let post = placing.partyPost, post.hasSuffix("书记"), !post.hasSuffix("副书记") else { return }
        let key = [placing.branch?.text ?? "", post]
        if let line = secretaries[key] {
            cells.doubt(row, .partypost, post, "E-CLAIM-PARTY-POST", MemberSheet.secondSecretary(line))
        } else {
            secretaries[key] = row.line
        }
    }

    // MARK: messages

    private static func twice(_ line: Int) -> Message {
        Message("编号与第 \(line) 行重复", "the same code stands on line \(line)")
    }

    private static func secondSecretary(_ line: Int) -> Message {
        Message("第 \(line) 行是同一支部的同一职务", "line \(line) has the same post in the same branch")
    }

    static let absent = Message(
        "台账里有而名册里没有；已离开的用 taizhang member leave 登记",
        "in the ledger and not in the list; enter with taizhang member leave that they left")
}
