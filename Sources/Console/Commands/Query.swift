import ArgumentParser
import Ledger
import ReadModels

struct Query: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "query", abstract: say("按条件查询任一列表", "Ask any list by a filter."),
        discussion: say(
            """
            不写列表名，则列出有哪些列表和字段。条件的写法见 taizhang help filters。
            --save 把查询存为视图：台账文件夹 views/ 下的一个文本文件，可以拷给别人；视图不是台账的内容，不进哈希链。

            例：
              taizhang query
              taizhang query findings --where '灯 = 红 且 责任单位 = 办信科' --columns 编号,问题,时限
              taizhang query findings --where '登记 = 2020年9月' --group-by 类别
              taizhang query measures --where '时限 < today 且 情况 != 完成' --save 逾期措施
              taizhang query --view 逾期措施 --as-of 2020-12-31
            """,
            """
            Without a list, the lists and their fields are listed. How filters are written: taizhang help filters.
            --save keeps the query as a view: a text file in the ledger's folder views/, which may be given to others. A \
            view is no part of the ledger and of its chain.

            Examples:
              taizhang query
              taizhang query findings --where 'light = red and owner is none' --columns number,description
              taizhang query findings --where 'registeredOn = 2020-09' --group-by category
              taizhang query measures --where 'deadline < today and status != done' --save late
              taizhang query --view late --as-of 2020-12-31
            """))

    @Argument(help: help("列表：findings、measures、rounds……", "a list: findings, measures, rounds …", "列表|LIST"))
    var list: String?

    @Option(
        name: .customLong("group-by"),
        help: help("按这些字段分组计数", "count by these fields", "字段,…|FIELD,…"))
    var groups: String?

    @Flag(name: .long, help: help("只要数量", "their number only"))
    var count = false

    @Option(name: .long, help: help("用这个视图：名称，或 .view 文件", "this view: a name, or a .view file", "视图|VIEW"))
    var view: String?

    @Option(name: .long, help: help("把查询存为这个名称的视图", "save the query as a view of this name", "名称|NAME"))
    var save: String?

    @OptionGroup var rows: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        guard list != nil || view != nil else { return try Session.show(ListingCatalogue(), options) }
        guard !count || groups == nil else { throw Fault.excluded("--count", "--group-by") }
        try Session.query(options) { session in
            let shelf = ViewShelf(session)
            if let save { try shelf.checkFree(save) }
            let asked = asked(of: try view.map(shelf.view))
            guard let listing = Listing.named(asked.list) else { throw Fault.noListing(asked.list) }
            try answer(asked, of: listing, session)
            if let save {
                try shelf.save(asked, as: save)
                try session.tell(Message("已存为视图“\(save)”。", "Saved as the view “\(save)”."))
            }
        }
    }

    /// What the view asks, where the command line does not ask otherwise; both conditions must hold.
    private func asked(of view: SavedView?) -> SavedView {
        var asked = view ?? SavedView(list: "")
        asked.list = list ?? asked.list
        switch (asked.condition, rows.rows.condition) {
        case (let kept?, let more?): asked.condition = "(\(kept)) and (\(more))"
        case (let kept, let more): asked.condition = more ?? kept
        }
        asked.columns = rows.rows.columns ?? asked.columns
        asked.sort = rows.rows.sort ?? asked.sort
        asked.limit = rows.rows.limit ?? asked.limit
        asked.groups = groups ?? asked.groups
        return asked
    }

    private func answer(_ asked: SavedView, of listing: Listing, _ session: Session) throws {
        let horizon = try rows.horizon.horizon(session)
        var wanted = rows.rows
        (wanted.condition, wanted.columns) = (asked.condition, asked.columns)
        (wanted.sort, wanted.limit) = (asked.sort, asked.limit)
        let query = try wanted.query(of: listing, session, horizon)
        if count {
            let number = try session.ledger.count(of: listing, query, horizon)
            return try session.show(CountAnswer(count: number))
        }
        let answer: ListingAnswer
        if let groups = asked.groups {
            let fields = try ListingQuery.fields(groups, of: listing)
            let (grouped, counts) = try session.ledger.groups(of: listing, query, by: fields, horizon)
            answer = ListingAnswer(listing: grouped, rows: counts)
        } else {
            let found = try session.ledger.rows(of: listing, query, horizon)
            answer = ListingAnswer(listing: listing.showing(query.columns), rows: found)
        }
        try session.show(answer, rows.format)
    }
}

/// How many rows there are.
struct CountAnswer: Answer {
    var count: Int

    func text(on screen: Screen, _ language: Language) -> String { "\(count)\n" }
    var json: JSONValue { ["count": .integer(count)] }
}

/// What lists there are, and their fields.
struct ListingCatalogue: Answer {
    func text(on screen: Screen, _ language: Language) -> String {
        Listing.all.map { listing in
            var table = Table([
                .init(Message("字段", "Field"), importance: 9), .init(Message("名称", "Title"), importance: 8),
                .init(Message("值", "Values"), .left, .flexible(minimum: 16), importance: 7),
            ])
            for field in listing.fields {
                table.add([
                    Table.Cell(field.name), Table.Cell("\(field.title.zh)  \(field.title.en)"),
                    Table.Cell(field.kind.values),
                ])
            }
            let head = "\(listing.name)  \(listing.title.zh)  \(listing.title.en)"
            return screen.style(.bold, head) + "\n" + table.text(on: screen, language: language)
        }.joined(separator: "\n")
    }

    var json: JSONValue {
        let lists = Listing.all.map { listing -> JSONValue in
            let fields = listing.fields.map { field -> JSONValue in
                [
                    "name": .string(field.name), "title": ListingCatalogue.both(field.title),
                    "kind": .string(field.kind.name),
                    "values": field.kind.words.map { .texts($0.map(\.word)) } ?? .null,
                ]
            }
            return [
                "name": .string(listing.name), "title": ListingCatalogue.both(listing.title), "fields": .array(fields),
            ]
        }
        return ["listings": .array(lists)]
    }

    private static func both(_ message: Message) -> JSONValue {
        ["zh": .string(message.zh), "en": .string(message.en)]
    }
}

extension Listing.Field.Kind {
    /// For programs.
    fileprivate var name: String {
        switch self {
        case .text: "text"
        case .integer, .late: "integer"
        case .day: "day"
        case .flag: "flag"
        case .percent: "percent"
        case .actor: "actor"
        case .names: "names"
        case .choice: "choice"
        case .light: "light"
        }
    }

    /// For people: what may stand as a value.
    fileprivate var values: Message {
        if let words {
            return Message(
                words.map(\.title.zh).joined(separator: "、"), words.map(\.word).joined(separator: ", "))
        }
        switch self {
        case .integer: return Message("整数", "number")
        case .late: return Message("天数", "days")
        case .day: return Message("日期", "day")
        case .flag: return Message("是、否", "yes, no")
        case .percent: return Message("百分数", "per cent")
        case .actor: return Message("职务或人员", "post or person")
        case .names: return Message("几个名称", "names")
        default: return Message("文字", "text")
        }
    }
}

extension Fault {
    fileprivate static func noListing(_ name: String) -> Fault {
        let known = Listing.all
        return Fault(
            "E-LIST-UNKNOWN", .usage, Message("没有“\(name)”这个列表。", "There is no list “\(name)”."),
            remedy: Message(
                "有：\(known.map { "\($0.title.zh)（\($0.name)）" }.joined(separator: "、"))。",
                "There are: \(known.map(\.name).joined(separator: ", "))."))
    }

    fileprivate static func excluded(_ one: String, _ other: String) -> Fault {
        Fault(
            "E-ARGUMENT", .usage, Message("\(one) 和 \(other) 不能同时给出。", "\(one) and \(other) exclude each other."),
            remedy: Message("只给其中一个。", "Give one of them."))
    }
}
