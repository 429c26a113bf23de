import Ledger
import ReadModels
import Rectification

// A finding becomes an observation (what was found), a risk (what is done about it, by when) and an item that names both.

extension PlanOfAction {
    func item(_ dossier: Dossier) -> JSONValue {
        let finding = dossier.finding
        return .compact([
            "uuid": uuid(name(dossier)), "title": .markupLine("\(finding.number) \(finding.description)"),
            "description": .markup(finding.details ?? finding.description),
            "props": .list([
                .prop("number", finding.number), .prop("stage", finding.stage.rawValue),
                .prop("stage-since", finding.stageSince), .prop("category", finding.category),
                .prop("round", finding.round), .prop("source", finding.source),
                .prop("registered-on", finding.registeredOn), .prop("closed-on", finding.closedOn),
                .prop("light", dossier.row.light.map { "\($0)" }),
                .prop("merged-into", finding.mergedInto), .prop("returns", count(finding.returns)),
                .prop("extensions", count(finding.extensions)), .prop("relapses", count(finding.relapses)),
                .prop("claimed", finding.isClaimed ? "true" : nil),
            ]),
            "origins": origins(dossier),
            "related-observations": [["observation-uuid": uuid(name(dossier, "observation"))]],
            "related-risks": [["risk-uuid": uuid(name(dossier, "risk"))]],
        ])
    }

    func observation(_ dossier: Dossier) -> JSONValue {
        let finding = dossier.finding
        return .compact([
            "uuid": uuid(name(dossier, "observation")), "title": .markupLine(finding.description),
            "description": .markup(finding.details ?? finding.description),
            // The ledger does not say how an inspection came to see it.
            "methods": ["UNKNOWN"], "types": finding.isClaimed ? ["finding", "historic"] : ["finding"],
            "origins": origins(dossier),
            "subjects": .list([finding.unit.map { ["subject-uuid": uuid(of: $0), "type": "party"] }]),
            "relevant-evidence": .array(evidence(dossier).map(relevant)),
            "collected": .string(identity.zone.beginning(of: finding.feedbackOn ?? finding.registeredOn)),
        ])
    }

    func risk(_ dossier: Dossier) -> JSONValue {
        let finding = dossier.finding
        let assignment = finding.assignment
        return .compact([
            "uuid": uuid(name(dossier, "risk")), "title": .markupLine(finding.description),
            "description": .markup(finding.details ?? finding.description),
            "statement": .markup(finding.goal ?? finding.description),
            "status": .string(finding.stage.riskStatus),
            "props": .list([
                .prop(OSCALRole.leader.rawValue, assignment.leader?.name),
                .prop(OSCALRole.leadUnit.rawValue, assignment.leadUnit), .prop("owner", finding.owner?.name),
            ]), "origins": origins(dossier),
            "deadline": finding.deadline.map { .string(identity.zone.end(of: $0)) },
            "remediations": .array(finding.measures.map { remediation($0, dossier) }),
            "risk-log": dossier.steps.isEmpty ? nil : ["entries": .array(dossier.steps.map(entry))],
            "related-observations": [["observation-uuid": uuid(name(dossier, "observation"))]],
        ])
    }

    /// The stream, and a part of it.
    private func name(_ dossier: Dossier, _ part: String? = nil) -> String {
        ([dossier.finding.number.stream.text] + [part].compactMap { $0 }).joined(separator: "/")
    }

    private func count(_ number: Int) -> Int? { number == 0 ? nil : number }

    /// The body that inspected; where the round names none, there is nobody of whom it could be said.
    private func origins(_ dossier: Dossier) -> JSONValue {
        .list([
            round(of: dossier)?.body.map { body in
                [
                    "actors": [
                        [
                            "type": "party", "actor-uuid": uuid(ofBody: body),
                            "role-id": .string(OSCALRole.body.rawValue),
                        ]
                    ]
                ]
            }
        ])
    }

    private func entry(_ step: HistoryRow) -> JSONValue {
        let status = step.after?.stage.riskStatus
        return .compact([
            "uuid": uuid("record/\(step.sequence)"), "title": .markupLine(step.title.text(language)),
            "description": step.reason.map { .markup($0) },
            "start": .string(identity.zone.beginning(of: step.occurredOn)),
            "logged-by": .list([ActorID(step.doer).map { ["party-uuid": uuid(of: $0)] }]),
            "status-change": status == step.before?.stage.riskStatus ? nil : status.map { .string($0) },
            "props": .list([
                .prop("record", step.sequence), .prop("hash", step.hash?.hex), .prop("recorded", step.time),
                .prop("event", step.record.type),
            ]),
        ])
    }
}

// MARK: - Measures

extension PlanOfAction {
    private func remediation(_ measure: Measure, _ dossier: Dossier) -> JSONValue {
        let base = name(dossier, "measure/\(measure.number)")
        let isOver = measure.isComplete || (measure.isDone && dossier.finding.stage == .closed)
        return .compact([
            "uuid": uuid(base), "lifecycle": isOver ? "completed" : "planned",
            "title": .markupLine(say("措施 \(measure.number)", "Measure \(measure.number)")),
            "description": .markup(measure.text),
            "props": .list([
                .prop("kind", measure.kind.rawValue), .prop("percent", measure.percent),
                .prop("planned-on", measure.plannedOn), .prop("completed-on", measure.completedOn),
                .prop("claimed", measure.isClaimed ? "true" : nil),
            ]),
            "tasks": .array(milestones(measure, dossier, base)),
            "remarks": measure.progress.last.map { .markup("\($0.on)：\($0.text)") },
        ])
    }

    /// The last day, or the days of review: the names are those that the calendar has for them.
    private func milestones(_ measure: Measure, _ dossier: Dossier, _ base: String) -> [JSONValue] {
        let last = measure.deadline.map { deadline in
            milestone(
                "\(base)/deadline", say("整改时限", "Deadline"), deadline, measure, dossier,
                [
                    .prop("original-deadline", measure.originalDeadline), .prop("completed-on", measure.completedOn),
                    .prop("extension-asked-until", measure.requestedDeadline),
                ])
        }
        let reviews = Set(measure.reviewDates).sorted().map { date in
            milestone("\(base)/\(date)/review", say("复核", "Review"), date, measure, dossier, [])
        }
        return [last].compactMap { $0 } + reviews
    }

    private func milestone(
        _ name: String, _ title: String, _ day: CalendarDate, _ measure: Measure, _ dossier: Dossier,
        _ props: [JSONValue?]
    ) -> JSONValue {
        .compact([
            "uuid": uuid(name), "type": "milestone", "title": .markupLine("\(title) \(day)"), "props": .list(props),
            "timing": ["on-date": ["date": .string(identity.zone.end(of: day))]],
            "responsible-roles": .list([
                responsible(.owner, [dossier.finding.owner(of: measure)].compactMap { $0 }.map(uuid(of:))),
                responsible(.unit, (measure.units.isEmpty ? dossier.finding.units : measure.units).map(uuid(of:))),
            ]),
        ])
    }

    private func responsible(_ role: OSCALRole, _ parties: [JSONValue]) -> JSONValue? {
        parties.isEmpty ? nil : ["role-id": .string(role.rawValue), "party-uuids": .array(parties)]
    }
}

// MARK: - Evidence

extension PlanOfAction {
    /// Files of evidence as resources with their digests. Their names are left out, which may name a person.
    func exhibits(of dossier: Dossier) -> [JSONValue] {
        evidence(dossier).compactMap { exhibit in
            guard let file = exhibit.file else { return nil }
            return .compact([
                "uuid": uuid("evidence/\(file.digest.hex)"),
                "title": exhibit.kind.isEmpty ? nil : .markupLine(exhibit.kind),
                "rlinks": [
                    .compact([
                        "href": .string("evidence/\(file.digest.hex.prefix(2))/\(file.digest.hex)"),
                        "media-type": .oscalString(file.mediaType),
                        "hashes": [["algorithm": "SHA-256", "value": .string(file.digest.hex)]],
                    ])
                ],
            ])
        }
    }

    private func evidence(_ dossier: Dossier) -> [Exhibit] {
        dossier.finding.evidence + dossier.finding.measures.flatMap(\.evidence)
    }

    private func relevant(_ exhibit: Exhibit) -> JSONValue {
        .compact([
            "href": exhibit.file.map {
                .string("#" + Identifier(named: "evidence/\($0.digest.hex)", in: identity.id).text)
            },
            "description": .markup(exhibit.kind.isEmpty ? say("佐证材料", "evidence") : exhibit.kind),
        ])
    }
}

extension Finding.Stage {
    /// In OSCAL's words for the status of a risk; ours stands beside it, in the item's property `stage`.
    fileprivate var riskStatus: String {
        switch self {
        case .registered, .assigned: "open"
        case .inprogress, .submitted, .verified: "remediating"
        case .closed, .withdrawn, .merged: "closed"
        }
    }
}
