import Ledger

/// Responses of a time-stamping authority, DER (RFC 3161 §2.4.2).
enum Timestamps {
    static func run(_ bytes: [UInt8]) {
        guard let response = accepted({ () throws(Fault) in try TimestampResponse(der: bytes) }) else { return }
        hold("what is stored is what came", response.der == bytes)
        hold("a response is read the same again", (try? TimestampResponse(der: response.der)) == response)
        hold("nothing may follow it", (try? TimestampResponse(der: bytes + [0])) == nil)
        hold("its time can be written", Instant(response.genTime.description) == response.genTime)
        hold("its serial number is whole bytes", response.serial.utf8.count % 2 == 0)
        let verdict = Published.verifier.verify(response, imprint: response.imprint, nonce: response.nonce)
        guard case .valid(let moment, _, _) = verdict else { return }
        let isPublished = Published.stamps.contains { $0.imprint == response.imprint && $0.genTime == moment }
        hold("only what was stamped is valid, at its time", isPublished)
    }
}

/// The responses and certificates that the tests take from others' vectors: whatever is valid under them says the same.
private enum Published {
    private static let files = Dictionary(
        uniqueKeysWithValues: fixture("rfc3161.txt").map { ($0[0], StandardBase64.decode($0[1]) ?? []) })

    static let stamps = files.values.compactMap { try? TimestampResponse(der: $0) }

    static let verifier: TimestampVerifier = {
        do {
            return try TimestampVerifier(trust: pem("intermediate"), untrusted: pem("leaf"))
        } catch {
            fatalError("rfc3161.txt: \(error)")
        }
    }()

    private static func pem(_ name: String) -> [UInt8] {
        let lines = StandardBase64.encode(files[name] ?? []).chunked(64).joined(separator: "\n")
        return Array("-----BEGIN CERTIFICATE-----\n\(lines)\n-----END CERTIFICATE-----\n".utf8)
    }
}

extension String {
    fileprivate func chunked(_ width: Int) -> [Substring] {
        stride(from: 0, to: count, by: width).map { dropFirst($0).prefix(width) }
    }
}
