import Foundation
import Testing

@testable import Ledger

@Suite("time-stamp requests and responses (RFC 3161 §2.4)")
struct TimestampResponseTests {
    private let vectors = try! TimestampVectors()

    @Test("the requests of the published vectors come out byte for byte")
    func request() throws {
        let imprint = Digest.sha256(try vectors["data"])
        let nonce: [UInt8] = [0x09, 0x2E, 0xF1, 0x9F, 0xFB, 0x5D, 0x2A, 0xE8]
        #expect(TimestampRequest(imprint: imprint, nonce: nonce).der == (try vectors["request-nonce"]))
        #expect(TimestampRequest(imprint: imprint, nonce: []).der == (try vectors["request-no-nonce"]))
        #expect(TimestampRequest(imprint: imprint, surroundings: .system).nonce.count == 8)
    }

    @Test(
        "a granted response tells its facts",
        arguments: [
            ("nonce", "2017-04-19T06:29:53.000Z", "05eeb0c578435ba71790394febb82167b3644ccc", true, true),
            ("no-nonce", "2017-04-19T06:28:13.000Z", "2592b90a434b2c0799a6b0bcc425079ea56ee5f6", false, true),
            ("no-certificate", "2017-04-19T06:32:43.000Z", "48f79a1fa25861e1c4ea9d489e06b9cef9aacc1d", true, false),
        ])
    func facts(name: String, time: String, serial: String, hasNonce: Bool, hasCertificate: Bool) throws {
        let response = try TimestampResponse(der: vectors[name])
        #expect(response.imprint == Digest.sha256(try vectors["data"]))
        #expect(response.genTime.description == time)
        #expect(response.serial == serial)
        #expect(response.policy == "1.3.6.1.4.1.4146.2.1")
        #expect((response.nonce != nil) == hasNonce)
        let signer = "CN=GlobalSign TSA for Adobe CDS - G2,O=GMO GlobalSign Pte Ltd,C=SG"
        #expect(response.signer == (hasCertificate ? signer : nil))
    }

    @Test("a rejection is told with its status, its reason and the authority's words")
    func rejection() throws {
        let fault = try #require(throws: Fault.self) { try TimestampResponse(der: vectors["rejection"]) }
        #expect(fault.code == "E-TIMESTAMP-REFUSED")
        #expect(fault.kind == .refused)
        let said = try #require(fault.state)
        #expect(
            said.en == "status 2 (rejection); the additional information requested is not available; "
                + "“Error during serial number generation.”")
        #expect(said.zh.hasPrefix("状态 2（拒绝）；无法提供所要求的附加信息；“Error"))
    }

    @Test("a stamp over another digest than SHA-256 is refused, and so is a bare token")
    func otherDigest() throws {
        for name in ["injected", "bare-token", "data"] {
            let fault = try #require(throws: Fault.self) { try TimestampResponse(der: vectors[name]) }
            #expect(fault.code == "E-TIMESTAMP")
            #expect((fault.state?.en.contains("SHA-256") == true) == (name == "injected"))
        }
    }

    @Test("a response cut short, or with a byte too many, is refused")
    func length() throws {
        let whole = try vectors["no-certificate"]
        for count in whole.indices {
            let fault = #expect(throws: Fault.self) { try TimestampResponse(der: Array(whole.prefix(count))) }
            #expect(fault?.code == "E-TIMESTAMP")
        }
        #expect(throws: Fault.self) { try TimestampResponse(der: whole + [0]) }
    }

    @Test(
        "genTime is UTC with any fraction, and nothing else",
        arguments: [
            ("20170419062953Z", "2017-04-19T06:29:53.000Z"), ("20170419062953.1Z", "2017-04-19T06:29:53.100Z"),
            ("20170419062953.123987Z", "2017-04-19T06:29:53.123Z"), ("20170419062953.Z", nil),
            ("20170419062953", nil), ("20170419062953+0800", nil), ("20170431062953Z", nil), ("2017041906295Z", nil),
            ("20170419062953.1x3Z", nil), ("2017041906295٣Z", nil), ("201704190629.5Z", nil), ("", nil),
        ])
    func genTime(text: String, time: String?) {
        #expect(Instant(generalizedTime: Array(text.utf8))?.description == time)
    }
}
