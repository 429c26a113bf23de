import Foundation
import Testing

@testable import Ledger

@Suite("published time stamps (RFC 3161) under TimestampVerifier")
struct TimestampVectorTests {
    private let vectors = try! TimestampVectors()
    private let nonce: [UInt8] = [0x09, 0x2E, 0xF1, 0x9F, 0xFB, 0x5D, 0x2A, 0xE8]
    private let otherNonce: [UInt8] = [0xB1, 0xFC, 0x81, 0xDE, 0xC9, 0x57, 0x49, 0xD9]
    private let signer = "CN=GlobalSign TSA for Adobe CDS - G2,O=GMO GlobalSign Pte Ltd,C=SG"

    private func verdict(
        _ name: String, trust: String = "intermediate", untrusted: String? = nil, nonce: [UInt8]? = nil,
        today: String = "2026-01-01T00:00:00.000Z"
    ) throws -> TimestampVerdict {
        let verifier = try TimestampVerifier(
            trust: vectors.pem(trust), untrusted: untrusted.map { try vectors.pem($0) } ?? [])
        let imprint = Digest.sha256(try vectors["data"])
        return verifier.verify(
            der: try vectors[name], imprint: imprint, nonce: nonce, today: try #require(Instant(today)))
    }

    private func valid(at time: String, expired: Bool) throws -> TimestampVerdict {
        .valid(at: try #require(Instant(time)), by: signer, expired: expired)
    }

    @Test("a stamp is verified at its own time; once its certificate has expired it is called expired, and still holds")
    func expired() throws {
        let time = "2017-04-19T06:29:53.000Z"
        #expect(try verdict("nonce", nonce: nonce) == valid(at: time, expired: true))
        #expect(
            try verdict("nonce", nonce: nonce, today: "2017-05-01T00:00:00.000Z") == valid(at: time, expired: false))
    }

    @Test("another nonce is a mismatch; without a nonce to ask for none is asked")
    func nonces() throws {
        #expect(try verdict("nonce", nonce: otherNonce) == .mismatch)
        #expect(try verdict("no-nonce", nonce: nonce) == .mismatch)
        #expect(try verdict("nonce") == valid(at: "2017-04-19T06:29:53.000Z", expired: true))
        #expect(try verdict("no-nonce") == valid(at: "2017-04-19T06:28:13.000Z", expired: true))
        #expect(try verdict("nonce", nonce: [0, 0] + nonce) == valid(at: "2017-04-19T06:29:53.000Z", expired: true))
    }

    @Test("a token without certificate needs the signer's handed in")
    func noCertificate() throws {
        guard case .untrusted(let reason) = try verdict("no-certificate") else {
            Issue.record("verified without the signer's certificate")
            return
        }
        #expect(reason.zh == "缺少签名者的证书")
        #expect(
            try verdict("no-certificate", untrusted: "leaf", nonce: otherNonce)
                == valid(at: "2017-04-19T06:32:43.000Z", expired: true))
    }

    @Test("what is handed in as untrusted is not trusted for that")
    func untrusted() throws {
        try withFolder { folder in
            let other = try TimestampAuthority(in: folder)
            let verifier = try TimestampVerifier(
                trust: other.root, untrusted: vectors.pem("leaf") + vectors.pem("intermediate"))
            for name in ["nonce", "no-certificate"] {
                let found = verifier.verify(der: try vectors[name], imprint: .sha256(try vectors["data"]))
                guard case .untrusted(let reason) = found else {
                    Issue.record("\(name): \(found)")
                    continue
                }
                #expect(reason.en.hasPrefix("its chain does not lead to a certificate that is trusted"))
            }
        }
    }

    @Test("a rejection, a bare token and a stamp over SHA-512 with certificates put inside are malformed, not valid")
    func malformed() throws {
        for name in ["rejection", "bare-token", "injected", "data"] {
            #expect(try verdict(name) == .malformed)
        }
    }

    /// The responses as published, each byte changed in turn: whatever is still accepted says the same as before.
    @Test("no changed byte makes a published stamp say something else", arguments: ["no-certificate", "rejection"])
    func changedByte(name: String) throws {
        let whole = try vectors[name]
        let imprint = Digest.sha256(try vectors["data"])
        let verifier = try TimestampVerifier(trust: vectors.pem("intermediate"), untrusted: vectors.pem("leaf"))
        let honest = verifier.verify(der: whole, imprint: imprint)
        for index in whole.indices {
            for flip: UInt8 in [0x01, 0x80] {
                var bytes = whole
                bytes[index] ^= flip
                let found = verifier.verify(der: bytes, imprint: imprint)
                if case .valid = found { #expect(found == honest, "byte \(index)") }
                #expect(found != .mismatch, "byte \(index)")
            }
        }
    }

    @Test("a text without a certificate is no bundle")
    func emptyBundle() throws {
        let leaf = try vectors.pem("leaf")
        for (trust, untrusted) in [([], []), (Array("-----BEGIN CERT".utf8), leaf), (leaf, Array("x".utf8))] {
            let fault = #expect(throws: Fault.self) { try TimestampVerifier(trust: trust, untrusted: untrusted) }
            #expect(fault?.code == "E-TIMESTAMP-TRUST")
        }
    }
}
