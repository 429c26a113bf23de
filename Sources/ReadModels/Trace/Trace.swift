import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// Where a thing came from and what came of it, by what the records name (`rm_link`).
package struct Trace: Sendable {
    package struct Node: Sendable {
        package var stream: StreamName
        /// What it is to the one above it; nil for the root.
        package var way: Message?
        /// Nil where the ledger does not have it (yet).
        package var headline: Headline?
        package var children: [Node] = []
        /// Whether it stands elsewhere in the tree already, with what belongs to it.
        package var isSeen = false
        /// How many more belong under it.
        package var more = 0
    }

    package var root: Node
    package var origins: [Node] = []
    package var outcomes: [Node] = []
    /// How many more there are than `origins` and `outcomes` list.
    package var moreOrigins = 0
    package var moreOutcomes = 0

    /// What things of a kind are called.
    package static func title(ofKind kind: String) -> Message {
        titles[kind] ?? Message(verbatim: kind)
    }

    private static let titles = [
        "finding": Message("问题", "finding"), "round": Message("轮次", "round"), "regulation": Message("制度", "regulation"),
        "activity": Message("活动", "activity"), "plan": Message("计划", "plan"), "item": Message("条目", "item"),
        "task": Message("任务", "task"), "duty": Message("经常性工作", "duty"), "concern": Message("关切", "concern"),
        "pointrules": Message("积分规则", "rules for points"), "quarter": Message("季度积分", "quarter"),
        "gradecriteria": Message("定级标准", "criteria"), "grade": Message("支部等级", "grade"),
        "model": Message("典型", "model"), "application": Message("创建申报", "application"),
        "matter": Message("重大事项", "matter"),
        "common": Message("共性问题", "common problem"),
        "member": Message("党员", "member"), "branch": Message("支部", "branch"),
    ]
}

extension OpenLedger {
    /// - Parameters:
    ///   - depth: how many steps to walk each way.
    ///   - limit: how many to list at each place.
    /// - Returns: nil where the ledger has no such thing.
    package func trace(_ stream: StreamName, depth: Int, limit: Int, _ horizon: Horizon = .now) throws -> Trace? {
        let gate = Gate(horizon, identity.zone)
        return try view(horizon) { transaction, _ in
            var walk = Walk(transaction, gate, limit)
            guard let headline = try walk.headline(of: stream) else { return nil }
            var trace = Trace(root: Trace.Node(stream: stream, headline: headline))
            (trace.origins, trace.moreOrigins) = try walk.nodes(from: stream, onward: false, depth)
            walk.seen = [:]
            (trace.outcomes, trace.moreOutcomes) = try walk.nodes(from: stream, onward: true, depth)
            return trace
        }
    }
}

/// A walk along the links of one view.
private struct Walk {
    let transaction: SQLiteStore.Transaction
    let gate: Gate
    let limit: Int
    /// What was walked on from, and how many steps were left there. From nearer the root it is walked on again: there more
    /// of it is seen.
    var seen: [StreamName: Int] = [:]

    init(_ transaction: SQLiteStore.Transaction, _ gate: Gate, _ limit: Int) {
        (self.transaction, self.gate, self.limit) = (transaction, gate, limit)
    }

    /// What a stream leads on to, or what it came from, and how many more there are.
    mutating func nodes(from stream: StreamName, onward: Bool, _ depth: Int) throws -> (nodes: [Trace.Node], more: Int)
    {
        let all = try neighbours(of: stream, onward: onward)
        guard depth > 0 else { return ([], all.count) }
        seen[stream] = depth
        var nodes: [Trace.Node] = []
        for (other, way) in all.prefix(limit) {
            var node = Trace.Node(stream: other, way: way, headline: try headline(of: other))
            node.isSeen = seen[other].map { $0 >= depth - 1 } ?? false
            if !node.isSeen { (node.children, node.more) = try self.nodes(from: other, onward: onward, depth - 1) }
            nodes.append(node)
        }
        return (nodes, all.count - nodes.count)
    }

    private func neighbours(of stream: StreamName, onward: Bool) throws -> [(stream: StreamName, way: Message)] {
        let sql = "SELECT source, way, target FROM rm_link WHERE source = ? OR target = ? ORDER BY way, source, target"
        let rows = try Row.fetchAll(transaction.database, sql: sql, arguments: [stream.text, stream.text])
        let links = rows.compactMap { row -> (stream: StreamName, way: Message)? in
            guard let source = row.text(at: 0).flatMap({ StreamName($0) }), let name = row.text(at: 1),
                let target = row.text(at: 2).flatMap({ StreamName($0) })
            else { return nil }
            let way = LinkWay(name, from: source)
            let isSource = source == stream
            guard (way.leadsOn == isSource) == onward else { return nil }
            return (isSource ? target : source, way.title(seenFromSource: isSource))
        }
        return links.sorted { Place($0.stream) < Place($1.stream) }
    }

    /// Names with numbers stand in the order of their numbers.
    private struct Place: Comparable {
        let kind: String, name: String, number: Int

        init(_ stream: StreamName) {
            kind = String(stream.kind)
            let hyphen = stream.id.lastIndex(of: "-")
            let digits = hyphen.flatMap { Int(stream.id[stream.id.index(after: $0)...]) }
            (name, number) = (
                String(digits == nil ? stream.id : stream.id[..<(hyphen ?? stream.id.endIndex)]), digits ?? 0
            )
        }

        static func < (left: Place, right: Place) -> Bool {
            (left.kind, left.name, left.number) < (right.kind, right.name, right.number)
        }
    }

    // MARK: headlines

    /// What a stream is about; nil where there is none of that name.
    func headline(of stream: StreamName) throws -> Headline? {
        if let item = PlanItemID(stream) {
            let plan = try fold(Plan.self, item.plan.stream)
            return plan?.item(item.number).map { Headline($0.title) }
        }
        guard let concept = Tables.concepts.first(where: { $0.kind == stream.kind }) else { return nil }
        return try headline(concept, stream)
    }

    private func headline<C: Tabled>(_ concept: C.Type, _ stream: StreamName) throws -> Headline? {
        try fold(concept, stream)?.headline
    }

    private func fold<C: Tabled>(_ concept: C.Type, _ stream: StreamName) throws -> C? {
        try transaction.fold(stream, where: gate.lets, C.evolve)
    }
}
