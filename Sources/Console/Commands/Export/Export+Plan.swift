import Interchange
import Ledger
import ReadModels
import Rectification

extension ExportCommand {
    func exportPlan(_ session: Session) throws {
        var filter = FindingFilter()
        filter.rounds = try round.map { try identifier($0, Message("轮次", "round")) }
        let ledger = try session.ledger
        let bar = session.progressBar(Message("读取", "Reading"), total: try session.recordCount())
        defer { bar.finish() }
        let dossiers = try ledger.dossiers(filter, try horizon.horizon(session)) { bar.advance(to: $0) }
        bar.finish()
        if let unknown = filter.rounds.first(where: { id in !dossiers.rounds.contains { $0.id == id } }) {
            throw Fault.noRound(unknown, dossiers.rounds.map(\.id))
        }
        guard !dossiers.findings.isEmpty else { throw Fault.nothingPlanned }
        let plan = PlanOfAction(dossiers, of: filter.rounds, ledger.identity, session.language)
        try output.write { buffer in try plan.write { try buffer.write($0) } }
        guard let name = output.output, output.isFile else { return }
        try session.show(PlanAnswer(file: name, dossiers: dossiers))
    }
}

/// A plan of action that was written to a file.
struct PlanAnswer: Answer {
    var file: String
    var dossiers: Dossiers

    private var findings: Int { dossiers.findings.count }
    private var open: Int { dossiers.findings.count { $0.finding.stage.isOpen } }
    private var measures: Int { dossiers.findings.reduce(0) { $0 + $1.finding.measures.count } }

    func text(on screen: Screen, _ language: Language) -> String {
        Message(
            "已写出 \(shown(file))：OSCAL \(PlanOfAction.version)，\(findings) 个问题（未销号 \(open)），\(measures) 条措施，截至 \(dossiers.day)。",
            "Wrote \(shown(file)): OSCAL \(PlanOfAction.version), \(findings) findings (\(open) open), \(measures) measures, as of \(dossiers.day)."
        ).text(language) + "\n"
    }

    var json: JSONValue {
        [
            "file": .string(file), "oscal": .string(PlanOfAction.version), "findings": .integer(findings),
            "open": .integer(open), "measures": .integer(measures), "asOf": .text(dossiers.day),
        ]
    }
}

extension Fault {
    fileprivate static func noRound(_ round: RoundID, _ known: [RoundID]) -> Fault {
        let names = known.map(\.text)
        return Fault(
            "E-ROUND-UNKNOWN", .notFound, Message("没有轮次 \(round)。", "There is no round \(round)."),
            state: names.isEmpty
                ? nil
                : Message("有：\(names.joined(separator: "、"))。", "There are: \(names.joined(separator: ", "))."),
            remedy: Message("核对名称：taizhang round list。", "Check the name: taizhang round list."))
    }

    /// NIST's schema asks for an item at least.
    fileprivate static let nothingPlanned = Fault(
        "E-OSCAL-EMPTY", .notFound,
        Message("没有可写进整改计划的问题。", "There is no finding for a plan of action."),
        state: Message("OSCAL 的整改计划至少要有一项。", "An OSCAL plan of action has one item at least."),
        remedy: Message("放宽 --round 或 --as-of。", "Ask for another --round or --as-of."))
}
