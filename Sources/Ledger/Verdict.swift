/// What `verify` found (`format.md`: verdicts).
package struct Verdict: Equatable, Sendable {
    /// What is wrong, in words that do not change: both verifiers (this one and `tools/verify_ledger.py`) use them.
    package enum Code: String, Sendable, CaseIterable {
        case hash, chain, canonical, id, column, missing, streamversion, time, occurredon, source, envelope, command
        case disclosure, tile, schema, size, unreadable
        case evidenceMissing = "evidence-missing"
        case evidenceAltered = "evidence-altered"
        case readModel = "read-model"
    }

    package struct Finding: Equatable, Sendable {
        package var code: Code
        /// The record at fault, where there is one.
        package var sequence: Int?
        /// The attribute, column, table or file at fault.
        package var field: String?
        package var detail: Message

        package init(_ code: Code, at sequence: Int? = nil, field: String? = nil, _ detail: Message) {
            self.code = code
            self.sequence = sequence
            self.field = field
            self.detail = detail
        }
    }

    package enum Outcome: String, Sendable { case intact, failed, unreadable }

    /// Findings are listed up to this many; `moreFindings` counts the rest.
    package static let listed = 20

    package var size = 0
    package var head = Digest.zero
    /// The Merkle root of what was read; nil where the tree could not be computed.
    package var root: Digest?
    package var findings: [Finding] = []
    package var moreFindings = 0
    /// Files of evidence that were found whole.
    package var evidence = 0
    /// Files in the evidence folder that no record names.
    package var orphans = 0
    /// What was not checked, and why: never shown as good.
    package var notChecked: [Message] = []

    package init() {}

    package var outcome: Outcome {
        if findings.contains(where: { $0.code == .unreadable }) { return .unreadable }
        return findings.isEmpty ? .intact : .failed
    }

    /// The first record at fault.
    package var firstBad: Int? { findings.compactMap(\.sequence).min() }

    package mutating func add(_ finding: Finding) {
        // "Unreadable" decides the outcome, so it is never among those that are only counted.
        if findings.count < Verdict.listed || finding.code == .unreadable {
            findings.append(finding)
        } else {
            moreFindings += 1
        }
    }
}
