import Ledger

/// What should have stood where something else does.
enum FilterExpectation {
    case connective, connectiveOrBracket, field, relation, among, none, open, commaOrBracket
    case value(Listing.Field)

    var words: Message {
        switch self {
        case .connective: Message("这里应是“且”“或”，或到此为止", "and, or, or the end should stand here")
        case .connectiveOrBracket: Message("这里应是“且”“或”或右括号", "and, or, or a closing bracket should stand here")
        case .field: Message("这里应是字段、“非”或左括号", "a field, not, or an opening bracket should stand here")
        case .relation:
            Message(
                "这里应是 = != < <= > >= ~、in (…) 或“为空”", "one of = != < <= > >= ~, in (…) or is none should stand here")
        case .among: Message("这里应是 in (…)", "in (…) should stand here")
        case .none: Message("这里应是 none", "none should stand here")
        case .open: Message("这里应是左括号，如 in (甲, 乙)", "an opening bracket should stand here: in (a, b)")
        case .commaOrBracket: Message("这里应是逗号或右括号", "a comma or a closing bracket should stand here")
        case .value(let field):
            Message("这里应是“\(field.title.zh)”的值", "a value of \(field.name) should stand here")
        }
    }
}

extension Message {
    static let strayCharacter = Message("这里有不该有的字符", "this character cannot stand here")
    static let openQuote = Message("引号没有配对", "this quotation is not closed")
    static let openBracket = Message("括号没有配对", "this bracket is not closed")
    static let tooDeep = Message("括号套得太深", "brackets are nested too deeply")

    static func noneIsNoValue(_ field: Listing.Field) -> Message {
        Message("没有值写“\(field.title.zh) 为空”", "what has no value is asked for by: \(field.name) is none")
    }

    /// A full-width sentence is written without spaces, but and, or, not need them.
    static let spaces = Message("“且”“或”“非”前后要有空格；含空格或符号的值放在引号里。", "Put spaces around 且, 或, 非.")
    fileprivate static let usual = Message(
        "含空格或符号的值放在引号里；写法见 taizhang help filters。",
        "Put a value with spaces or signs in quotes; taizhang help filters tells how filters are written.")
}

extension Fault {
    enum FilterError: String {
        case syntax = "E-FILTER-SYNTAX"
        case field = "E-FILTER-FIELD"
        case relation = "E-FILTER-OPERATOR"
        case value = "E-FILTER-VALUE"
    }

    static func filter(
        _ error: FilterError, _ text: String, _ range: Range<Int>, _ what: Message, _ remedy: Message? = nil
    ) -> Fault {
        var fault = Fault(
            error.rawValue, .usage,
            Message("筛选条件：", "In the filter: ") + what + Message("。", "."), remedy: remedy ?? .usual)
        fault.place = Place(text: text, range: range)
        return fault
    }

    static func longFilter(_ length: Int) -> Fault {
        Fault(
            FilterError.syntax.rawValue, .usage,
            Message("筛选条件有 \(length) 个字符，太长了。", "The filter has \(length) characters, which is too long."),
            remedy: Message("最多 \(Filter.longest) 个。", "At most \(Filter.longest)."))
    }

    static func noField(_ name: String, _ text: String, _ range: Range<Int>, _ listing: Listing) -> Fault {
        .filter(
            .field, text, range,
            Message("“\(listing.title.zh)”没有“\(name)”这个字段", "\(listing.name) has no field “\(name)”"),
            listing.fieldsInWords)
    }

    static func wrongRelation(
        _ relation: Filter.Relation, of field: Listing.Field, _ text: String, _ range: Range<Int>
    ) -> Fault {
        let known = Filter.Relation.allCases.filter(field.kind.relations.contains).map(\.rawValue)
        let signs = (known + ["in (…)"]).joined(separator: " ")
        return .filter(
            .relation, text, range,
            Message(
                "“\(field.title.zh)”不能用 \(relation.rawValue)", "\(field.name) does not go with \(relation.rawValue)"),
            Message("可用 \(signs) 和“为空”。", "Use \(signs) or is none."))
    }

    static func wrongValue(_ value: String, of field: Listing.Field, _ text: String, _ range: Range<Int>) -> Fault {
        .filter(
            .value, text, range,
            Message("“\(field.title.zh)”没有“\(value)”这样的值", "“\(value)” is no value of \(field.name)"),
            value.contains("且") || value.contains("或") ? .spaces : field.kind.writing)
    }
}

extension Listing {
    /// A list that says a name and a title of each field, for faults.
    var fieldsInWords: Message {
        let zh = fields.map { $0.title.zh == $0.name ? $0.name : "\($0.title.zh)（\($0.name)）" }
        return Message(
            "字段有：\(zh.joined(separator: "、"))。", "Its fields: \(fields.map(\.name).joined(separator: ", ")).")
    }
}

extension Listing.Field.Kind {
    /// How its values are written.
    var writing: Message {
        if let words {
            return Message(
                "写以下之一：\(words.map(\.title.zh).joined(separator: "、"))。",
                "Say one of: \(words.map(\.word).joined(separator: ", ")).")
        }
        switch self {
        case .integer, .late: return Message("写整数，如 3。", "Write a whole number: 3.")
        case .percent: return Message("写百分数，如 60 或 60%。", "Write a percentage: 60 or 60%.")
        case .flag: return Message("写是或否。", "Say yes or no.")
        case .day:
            return Message(
                "写日期 2020-09-30，月份 2020-09、2020年9月，年份 2020，或 today、-30d、本月。",
                "Write a day 2020-09-30, a month 2020-09, a year 2020, or today, -30d, this-month.")
        default: return Message("写文字。", "Write a text.")
        }
    }
}
