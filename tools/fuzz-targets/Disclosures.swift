import Ledger

/// Disclosures (RFC 9901 §4.2) and the two base64 that stand around them (RFC 4648 §4, §5).
enum Disclosures {
    private static let subject = StreamName(kind: "person", id: "1")

    static func run(_ bytes: [UInt8]) {
        hold("any bytes come back from base64url", Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        hold("any bytes come back from base64", StandardBase64.decode(StandardBase64.encode(bytes)) == bytes)
        // Bytes for an input to be the array itself, text for it to be what a reader is handed.
        disclosure(Base64URL.encode(bytes))
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        if let decoded = Base64URL.decode(text) {
            hold("base64url is canonical", Base64URL.encode(decoded).isSameBytes(as: text))
        }
        if let decoded = StandardBase64.decode(text) {
            hold("base64 is canonical", StandardBase64.encode(decoded).isSameBytes(as: text))
        }
        disclosure(text)
    }

    private static func disclosure(_ text: String) {
        let disclosure = Disclosure(subject: subject, text: text)
        hold("a digest is 43 digits of base64url", disclosure.digest.utf8.count == 43)
        guard let content = disclosure.content else { return }
        hold("no disclosure is called _sd or ...", content.property != "_sd" && content.property != "...")
        let array = Base64URL.decode(text).flatMap { try? CanonicalJSON.parse($0) }
        hold("a disclosure is salt, property, value", array?.array?.map(\.string).count == 3)
        hold("what is disclosed stands in it", array?.array?.last?.string?.isSameBytes(as: content.value) == true)
        hold("an array hides no digests", array?.disclosureDigests == [])
    }
}
