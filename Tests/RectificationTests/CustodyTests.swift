import Ledger
import Testing

@testable import Rectification

@Suite("keys and policy")
struct CustodyTests {
    static let source = "urn:uuid:0196f2a4-7c11-7d02-8a51-3f1c5e6b7a90"
    static let ledgerKey = key("taizhang/a"), newKey = key("taizhang/a"), ownerKey = key(Story.owner.text)
    static let national = key("taizhang/a/sm", .sm2)
    static let witness = key("archives", .cosignature)

    private static func key(_ name: String, _ kind: SignatureKind = .ed25519) -> FileSigner {
        try! FileSigner(name: name, kind: kind, privateKey: .generate(kind))
    }

    private static func note(_ text: String, _ signers: FileSigner...) -> SignedNote {
        var note = SignedNote(text: text)
        for signer in signers { try! note.sign(with: signer) }
        return note
    }

    static func registration(_ signer: FileSigner, _ holder: KeyHolder = .ledger) -> CustodyCommand {
        let text = KeyStatement.registration(of: signer.key, holder: holder, source: source)
        return .register(signer.key, holder, note: note(text, signer))
    }

    static func rotation(_ old: FileSigner, _ new: FileSigner, signedBy signers: FileSigner...) -> CustodyCommand {
        var note = SignedNote(
            text: KeyStatement.rotation(from: old.key, to: new.key, holder: .ledger, source: source))
        for signer in signers { try! note.sign(with: signer) }
        return .rotate(to: new.key, note: note)
    }

    /// The ledger's key is registered, and the owner's.
    static let standing: Custody = {
        var custody = Custody()
        for (place, command) in [registration(ledgerKey), registration(ownerKey, .actor(Story.owner))].enumerated() {
            custody = evolved(custody, command, at: 2 + place)
        }
        return custody
    }()

    private static func evolved(_ custody: Custody, _ command: CustodyCommand, at sequence: Int) -> Custody {
        let context = CustodyTests.context(Story.approver, "理由")
        let event = try! Custody.decide(command, custody, source: source, context)
        return Custody.evolve(custody, entry(event, sequence), in: stream(of: command))
    }

    private static func entry(_ event: CustodyEvent, _ sequence: Int) -> Entry<CustodyEvent> {
        var record = Record()
        record.sequence = sequence
        record.actor = Story.approver.text
        return try! Entry(event, in: record)
    }

    private static func stream(of command: CustodyCommand) -> StreamName {
        switch command {
        case .register(let key, _, _), .rotate(let key, _): CustodyEvent.keyStream(key.name)
        case .retire(let name): CustodyEvent.keyStream(name)
        default: StreamName(kind: "custody", id: "a")
        }
    }

    private static func context(_ actor: ActorID, _ reason: String? = nil) -> Context {
        Context(actor: actor, on: day("2020-05-01"), today: day("2020-12-31"), reason: reason, office: Story.office)
    }

    private func code(_ command: CustodyCommand, by actor: ActorID, _ reason: String?, _ custody: Custody) -> String? {
        do {
            _ = try Custody.decide(command, custody, source: Self.source, Self.context(actor, reason))
            return nil
        } catch {
            #expect(error.remedy != nil, "\(error.code) says no way out")
            return error.code
        }
    }

    static let erased = FieldErased(basis: "个人信息保护法第四十七条", digest: "d", property: "phone")

    @Test(
        "each rule refuses by name",
        arguments: [
            (registration(national), Story.approver, String?.none, String?.none),
            (registration(national), Story.recorder, nil, "E-ROLE"),
            (registration(national), actor("无名氏"), nil, "E-ACTOR-UNKNOWN"),
            (registration(newKey), Story.approver, nil, "E-KEY-NAME-TAKEN"),
            (registration(key("taizhang/b")), Story.approver, nil, "E-KEY-LEDGER"),
            (.register(witness.key, .ledger, note: note("text\n", national)), Story.approver, nil, "E-KEY-KIND"),
            (registration(key("x"), .actor(actor("无名氏"))), Story.approver, nil, "E-ACTOR-UNKNOWN"),
            (
                .register(national.key, .ledger, note: note("text\n", national)), Story.approver, nil, "E-KEY-NOTE"
            ),
            (
                .register(
                    national.key, .ledger,
                    note: note(
                        KeyStatement.registration(of: national.key, holder: .ledger, source: source), ownerKey)),
                Story.approver, nil, "E-NOTE-UNSIGNED"
            ),
            (rotation(ledgerKey, newKey, signedBy: ledgerKey, newKey), Story.approver, nil, nil),
            (rotation(ledgerKey, newKey, signedBy: ledgerKey, newKey), Story.recorder, nil, "E-ROLE"),
            (rotation(ledgerKey, newKey, signedBy: ledgerKey), Story.approver, nil, "E-KEY-NOTE"),
            (rotation(ledgerKey, newKey, signedBy: newKey), Story.approver, nil, "E-KEY-NOTE"),
            (rotation(ledgerKey, ledgerKey, signedBy: ledgerKey), Story.approver, nil, "E-KEY-NAME-TAKEN"),
            (rotation(national, key("none"), signedBy: national), Story.approver, nil, "E-KEY-UNKNOWN"),
            (rotation(ledgerKey, key("taizhang/a", .sm2), signedBy: ledgerKey), Story.approver, nil, "E-KEY-KIND"),
            (.retire("taizhang/a"), Story.approver, "丢失", nil),
            (.retire("taizhang/a"), Story.approver, nil, "E-REASON"),
            (.retire("taizhang/a"), Story.recorder, "丢失", "E-ROLE"),
            (.retire(Story.owner.text), Story.owner, "调离", nil),
            (.retire(Story.owner.text), Story.stranger, "调离", "E-ROLE"),
            (.retire("none"), Story.approver, "丢失", "E-KEY-UNKNOWN"),
            (.adopt(quorum: nil, signed: [FindingClosed.type]), Story.approver, nil, nil),
            (.adopt(quorum: nil, signed: []), Story.recorder, nil, "E-ROLE"),
            (.adopt(quorum: nil, signed: ["taizhang.finding.danced.v1"]), Story.approver, nil, "E-POLICY-TYPE"),
            (.adopt(quorum: "quorum none\n", signed: []), Story.approver, nil, nil),
            (.adopt(quorum: "quorum nobody\n", signed: []), Story.approver, nil, "E-POLICY"),
            (.commit(HeadsCommitted(root: .zero, size: 1)), Story.recorder, nil, nil),
            (.commit(HeadsCommitted(root: .zero, size: 1)), Story.secondApprover, nil, nil),
            (.commit(HeadsCommitted(root: .zero, size: 1)), Story.stranger, nil, "E-ROLE"),
            (.restore(LedgerRestored(root: .zero, size: 1)), Story.approver, "硬盘损坏", nil),
            (.restore(LedgerRestored(root: .zero, size: 1)), Story.approver, nil, "E-REASON"),
            (.restore(LedgerRestored(root: .zero, size: 1)), Story.recorder, "硬盘损坏", "E-ROLE"),
            (.erase(erased), Story.approver, "本人申请", nil),
            (.erase(erased), Story.approver, nil, "E-REASON"),
            (.erase(erased), Story.recorder, "本人申请", "E-ROLE"),
            (.erase(FieldErased(basis: " ", digest: "d", property: "p")), Story.approver, "本人申请", "E-TEXT-EMPTY"),
        ])
    func rules(_ command: CustodyCommand, _ actor: ActorID, _ reason: String?, _ refusal: String?) {
        #expect(code(command, by: actor, reason, Self.standing) == refusal)
    }

    @Test("a key is valid after its registration, up to the record that retires or replaces it")
    func validity() throws {
        var custody = Self.evolved(
            Self.standing, Self.rotation(Self.ledgerKey, Self.newKey, signedBy: Self.ledgerKey, Self.newKey), at: 10)
        custody = Self.evolved(custody, .retire("taizhang/a"), at: 20)
        #expect(custody.key(named: "taizhang/a") == nil)
        let old = try #require(custody.keys.first { $0.verifier == Self.ledgerKey.key })
        let new = try #require(custody.keys.first { $0.verifier == Self.newKey.key })
        #expect([2, 3, 10, 11].map { old.isValid(at: $0) } == [false, true, true, false])
        #expect([10, 11, 20, 21].map { new.isValid(at: $0) } == [false, true, true, false])
        #expect(new.holder == .ledger)
    }

    @Test("what says nothing that can be read changes nothing: evolve is total")
    func total() {
        var registered = KeyRegistered()
        registered.holder = "nobody"
        registered.vkey = "no key"
        for event in [CustodyEvent.keyRegistered(registered), .keyRotated(KeyRotated()), .keyRetired(KeyRetired())] {
            let stream = StreamName(kind: "key", id: "none")
            #expect(Custody.evolve(Self.standing, Self.entry(event, 9), in: stream) == Self.standing)
        }
    }

    // MARK: Signatures of records

    private static func closing(by person: ActorID, at sequence: Int) -> Record {
        var record = Record()
        record.sequence = sequence
        record.source = source
        record.stream = Story.number.stream
        record.version = 5
        record.type = FindingClosed.type
        record.actor = person.text
        record.commandID = "0196f2a4-8d22-7e13-9b62-4a2d6f7c8ba1"
        record.data = Array("{}".utf8)
        return record
    }

    private static func signed(_ record: Record, by signer: FileSigner) throws -> Record {
        var record = record
        record.signature = RecordSignature(keyID: signer.key.id, bytes: try signer.sign(try record.encoded())).text
        return record
    }

    @Test("a record's signature is by its actor's key, valid then, over its bytes without it")
    func signature() throws {
        let record = Self.closing(by: Story.owner, at: 12)
        var custody = Self.standing
        #expect(custody.fault(of: record) == nil)
        #expect(custody.fault(of: try Self.signed(record, by: Self.ownerKey)) == nil)
        #expect(custody.fault(of: try Self.signed(record, by: Self.ledgerKey)) == .unknownKey)
        var altered = try Self.signed(record, by: Self.ownerKey)
        altered.data = Array(#"{"note":"x"}"#.utf8)
        #expect(custody.fault(of: altered) == .wrong)
        var other = try Self.signed(record, by: Self.ownerKey)
        other.actor = Story.approver.text
        #expect(custody.fault(of: other) == .unknownKey)
        var malformed = record
        malformed.signature = "AAA="
        #expect(custody.fault(of: malformed) == .malformed)
        custody.signed = [FindingClosed.type]
        #expect(custody.fault(of: record) == .missing)
        var keyedIn = record
        keyedIn.onBehalfOf = Story.approver.text
        #expect(custody.fault(of: try Self.signed(keyedIn, by: Self.ownerKey)) == .onBehalf)
        var claimed = record
        claimed.data = Array(#"{"claim":{"row":1}}"#.utf8)
        #expect(custody.fault(of: claimed) == nil)
        custody = Self.evolved(custody, .retire(Story.owner.text), at: 13)
        #expect(custody.fault(of: try Self.signed(record, by: Self.ownerKey)) == nil)
        #expect(
            custody.fault(of: try Self.signed(Self.closing(by: Story.owner, at: 14), by: Self.ownerKey)) == .unknownKey)
    }
}
