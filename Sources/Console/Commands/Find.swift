import ArgumentParser
import Ledger
import ReadModels

struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "find",
        abstract: say("在问题、措施、进展、制度等的文字中查找", "Search the texts of findings, measures, regulations and more."),
        discussion: say(
            """
            几个词都要有，可以分散在同一个问题的描述、措施、进展里；英文字母不分大小写。每个对象一行，显示找到得最多的那段文字。
            三个字以上的词按相关程度排在前面；一两个字的词逐条比对，按编号排列。--as-of 等也逐条比对。

            例：
              taizhang find 三会一课
              taizhang find 会议记录 补记 --kind finding
              taizhang find 审批单 --as-of 2020-09-30
            """,
            """
            All the words must stand in it, be it in its description, its measures or their progress; A to Z in either \
            case. A line for each thing, with the text that has most of the words. Words of three characters and more \
            bring the best first; shorter ones are looked for text by text and come by number, as do views as of a moment.

            Examples:
              taizhang find 三会一课
              taizhang find minutes missing --kind finding
              taizhang find approval --as-of 2020-09-30
            """))

    @Argument(help: help("要找的词，可以几个", "words that must all stand in it", "词|WORD"))
    var words: [String]

    @Option(
        name: .long,
        help: help("只找这一类，如 finding、问题；可多次给出", "of this kind only, such as finding; may be repeated", "类别|KIND"))
    var kind: [String] = []

    @Option(name: .long, help: help("最多这么多项", "at most so many", "N"))
    var limit = 100

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let words = try SearchWords(words)
            guard limit > 0 else {
                throw Fault.unreadableArgument("\(limit)", Message("项数（从 1 起）", "number of rows (from 1)"))
            }
            let (found, total) = try session.ledger.find(
                words, kinds: try kind.map(kind(named:)), limit: limit, try horizon.horizon(session))
            try session.show(FoundList(words: words, found: found, total: total), format)
        }
    }

    private func kind(named word: String) throws -> String {
        let kinds = OpenLedger.searchedKinds
        let found = kinds.first { [$0.kind, $0.title.zh, $0.title.en.lowercased()].contains(word.lowercased()) }
        guard let found else {
            throw Fault(
                "E-ARGUMENT", .usage, Message("不能在“\(word)”里查找。", "There is nothing to search of “\(word)”."),
                remedy: Message(
                    "可写：\(kinds.map { "\($0.title.zh)（\($0.kind)）" }.joined(separator: "、"))。",
                    "Say one of: \(kinds.map(\.kind).joined(separator: ", "))."))
        }
        return found.kind
    }
}

/// Things that were found, one a line.
struct FoundList: ListAnswer {
    var words: SearchWords
    var found: [Found]
    var total: Int

    private static let columns = 60

    var table: Table {
        var table = Table([
            .init(Message("类别", "Kind"), importance: 6),
            .init(Message("编号", "No."), .left, .flexible(minimum: 8), importance: 9),
            .init(Message("字段", "Field"), importance: 5),
            .init(Message("内容", "Text"), .left, .flexible(minimum: 16), importance: 8),
            .init(Message("日期", "Date"), importance: 3), .init(Message("状态", "Stage"), importance: 4),
        ])
        for one in found {
            let number = one.number.map { " \($0)" } ?? ""
            table.add([
                Table.Cell(one.kind), Table.Cell(String(one.stream.id)),
                Table.Cell(one.title + Message(verbatim: one.field == "progress" ? "" : number)),
                Table.Cell(Snippet.of(one.text, words, columns: FoundList.columns)),
                Table.Cell(one.day?.description ?? ""), Table.Cell(one.stage ?? Message("", "")),
            ])
        }
        return table
    }

    var lines: [JSONValue] {
        found.map { one in
            [
                "kind": .string(String(one.stream.kind)), "id": .string(String(one.stream.id)),
                "field": .string(one.field), "number": .integer(one.number), "text": .string(one.text),
                "snippet": .string(Snippet.of(one.text, words, columns: FoundList.columns)), "day": .text(one.day),
                "stage": .text(one.stage?.en),
            ]
        }
    }
    var json: JSONValue { ["found": .array(lines), "total": .integer(total)] }

    func text(on screen: Screen, _ language: Language) -> String {
        let list = listed(on: screen, language)
        guard screen.isTerminal, total > found.count else { return list }
        let note = Message(
            "显示前 \(found.count) 项，共 \(total) 项；用 --limit 看更多。",
            "The first \(found.count) of \(total); see more with --limit.")
        return list + screen.style(.dim, note.text(language)) + "\n"
    }
}
