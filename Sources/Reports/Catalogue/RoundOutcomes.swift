import Ledger
import ReadModels
import Rectification

/// What stands beside the findings in a report on rectification: regulations made, accountability, surveys, publication,
/// look-back rounds. A section of which there is nothing is left out.
///
/// All but the regulations are counted by round: where findings are filtered by anything else, nobody counted them so, and
/// they are left out too.
struct RoundOutcomes {
    private let request: ReportRequest
    private let isByRound: Bool
    private let rounds: [String]

    init(_ request: ReportRequest) {
        self.request = request
        rounds = request.filter.rounds.map(\.text)
        var rest = request.filter
        rest.rounds = []
        isByRound = rest.isEmpty
    }

    func sections() throws -> [ReportSection] {
        try [regulations(), accountability(), surveys(), publications()].compactMap { $0 }
    }

    /// The numbers that have been counted.
    func facts() throws -> [ReportFact] {
        let results = try request.outlook.results(request.filter)
        return [
            ReportFact(
                Message("建立制度数", "Regulations made"), optional: results.regulations > 0 ? "\(results.regulations)" : nil
            ),
            ReportFact(
                Message("问责人数", "Held accountable"), optional: results.accountable.flatMap { $0 > 0 ? "\($0)" : nil }),
            ReportFact(Message("满意度", "Satisfied"), optional: results.satisfaction?.text),
        ].compactMap { $0 }
    }

    private func section(_ heading: Message, _ table: ReportTable) -> ReportSection? {
        table.count > 0 ? ReportSection(heading, [.table(table)]) : nil
    }

    private func regulations() throws -> ReportSection? {
        let names = try request.outlook.regulationsMade(request.filter)
        guard !names.isEmpty else { return nil }
        let table = try ReportTable(
            .regulations, ListingQuery(["name": names.map { .text($0.text) }]), from: request.outlook,
            fields: ["name", "stage", "unit", "adoptedOn", "documentNumber", "answers", "reviewOn", "relapsed"])
        return section(Message("建章立制情况", "Regulations made"), table)
    }

    private func accountability() throws -> ReportSection? {
        guard isByRound else { return nil }
        let table = try ReportTable(
            .accountability, ListingQuery(["round": rounds.map { .text($0) }]), from: request.outlook,
            fields: ["round", "unit", "talk", "criticism", "organisational", "discipline", "total"])
        return section(Message("问责情况", "Accountability"), table)
    }

    private func surveys() throws -> ReportSection? {
        guard isByRound else { return nil }
        let list = Listing.rounds
        let asked = try request.outlook.rows(of: list, ListingQuery(["name": rounds.map { .text($0) }])).filter {
            list.value("surveyedOn", $0) != .none
        }
        return section(
            Message("群众满意度测评", "Satisfaction survey"),
            ReportTable(
                list, rows: asked,
                fields: [
                    "name", "surveyedOn", "asked", "answered", "satisfied", "basicallySatisfied", "dissatisfied",
                ], name: Message("满意度测评", "Survey"),
                last: (
                    .init(Message("满意度", "Satisfied"), .percent),
                    { row in
                        let satisfied = list.integer("satisfied", row) + list.integer("basicallySatisfied", row)
                        return .percent(Rate(satisfied, list.integer("answered", row)))
                    }
                )))
    }

    private func publications() throws -> ReportSection? {
        guard isByRound else { return nil }
        let table = try ReportTable(
            .publications, ListingQuery(["round": rounds.map { .text($0) }]), from: request.outlook,
            fields: ["round", "publishedOn", "until", "place", "document"])
        return section(Message("公开情况", "Publication"), table)
    }

    /// The look-back rounds that are among the rounds asked for, or were drawn from them.
    func lookBacks() throws -> [ReportBlock] {
        guard isByRound else { return [] }
        let list = Listing.lookBacks
        let rows = try request.outlook.rows(of: list).filter { row in
            let names = ["name", "from"].flatMap { field in
                list.value(field, row).text?.split(separator: "\n").map(String.init) ?? []
            }
            return rounds.isEmpty || names.contains { rounds.contains($0) }
        }
        guard !rows.isEmpty else { return [] }
        let sum = { (name: String) in rows.reduce(0) { $0 + list.integer(name, $1) } }
        let (done, relapsed) = (sum("done"), sum("relapsed"))
        let rate = Rate(relapsed, done)?.text ?? "–"
        let said = Message(
            "抽取样本 \(sum("sampled")) 个，已看 \(done) 个，反弹 \(relapsed) 个，反弹率 \(rate)。",
            "Of \(Message.counted(sum("sampled"), "", "finding", "findings").en) drawn, looked back at: \(done), "
                + "relapsed: \(relapsed) (\(rate)).")
        let table = ReportTable(
            list, rows: rows,
            fields: ["name", "from", "method", "drawnOn", "population", "sampled", "done", "relapsed", "closedOn"])
        return [.paragraph(said), .table(table), .paragraph(Message("逐项查看的结果：", "Each look-back:"))]
    }
}
