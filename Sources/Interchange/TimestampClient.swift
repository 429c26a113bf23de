import Foundation
import Ledger
import ReadModels

/// Asks a time-stamping authority over HTTP (RFC 3161 §3.4).
package struct TimestampClient: Sendable {
    package let url: URL
    private let http: HTTPClient

    /// - Throws: `Fault` E-URL.
    package init(url: String, http: HTTPClient = HTTPClient()) throws(Fault) {
        self.url = try HTTPClient.address(url)
        self.http = http
    }

    /// Has the ledger's own note of this size (nil: the latest) stamped, and attaches the answer.
    ///
    /// - Throws: `Fault` E-TIMESTAMP-STATUS, E-TIMESTAMP-ANSWER for an answer to something else; and what
    ///   `HTTPClient.post`, `TimestampResponse` and `OpenLedger.attach` throw.
    package func stamp(_ size: Int?, of ledger: OpenLedger) throws -> (size: Int, response: TimestampResponse) {
        let imprint = Digest.sha256(try ledger.ownNote(of: size).note.utf8)
        let request = TimestampRequest(imprint: imprint, surroundings: ledger.surroundings)
        let answer = try http.post(url, contentType: "application/timestamp-query", body: request.der)
        guard answer.status == 200 else { throw Fault.timestampStatus(url, answer) }
        let response = try TimestampResponse(der: answer.body)
        guard response.imprint == imprint, let nonce = response.nonce, nonce == Array(request.nonce.drop { $0 == 0 })
        else { throw Fault.otherAnswer(url) }
        return try ledger.attach(timestamp: answer.body)
    }
}

extension Fault {
    fileprivate static func timestampStatus(_ url: URL, _ answer: HTTPClient.Answer) -> Fault {
        let said = String(decoding: answer.body.prefix(200), as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
        return Fault(
            "E-TIMESTAMP-STATUS", .refused,
            Message("\(url.absoluteString) 没有给出时间戳。", "\(url.absoluteString) gave no time-stamp."),
            state: Message(verbatim: "\(answer.status) \(said)"),
            remedy: Message("核对网址，稍后再试，或换一家颁发机构。", "Check the address, try later, or ask another authority."))
    }

    fileprivate static func otherAnswer(_ url: URL) -> Fault {
        Fault(
            "E-TIMESTAMP-ANSWER", .checkFailed,
            Message(
                "\(url.absoluteString) 答的不是这次申请：摘要或随机数不同。",
                "\(url.absoluteString) answers another request: its digest or its nonce differs."),
            remedy: Message(
                "没有收下。可能是旧应答被重放；换一个网络或颁发机构再试。",
                "It was not taken in. An old answer may have been replayed; try another network or authority."))
    }
}
