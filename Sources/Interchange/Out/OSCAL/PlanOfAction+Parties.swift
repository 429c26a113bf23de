import Ledger
import ReadModels
import Rectification

// Who has to do with the findings: units, posts and codes of persons, bodies that inspected.

extension PlanOfAction {
    /// Those that the document names, each once, by kind and name.
    var parties: [JSONValue] {
        let actors = Set(dossiers.findings.flatMap(actors))
        let homes = actors.compactMap { dossiers.office.unit(of: $0) }
        let units = Set(dossiers.findings.flatMap(units) + homes)
        let bodies = Set(dossiers.findings.compactMap { round(of: $0)?.body })
        return bodies.sorted().map(body) + units.sorted().map(unit) + actors.sorted().map(actor)
    }

    func uuid(of unit: UnitID) -> JSONValue { uuid(unit.stream.text) }
    func uuid(of actor: ActorID) -> JSONValue { uuid(actor.stream.text) }
    func uuid(ofBody body: String) -> JSONValue { uuid("body/\(body)") }

    func round(of dossier: Dossier) -> Round? {
        dossier.finding.round.flatMap { id in dossiers.rounds.first { $0.id == id } }
    }

    private func units(of dossier: Dossier) -> [UnitID] {
        let finding = dossier.finding
        return finding.units + [finding.unit, finding.assignment.leadUnit].compactMap { $0 }
    }

    private func actors(of dossier: Dossier) -> [ActorID] {
        let finding = dossier.finding
        let named = Array(finding.owners) + [finding.assignment.leader].compactMap { $0 }
        return named + dossier.steps.compactMap { ActorID($0.doer) }
    }

    private func body(_ name: String) -> JSONValue {
        .compact(["uuid": uuid(ofBody: name), "type": "organization", "name": .oscalString(name)])
    }

    private func unit(_ unit: UnitID) -> JSONValue {
        .compact([
            "uuid": uuid(of: unit), "type": "organization", "name": .oscalString(unit.text),
            "props": .list([.prop("stream", unit.stream)]),
        ])
    }

    /// OSCAL knows persons and organisations. A post is held by a person, whom the document does not name.
    private func actor(_ actor: ActorID) -> JSONValue {
        .compact([
            "uuid": uuid(of: actor), "type": "person", "name": .oscalString(actor.name),
            "member-of-organizations": .list([dossiers.office.unit(of: actor).map(uuid(of:))]),
            "props": .list([.prop("stream", actor.stream)]),
        ])
    }
}
