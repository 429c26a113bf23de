import Ledger
import ReadModels

/// Where a thing came from and what came of it, as two trees.
struct TraceAnswer: Answer {
    var trace: Trace

    func text(on screen: Screen, _ language: Language) -> String {
        var text = screen.style(.bold, line("", of: trace.root, on: screen, language)) + "\n"
        for (title, nodes, more) in [
            (Message("来源", "Came from"), trace.origins, trace.moreOrigins),
            (Message("去向", "Came of it"), trace.outcomes, trace.moreOutcomes),
        ] {
            text += heading(title, on: screen, language)
            if nodes.isEmpty {
                text += screen.style(.dim, Message("（没有）", "(nothing)").text(language)) + "\n"
            } else {
                text += tree(nodes, margin: "", on: screen, language)
                text += remark("", more, isCut: false, on: screen, language)
            }
        }
        return text
    }

    private func tree(_ nodes: [Trace.Node], margin: String, on screen: Screen, _ language: Language) -> String {
        nodes.enumerated().map { place, node in
            let isLast = place == nodes.count - 1
            let stem = margin + (isLast ? "└─ " : "├─ ")
            let below = margin + (isLast ? "   " : "│  ")
            return line(stem, of: node, on: screen, language) + "\n"
                + tree(node.children, margin: below, on: screen, language)
                + remark(below, node.more, isCut: node.children.isEmpty, on: screen, language)
        }.joined()
    }

    private func line(_ stem: String, of node: Trace.Node, on screen: Screen, _ language: Language) -> String {
        var parts: [String] = []
        if let way = node.way { parts.append(way.text(language)) }
        parts.append("\(Trace.title(ofKind: String(node.stream.kind)).text(language)) \(node.stream.id)")
        if let day = node.headline?.day { parts.append(day.description) }
        if let title = node.headline?.title { parts.append(title) }
        if node.headline == nil { parts.append(Message("（台账里还没有）", "(not in the ledger yet)").text(language)) }
        if node.isSeen { parts.append(Message("（已列出）", "(listed already)").text(language)) }
        let text = stem + shown(parts.joined(separator: "  "), lineBreaks: .escaped)
        return screen.isTerminal ? text.cut(toColumns: screen.columns) : text
    }

    /// How many more there are: too far to walk to, or too many to list.
    private func remark(
        _ margin: String, _ more: Int, isCut: Bool, on screen: Screen, _ language: Language
    ) -> String {
        guard more > 0 else { return "" }
        let message =
            isCut
            ? Message("… 还有 \(more) 项（--depth）", "… \(more) more (--depth)")
            : Message("… 另有 \(more) 项（--limit）", "… \(more) more (--limit)")
        return margin + screen.style(.dim, message.text(language)) + "\n"
    }

    var json: JSONValue {
        guard case .object(var members) = TraceAnswer.json(trace.root) else { return .null }
        members["children"] = nil
        members["more"] = ["origins": .integer(trace.moreOrigins), "outcomes": .integer(trace.moreOutcomes)]
        members["origins"] = .array(trace.origins.map(TraceAnswer.json))
        members["outcomes"] = .array(trace.outcomes.map(TraceAnswer.json))
        return .object(members)
    }

    private static func json(_ node: Trace.Node) -> JSONValue {
        [
            "way": .text(node.way?.en), "stream": .text(node.stream), "kind": .string(String(node.stream.kind)),
            "name": .string(String(node.stream.id)), "title": .text(node.headline?.title),
            "date": .text(node.headline?.day), "known": .bool(node.headline != nil), "seen": .bool(node.isSeen),
            "more": .integer(node.more), "children": .array(node.children.map(json)),
        ]
    }
}
