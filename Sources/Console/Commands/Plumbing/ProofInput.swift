import Foundation
import Ledger

/// The JSON document that a proof command reads from standard input. Its members are those of the test vectors of
/// github.com/transparency-dev/merkle; others are left alone.
struct ProofInput {
    private let document: JSONValue

    /// - Throws: `Fault` E-JSON or E-PROOF-INPUT.
    static func read() throws -> ProofInput {
        try ProofInput([UInt8](FileHandle.standardInput.readDataToEndOfFile()))
    }

    init(_ bytes: [UInt8]) throws(Fault) {
        do { document = try CanonicalJSON.parse(bytes) } catch { throw .noIJSON(error) }
        guard document.object != nil else {
            throw .proofInput(Message("输入不是 JSON 对象。", "The input is no JSON object."))
        }
    }

    /// A number of leaves, or a leaf's place from 0: a whole number up to 2^53 − 1 (RFC 7493 §2.2).
    func count(_ name: String) throws(Fault) -> Int {
        guard let count = document[name]?.integer, count >= 0 else {
            throw .proofInput(
                Message("\(name) 应为从 0 起的整数。", "\(name) is not a whole number from 0."))
        }
        return count
    }

    /// Bytes in standard base64.
    func bytes(_ name: String) throws(Fault) -> [UInt8] {
        guard let bytes = document[name]?.string.flatMap({ StandardBase64.decode($0) }) else {
            throw .proofInput(Message("\(name) 应为 base64。", "\(name) is not base64."))
        }
        return bytes
    }

    func digest(_ name: String) throws(Fault) -> Digest {
        guard let digest = Digest(try bytes(name)) else { throw .noDigest(name) }
        return digest
    }

    /// The proof's hashes; none where it is null or absent.
    func proof() throws(Fault) -> [Digest] {
        let value = document["proof"] ?? .null
        if value == .null { return [] }
        guard let items = value.array else {
            throw .proofInput(Message("proof 应为数组。", "proof is not an array."))
        }
        var proof: [Digest] = []
        for (place, item) in items.enumerated() {
            guard let digest = item.string.flatMap({ StandardBase64.decode($0) }).flatMap({ Digest($0) }) else {
                throw .noDigest("proof[\(place)]")
            }
            proof.append(digest)
        }
        return proof
    }
}

extension Fault {
    static func proofInput(_ found: Message) -> Fault {
        Fault(
            "E-PROOF-INPUT", .badData, found,
            remedy: Message("写法见本命令的 --help。", "The command's --help shows the form."))
    }

    static func noDigest(_ name: String) -> Fault {
        proofInput(Message("\(name) 应为 32 字节哈希的 base64。", "\(name) is not the base64 of a hash of 32 bytes."))
    }

    static func noIJSON(_ fault: JSONFault) -> Fault {
        Fault(
            "E-JSON", .badData,
            Message("输入不是 I-JSON：第 \(fault.offset) 字节，", "The input is no I-JSON: at byte \(fault.offset), ")
                + fault.reason.message,
            remedy: Message("改正后再试。", "Mend it and try again."))
    }
}
