import Foundation
import Testing

@testable import Ledger

@Suite("time stamps of an authority run by openssl (RFC 3161)")
struct TimestampAuthorityTests {
    private let data = Array("检查点\n".utf8)
    private let nonce: [UInt8] = [0, 1, 2, 3, 4, 5, 6, 7]
    private var request: TimestampRequest { TimestampRequest(imprint: .sha256(data), nonce: nonce) }
    /// Later than any moment at which these tests run, and within the certificate's validity.
    private let today = Instant("2098-01-01T00:00:00.000Z")!

    @Test("openssl accepts what is stored for our request, and so do we", arguments: ["sha1", "sha256"])
    func accepted(digest: String) throws {
        try withFolder { folder in
            let authority = try TimestampAuthority(in: folder, digest: digest)
            let before = Surroundings.system.now().milliseconds / 1_000 * 1_000
            let response = try TimestampResponse(der: authority.reply(to: request.der))
            #expect(
                try authority.openssl(
                    "ts", "-verify", "-in", "response.tsr", "-queryfile", "request.tsq", "-CAfile", "root.pem"
                ).contains("Verification: OK"))
            let verifier = try TimestampVerifier(trust: authority.root)
            let found = verifier.verify(response, data: data, nonce: nonce, today: today)
            #expect(found == .valid(at: response.genTime, by: "CN=时间戳测试机构", expired: false))
            #expect(response.genTime.milliseconds >= before)
            #expect(response.policy == "1.2.3.4.1")
            let other = verifier.verify(response, data: data + [0], nonce: nonce, today: today)
            #expect(other == .mismatch, "another checkpoint's stamp")
        }
    }

    @Test("the authority's own certificate may be what is trusted (partial chain)")
    func partialChain() throws {
        try withFolder { folder in
            let authority = try TimestampAuthority(in: folder)
            let verifier = try TimestampVerifier(trust: authority.certificate)
            let found = verifier.verify(der: try authority.reply(to: request.der), imprint: .sha256(data), nonce: nonce)
            guard case .valid(_, _, expired: false) = found else {
                Issue.record("\(found)")
                return
            }
        }
    }

    @Test("a stamp outlives its certificate: expired, not altered")
    func expired() throws {
        try withFolder { folder in
            let authority = try TimestampAuthority(in: folder, to: "20970101000000Z")
            let response = try TimestampResponse(der: authority.reply(to: request.der))
            let verifier = try TimestampVerifier(trust: authority.root)
            let found = verifier.verify(response, data: data, nonce: nonce, today: today)
            #expect(found == .valid(at: response.genTime, by: "CN=时间戳测试机构", expired: true))
        }
    }

    @Test("a certificate that was not valid at the token's time is not trusted")
    func lateToken() throws {
        try withFolder { folder in
            let authority = try TimestampAuthority(in: folder, to: "20200201000000Z")
            try expectUntrusted(
                authority, der: authority.reply(to: request.der), "a certificate was not valid at the token's time")
        }
    }

    @Test("a certificate that is for more than time stamping is not trusted (RFC 3161 §2.3)")
    func otherUsage() throws {
        try withFolder { folder in
            let authority = try TimestampAuthority(in: folder)
            try expectUntrusted(
                authority, der: authority.replyForOtherUsage(to: request.der), "certificate is not for time stamping")
        }
    }

    private func expectUntrusted(_ authority: TimestampAuthority, der: [UInt8], _ reason: String) throws {
        let verifier = try TimestampVerifier(trust: authority.root)
        let found = verifier.verify(der: der, imprint: .sha256(data), nonce: nonce)
        guard case .untrusted(let told) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(told.en.contains(reason))
    }

    @Test("a stranger's stamp is not trusted for bringing its root along, nor for bringing ours")
    func injected() throws {
        try withFolder { folder in
            let honest = try TimestampAuthority(in: folder.subfolder("honest"))
            let stranger = try TimestampAuthority(in: folder.subfolder("stranger"), name: "冒名机构")
            let brought = stranger.folder.appendingPathComponent("brought.pem")
            try Data(stranger.root + honest.root + honest.certificate).write(to: brought)
            let verifier = try TimestampVerifier(trust: honest.root)
            let forged = try stranger.reply(to: request.der, extra: "brought.pem")
            #expect(try TimestampResponse(der: forged).signer == "CN=冒名机构")
            guard case .untrusted = verifier.verify(der: forged, imprint: .sha256(data), nonce: nonce) else {
                Issue.record("trusted for the certificates inside")
                return
            }
            try Data(stranger.root + stranger.certificate).write(to: honest.folder.appendingPathComponent("extra.pem"))
            let response = try TimestampResponse(der: honest.reply(to: request.der, extra: "extra.pem"))
            #expect(
                verifier.verify(response, data: data, nonce: nonce, today: today)
                    == .valid(at: response.genTime, by: "CN=时间戳测试机构", expired: false),
                "the signer is told, whoever else's certificate lies in the token")
        }
    }

    @Test("a changed byte of what was signed, of the signature or of the certificate is altered or malformed")
    func changedByte() throws {
        try withFolder { folder in
            let authority = try TimestampAuthority(in: folder)
            let whole = try authority.reply(to: request.der)
            let verifier = try TimestampVerifier(trust: authority.root)
            let honest = verifier.verify(der: whole, imprint: .sha256(data), nonce: nonce, today: today)
            var altered = 0
            for index in whole.indices {
                var bytes = whole
                bytes[index] ^= 0x01
                switch verifier.verify(der: bytes, imprint: .sha256(data), nonce: nonce, today: today) {
                case .altered: altered += 1
                case .malformed: break
                case .valid(let at, let by, let expired):
                    #expect(.valid(at: at, by: by, expired: expired) == honest, "byte \(index)")
                case let other: Issue.record("byte \(index): \(other)")
                }
            }
            #expect(altered > whole.count / 2)
        }
    }
}

extension URL {
    fileprivate func subfolder(_ name: String) throws -> URL {
        let folder = appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
