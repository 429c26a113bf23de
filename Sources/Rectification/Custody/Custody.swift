import Ledger

/// The keys of a ledger and of its people, and what its policy asks for.
package struct Custody: Equatable, Sendable {
    package struct Key: Equatable, Sendable {
        package var verifier: VerifierKey
        package var holder: KeyHolder
        /// The record that registered it, or brought it in by rotation.
        package var since: Int
        /// The record that retired it or put another in its place; nil while it is valid.
        package var until: Int?

        /// Whether it signs what stands at this position.
        package func isValid(at sequence: Int) -> Bool { since < sequence && sequence <= until ?? Int.max }
    }

    /// In the order in which they came.
    package var keys: [Key] = []
    /// The text of a C2SP tlog-policy.
    package var quorum: String?
    /// The types of event that must be signed.
    package var signed: Set<String> = []

    package init() {}

    /// The policy of witnesses, read; nil where none was adopted.
    ///
    /// - Throws: `Fault` E-POLICY.
    package func witnessPolicy() throws(Fault) -> WitnessPolicy? {
        guard let quorum else { return nil }
        return try WitnessPolicy(Array(quorum.utf8))
    }

    /// The valid key of this name.
    package func key(named name: String) -> Key? {
        keys.last { $0.until == nil && $0.verifier.name.isSameBytes(as: name) }
    }

    /// Custody after an event that stands in the stream of this name. Total: what says nothing that can be read changes
    /// nothing.
    package static func evolve(
        _ state: consuming Custody, _ entry: Entry<CustodyEvent>, in stream: StreamName
    ) -> Custody {
        var custody = state
        switch entry.event {
        case .keyRegistered(let it):
            guard let holder = KeyHolder(it.holder), let verifier = try? VerifierKey(it.vkey) else { break }
            custody.keys.append(Key(verifier: verifier, holder: holder, since: entry.sequence))
        case .keyRotated(let it):
            guard let holder = custody.retire(String(stream.id), at: entry.sequence),
                let verifier = try? VerifierKey(it.vkey)
            else { break }
            custody.keys.append(Key(verifier: verifier, holder: holder, since: entry.sequence))
        case .keyRetired: custody.retire(String(stream.id), at: entry.sequence)
        case .policyAdopted(let it):
            custody.quorum = it.quorum
            custody.signed = Set(it.signed)
        case .headsCommitted, .ledgerRestored, .fieldErased: break
        }
        return custody
    }

    /// Becomes what `evolve` makes of it, in place.
    package mutating func take(_ entry: Entry<CustodyEvent>, in stream: StreamName) {
        self = Custody.evolve(consume self, entry, in: stream)
    }

    /// Ends the valid key of this name.
    ///
    /// - Returns: whose it was; nil where there is none.
    @discardableResult
    private mutating func retire(_ name: String, at sequence: Int) -> KeyHolder? {
        guard let place = keys.lastIndex(where: { $0.until == nil && $0.verifier.name.isSameBytes(as: name) }) else {
            return nil
        }
        keys[place].until = sequence
        return keys[place].holder
    }
}

// MARK: - Signatures of records

extension Custody {
    /// The steps that carry weight: submission, verification, closure, the decision on an extension, the approval of a
    /// rectification plan, and publication.
    package static let weighty: Set<String> = [
        FindingSubmitted.type, FindingVerified.type, FindingClosed.type, ExtensionGranted.type, ExtensionRefused.type,
        RectificationApproved.type, RoundPublished.type,
    ]

    /// What is wrong with a record's signature under the keys and the policy that stand before it; nil where nothing is.
    ///
    /// What a sheet claims is nobody's step and need not be signed.
    package func fault(of record: Record) -> SignatureFault? {
        if signed.contains(record.type), record.onBehalfOf != nil, !record.isClaim { return .onBehalf }
        guard let text = record.signature else {
            return signed.contains(record.type) && !record.isClaim ? .missing : nil
        }
        guard let signature = RecordSignature(text) else { return .malformed }
        guard let key = keys.first(where: { $0.signs(record, signature.keyID) }) else { return .unknownKey }
        var unsigned = record
        unsigned.signature = nil
        guard let bytes = try? unsigned.encoded(), key.verifier.isValid(signature.bytes, of: bytes) else {
            return .wrong
        }
        return nil
    }
}

extension Custody.Key {
    fileprivate func signs(_ record: Record, _ keyID: UInt32) -> Bool {
        verifier.id == keyID && holder.text.isSameBytes(as: record.actor) && isValid(at: record.sequence)
    }
}

package enum SignatureFault: Equatable, Sendable { case missing, malformed, unknownKey, wrong, onBehalf }

/// The attribute `signature` of a record: which key, and what it made of the bytes (`format.md`: signature).
package struct RecordSignature: Equatable, Sendable {
    package var keyID: UInt32
    package var bytes: [UInt8]

    package init(keyID: UInt32, bytes: [UInt8]) {
        self.keyID = keyID
        self.bytes = bytes
    }

    /// Reads base64 of the key ID (4 bytes, big-endian) and the signature.
    package init?(_ text: String) {
        guard let all = StandardBase64.decode(text), all.count > 4 else { return nil }
        keyID = all.prefix(4).bigEndian
        bytes = Array(all.dropFirst(4))
    }

    package var text: String {
        StandardBase64.encode(keyID.bigEndianBytes + bytes)
    }
}

extension Record {
    /// Whether it is a claim of an imported sheet (`docs/decisions/0003`).
    package var isClaim: Bool {
        // Nearly all have no such name anywhere: that is seen without reading them. Within a string a quote is escaped.
        data.holds("\"claim\":") && (try? CanonicalJSON.parse(data))?["claim"] != nil
    }
}
