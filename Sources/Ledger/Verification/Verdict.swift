/// What `verify` found (`format.md`: verdicts).
package struct Verdict: Equatable, Sendable {
    /// What is wrong, in words that do not change: both verifiers (this one and `tools/verify_ledger.py`) use them.
    package enum Code: String, Sendable, CaseIterable {
        case hash, chain, canonical, id, column, missing, streamversion, time, occurredon, source, envelope, command
        case disclosure, tile, schema, size, unreadable
        case evidenceMissing = "evidence-missing"
        case evidenceAltered = "evidence-altered"
        case readModel = "read-model"
        case signature, key, heads, checkpoint, rolledback, forked, cosignature, quorum, timestamp, erasure
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

    /// What a key of the ledger's stands for.
    package struct Protection: Equatable, Sendable {
        package var algorithm: String
        package var key: String
        /// How many records its latest checkpoint covers.
        package var size: Int

        package init(algorithm: String, key: String, size: Int) {
            self.algorithm = algorithm
            self.key = key
            self.size = size
        }
    }

    package struct Timestamped: Equatable, Sendable {
        package var size: Int
        package var time: Instant
        /// Who vouches for it, as the certificate names them.
        package var authority: String
        /// Whether the authority's certificate has expired since: no fault of the ledger.
        package var isExpired: Bool

        package init(size: Int, time: Instant, authority: String, isExpired: Bool) {
            self.size = size
            self.time = time
            self.authority = authority
            self.isExpired = isExpired
        }
    }

    /// A checkpoint from elsewhere that holds.
    package struct Agreement: Equatable, Sendable {
        package var size: Int
        /// Where it is from: a file's name.
        package var name: Message
        /// Whether it lies on this machine.
        package var isRemembered: Bool

        package init(size: Int, name: Message, isRemembered: Bool) {
            self.size = size
            self.name = name
            self.isRemembered = isRemembered
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
    /// The ledger's checkpoints that hold, one for each key: which algorithm and key protects how many records.
    package var protections: [Protection] = []
    /// Up to where a checkpoint meets the policy's quorum of witnesses; nil where none does.
    package var witnessed: Int?
    /// The latest time-stamp that holds; nil where none was checked.
    package var timestamped: Timestamped?
    /// The sizes of checkpoints kept elsewhere that the ledger agrees with.
    package var agreements: [Agreement] = []
    /// What was not checked, and why: never shown as good.
    package var notChecked: [Message] = []

    package init() {}

    package var outcome: Outcome {
        if findings.contains(where: { $0.code == .unreadable }) { return .unreadable }
        return findings.isEmpty ? .intact : .failed
    }

    /// The first record at fault.
    package var firstBad: Int? { findings.compactMap(\.sequence).min() }

    /// Adds findings before all others.
    mutating func begin(with findings: [Finding]) {
        let others = self.findings
        self.findings = []
        for finding in findings + others { add(finding) }
    }

    package mutating func add(_ finding: Finding) {
        // "Unreadable" decides the outcome, so it is never among those that are only counted.
        if findings.count < Verdict.listed || finding.code == .unreadable {
            findings.append(finding)
        } else {
            moreFindings += 1
        }
    }
}
