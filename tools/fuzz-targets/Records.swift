import Ledger
import Rectification

/// Records and their payloads: canonical JSON (RFC 8785 within RFC 7493), one value, one sequence of bytes.
enum Records {
    static func run(_ bytes: [UInt8]) {
        let isCanonical = fault(in: bytes) { (bytes) throws(JSONFault) in try CanonicalJSON.check(bytes) } == nil
        var value: JSONValue?
        _ = fault(in: bytes) { (bytes) throws(JSONFault) in value = try CanonicalJSON.parse(bytes) }
        hold("what is canonical can be read", value != nil || !isCanonical)
        if let value { canonicalForm(of: value, bytes, isCanonical) }
        record(bytes, isCanonical)
    }

    /// Why bytes are refused, if they are: at a place in them.
    private static func fault(in bytes: [UInt8], _ read: ([UInt8]) throws(JSONFault) -> Void) -> JSONFault? {
        do throws(JSONFault) {
            try read(bytes)
            return nil
        } catch {
            hold("a fault is in the text or at its end", (0...bytes.count).contains(error.offset))
            return error
        }
    }

    private static func canonicalForm(of value: JSONValue, _ bytes: [UInt8], _ isCanonical: Bool) {
        let canonical = CanonicalJSON.serialize(value)
        hold("check accepts exactly what serialize writes", isCanonical == (canonical == bytes))
        hold("the canonical form is canonical", (try? CanonicalJSON.check(canonical)) != nil)
        hold("the canonical form says the same", (try? CanonicalJSON.parse(canonical)) == value)
        order(of: value)
    }

    /// RFC 8785 §3.2.3 by Swift's own UTF-16: reader and checker share one comparison, and could be wrong together.
    private static func order(of value: JSONValue) {
        value.array?.forEach { order(of: $0) }
        guard let members = value.object else { return }
        for (one, next) in zip(members, members.dropFirst()) {
            hold("names rise by UTF-16 code units", one.key.utf16.lexicographicallyPrecedes(next.key.utf16))
        }
        for member in members { order(of: member.value) }
    }

    /// `Record` reads canonical bytes only; of others it may say anything, but must not stop.
    private static func record(_ bytes: [UInt8], _ isCanonical: Bool) {
        do throws(Unreadable) {
            let record = try Record(bytes)
            guard isCanonical else { return }
            hold("a record is written back to its bytes", (try? record.encoded()) == bytes)
            payload(record)
        } catch {
            hold("a record is unreadable at a place in it", (0...bytes.count).contains(error.offset))
        }
    }

    private static func payload(_ record: Record) {
        guard let type = EventCatalogue.payload(named: record.type), let written = rewritten(type, record.data) else {
            return
        }
        hold("a payload is written back to its bytes", written == record.data)
    }

    /// What the payload's type writes of what it read; nil where it cannot read it.
    private static func rewritten<P: Payload>(_ type: P.Type, _ data: [UInt8]) -> [UInt8]? {
        guard let payload = try? data.withUnsafeBytes({ try PropertyCoder.read(P.self, $0) }) else { return nil }
        return (try? PropertyCoder.write(payload))?.bytes
    }
}
