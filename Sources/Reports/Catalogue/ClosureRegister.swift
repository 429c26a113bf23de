import Ledger
import ReadModels
import Rectification

/// 销号台账: what was struck off, who verified it and who closed it.
enum ClosureRegister {
    static let type = ReportType(
        name: Message("销号台账", "closures"),
        title: title,
        about: Message("已销号的问题：申请、验收、销号各由何人、在何日", "what was closed: who submitted, verified and closed it, and when"),
        make: make)

    private static let title = Message("销号台账", "Register of closures")

    @Sendable private static func make(_ request: ReportRequest) throws -> Report {
        let all = try request.outlook.statistics(request.filter)
        let rate = all.closure.map { "\(all.closed) / \(all.total)（\($0.text)）" } ?? "0"
        let english = all.closure.map { "\(all.closed) of \(all.total) (\($0.text))" } ?? "0"
        return Report(
            title: title, subtitle: .list(request.filter.rounds.map(\.text)),
            facts: try request.facts([ReportFact(Message("已销号", "Closed"), Message(rate, english))]),
            sections: [ReportSection(Message("已销号的问题", "Findings closed"), [.table(try closures(request))])])
    }

    private static func closures(_ request: ReportRequest) throws -> ReportTable {
        let filter = request.filter.within([.closed])
        return ReportTable(
            title,
            [
                .init(Message("编号", "No."), .key), .init(Message("问题", "Finding")), .init(Message("类别", "Category")),
                .init(Message("责任单位", "Units")), .init(Message("责任人", "Owner")),
                .init(Message("登记", "Registered"), .date), .init(Message("申请销号", "Submitted"), .date),
                .init(Message("验收", "Verified"), .date), .init(Message("验收人", "Verified by")),
                .init(Message("销号", "Closed"), .date), .init(Message("销号人", "Closed by")),
                .init(Message("佐证（件）", "Evidence"), .integer), .init(Message("历时（天）", "Days taken"), .integer),
                .init(Message("回头看", "Looked back")),
            ], count: try filter.map(request.outlook.count) ?? 0
        ) { body in
            guard let filter else { return }
            try request.outlook.findings(filter) { row in
                let finding = try request.outlook.finding(row.number)
                try body([
                    .text(row.number.text), .text(row.description), .text(row.category),
                    .names(row.units.map(\.text)), .text(row.owner?.name), .date(row.registeredOn),
                    .date(finding?.submittedOn), .date(finding?.verifiedOn),
                    .names(finding?.verifiers.map(\.name) ?? []), .date(row.closedOn), .text(finding?.closedBy?.name),
                    .count(row.evidence), .integer(row.age), .message(finding?.lastLookBack),
                ])
            }
        }
    }
}

extension Finding {
    fileprivate var lastLookBack: Message? {
        lookBacks.last.map { Message("\($0.on) ", "\($0.on) ") + $0.outcome.title }
    }
}
