import Ledger
import ReadModels
import Rectification

/// The findings as NIST's OSCAL has them: a plan of action and milestones, version 1.1.3 (`docs/oscal.md`).
///
/// The same ledger on the same day gives the same document: every UUID is made from the ledger's and a name (RFC 9562
/// §5.5), every time is a record's or a day of the office. No person is named: posts and codes are.
package struct PlanOfAction: Sendable {
    package static let version = "1.1.3"

    let dossiers: Dossiers
    let identity: LedgerIdentity
    /// The rounds that it is of; none: of all.
    let rounds: [RoundID]
    let language: Language

    package init(_ dossiers: Dossiers, of rounds: [RoundID], _ identity: LedgerIdentity, _ language: Language) {
        self.dossiers = dossiers
        self.rounds = rounds
        self.identity = identity
        self.language = language
    }

    /// Writes the document, one finding's part at a time: a list's members stand on lines of their own.
    ///
    /// It has at least one item: not for an empty list of findings.
    package func write(_ write: ([UInt8]) throws -> Void) throws {
        func put(_ text: String) throws { try write(Array(text.utf8)) }
        func put(_ name: String, _ value: JSONValue) throws {
            try put("\"\(name)\":")
            try write(CanonicalJSON.serialize(value))
            try put(",\n")
        }
        func put(_ name: String, listOf part: (Dossier) -> JSONValue) throws {
            try put("\"\(name)\":[")
            for (index, dossier) in dossiers.findings.enumerated() {
                try put(index == 0 ? "\n" : ",\n")
                try write(CanonicalJSON.serialize(part(dossier)))
            }
            try put("\n],\n")
        }
        try put("{\"plan-of-action-and-milestones\":{\n")
        let resources = resources
        if !resources.isEmpty { try put("back-matter", ["resources": .array(resources)]) }
        try put("metadata", metadata)
        try put("observations", listOf: observation)
        try put("poam-items", listOf: item)
        try put("risks", listOf: risk)
        try put("system-id", ["identifier-type": "https://ietf.org/rfc/rfc4122", "id": .string(identity.id.text)])
        try put("\"uuid\":")
        try write(CanonicalJSON.serialize(uuid(documentName)))
        try put("}}\n")
    }

    /// A document of some rounds is another one than that of all.
    private var documentName: String {
        (["oscal", "poam"] + rounds.sorted().map(\.stream.text)).joined(separator: "/")
    }

    /// The name within this ledger as a UUID.
    func uuid(_ name: String) -> JSONValue { .string(Identifier(named: name, in: identity.id).text) }

    func say(_ zh: String, _ en: String) -> String { Message(zh, en).text(language) }

    /// The evidence of all findings, each file once.
    private var resources: [JSONValue] {
        var seen: Set<String> = []
        return dossiers.findings.flatMap(exhibits).filter { seen.insert($0["uuid"]?.string ?? "").inserted }
    }
}

// MARK: - Metadata

extension PlanOfAction {
    private var metadata: JSONValue {
        let last = dossiers.last
        let title =
            ([dossiers.name] + rounds.map(\.text)).joined(separator: " · ")
            + say("：整改计划与节点", ": plan of action and milestones")
        return .compact([
            "title": .markupLine(title), "last-modified": .text(last?.time ?? Instant(milliseconds: 0)),
            "version": .string(String(last?.sequence ?? 0)), "oscal-version": .string(PlanOfAction.version),
            "document-ids": [["scheme": "urn:taizhang:ledger", "identifier": .string(identity.source)]],
            "props": .list([
                .prop("as-of", dossiers.day), .prop("records", last?.sequence), .prop("head", last?.hash?.hex),
            ]),
            "roles": .array(OSCALRole.allCases.map(role)), "parties": .array(parties),
        ])
    }

    private func role(_ role: OSCALRole) -> JSONValue {
        ["id": .string(role.rawValue), "title": .string(role.title.text(language))]
    }
}

/// What a party is to a finding.
enum OSCALRole: String, CaseIterable {
    case body = "inspection-body"
    case leader = "accountable-leader"
    case leadUnit = "lead-unit"
    case unit = "responsible-unit"
    case owner

    var title: Message {
        switch self {
        case .body: Message("检查机构", "Body that inspected")
        case .leader: Message("责任领导", "Accountable leader")
        case .leadUnit: Message("牵头单位", "Lead unit")
        case .unit: Message("责任单位", "Responsible unit")
        case .owner: Message("责任人", "Owner")
        }
    }
}

extension JSONValue {
    static func text(_ value: some CustomStringConvertible) -> JSONValue { .string(value.description) }
}
