/// What a column of a list of members (党员名册) holds. The raw value is the name that `--map` takes.
package enum MemberColumn: String, NamedColumn {
    case code, branch, section, post, partypost, name, phone

    package var names: [String] {
        switch self {
        case .code: ["党员编号", "编号", "代码", "Member"]
        case .branch: ["党支部", "所在支部", "所在党支部", "支部"]
        case .section: ["科室", "部门", "所在科室", "单位", "Unit"]
        case .post: ["职务", "行政职务", "岗位"]
        case .partypost: ["党内职务", "党内任职", "支部职务", "Party post"]
        case .name: ["姓名"]
        case .phone: ["电话", "手机", "联系电话", "手机号", "Telephone"]
        }
    }

    package static let telling = MemberColumn.code
}
