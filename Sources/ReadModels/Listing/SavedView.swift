import Ledger

/// A question that was kept, as a small text file: `key = value` lines and comments with `#` (docs/filters.md).
///
/// It is no part of the ledger: nothing of it is hashed, and whoever has the file may change it.
package struct SavedView: Equatable, Sendable {
    package var list = ""
    package var condition: String?
    package var columns: String?
    package var sort: String?
    package var limit: Int?
    package var groups: String?

    package init(list: String) { self.list = list }

    private enum Key: String, CaseIterable {
        case list, `where`, columns, sort, limit
        case groups = "group-by"

        var title: String {
            switch self {
            case .list: "列表"
            case .where: "条件"
            case .columns: "字段"
            case .sort: "排序"
            case .limit: "项数"
            case .groups: "分组"
            }
        }
    }

    /// Reads a view's file.
    ///
    /// - Throws: E-VIEW-LINE with the line's number, E-VIEW-LIST.
    package static func read(_ bytes: [UInt8], called name: String) throws(Fault) -> SavedView {
        guard bytes.count <= 16_384, let text = String(validating: bytes, as: UTF8.self) else {
            throw .noView(name)
        }
        var values: [Key: String] = [:]
        var rest = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        var number = 0
        while !rest.isEmpty {
            let end = rest.firstIndex(where: \.isNewline) ?? rest.endIndex
            let line = String(rest[..<end])
            rest = rest[end...].dropFirst()
            number += 1
            guard let (word, value) = try parts(of: line, number, name) else { continue }
            guard let key = Key.allCases.first(where: { [$0.rawValue, $0.title].contains(word.lowercased()) }) else {
                throw .badLine(line, number, name, Message("没有“\(word)”这一项", "there is no “\(word)”"))
            }
            guard values.updateValue(value, forKey: key) == nil else {
                throw .badLine(line, number, name, Message("“\(word)”写了两次", "“\(word)” stands twice"))
            }
            if key == .limit, FilterNumber.read(value).map({ $0 > 0 }) != true {
                throw .badLine(line, number, name, Message("项数应是正整数", "limit is a whole number above 0"))
            }
        }
        guard let list = values[.list] else { throw .noListInView(name) }
        var view = SavedView(list: list)
        (view.condition, view.columns, view.sort) = (values[.where], values[.columns], values[.sort])
        (view.limit, view.groups) = (values[.limit].flatMap { FilterNumber.read($0) }, values[.groups])
        return view
    }

    /// The key and the value of a line; nil where it is blank or a comment.
    private static func parts(
        of line: String, _ number: Int, _ name: String
    ) throws(Fault) -> (word: String, value: String)? {
        let trimmed = line.trimmed
        guard !trimmed.isEmpty, !trimmed.hasPrefix("#"), !trimmed.hasPrefix("＃") else { return nil }
        guard let sign = trimmed.firstIndex(where: { $0 == "=" || $0 == "＝" }) else {
            throw .badLine(line, number, name, Message("应写作“名称 = 值”", "it should be name = value"))
        }
        let value = String(trimmed[sign...].dropFirst()).trimmed
        guard !value.isEmpty else { throw .badLine(line, number, name, Message("缺少值", "the value is missing")) }
        return (String(trimmed[..<sign]).trimmed, value)
    }

    /// The file's text.
    package var text: String {
        let lines: [(Key, String?)] = [
            (.list, list), (.where, condition), (.columns, columns), (.sort, sort), (.limit, limit.map(String.init)),
            (.groups, groups),
        ]
        return lines.compactMap { key, value in value.map { "\(key.rawValue) = \(SavedView.onOneLine($0))\n" } }
            .joined()
    }

    /// The file's text, which reads back as this view.
    ///
    /// - Throws: E-VIEW-BREAK where a value has a line break that means something: within quotation marks.
    package func kept() throws(Fault) -> String {
        let values = [list, condition, columns, sort, groups].compactMap { $0 }
        guard values.allSatisfy({ !SavedView.hasQuotedBreak($0) }) else { throw .lineBreakInView }
        return text
    }

    /// Between tokens of a filter a line break is a space.
    private static func onOneLine(_ value: String) -> String {
        String(value.map { $0.isNewline ? " " : $0 }).trimmed
    }

    private static func hasQuotedBreak(_ value: String) -> Bool {
        guard value.contains(where: \.isNewline) else { return false }
        let tokens = { (text: String) in (try? FilterToken.tokens(of: text))?.map(\.kind) }
        return tokens(value) == nil || tokens(value) != tokens(onOneLine(value))
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace ?? false { rest.removeFirst() }
        while rest.last?.isWhitespace ?? false { rest.removeLast() }
        return String(rest)
    }
}

extension Fault {
    fileprivate static let lineBreakInView = Fault(
        "E-VIEW-BREAK", .usage,
        Message(
            "条件的引号里有换行，视图文件里写不下。",
            "The condition has a line break within quotation marks, which no file of a view can hold."),
        remedy: Message("去掉引号里的换行再存。", "Take the line break out and save it again."))

    private static let remedy = Message(
        "每行写“名称 = 值”，名称有 list、where、columns、sort、limit、group-by；# 起头的是注释。",
        "Each line is name = value, of list, where, columns, sort, limit, group-by; # begins a comment.")

    fileprivate static func badLine(_ line: String, _ number: Int, _ name: String, _ why: Message) -> Fault {
        var fault = Fault(
            "E-VIEW-LINE", .badData,
            Message("视图 \(name) 第 \(number) 行：\(why.zh)。", "Line \(number) of the view \(name): \(why.en)."),
            remedy: remedy)
        fault.place = Place(text: line, range: 0..<max(1, line.unicodeScalars.count))
        return fault
    }

    fileprivate static func noListInView(_ name: String) -> Fault {
        Fault(
            "E-VIEW-LIST", .badData,
            Message("视图 \(name) 没有写是哪个列表。", "The view \(name) does not say which list it is of."),
            remedy: Message("加上一行，如 list = findings。", "Add a line such as list = findings."))
    }

    fileprivate static func noView(_ name: String) -> Fault {
        Fault(
            "E-VIEW-FILE", .badData, Message("\(name) 不是视图文件。", "\(name) is no file of a view."),
            state: Message("不是 UTF-8 文字，或超过 16 KiB。", "It is no UTF-8 text, or longer than 16 KiB."), remedy: remedy)
    }
}
