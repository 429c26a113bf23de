import Foundation
import Ledger
import ReadModels

/// Has a ledger's checkpoints cosigned by a witness over HTTP (C2SP tlog-witness: add-checkpoint).
package struct WitnessClient: Sendable {
    package let witness: WitnessPolicy.Witness
    /// What the policy calls it.
    package var name: String { witness.name.text }
    /// Its submission prefix.
    package let url: URL
    private let http: HTTPClient

    /// - Throws: `Fault` E-URL.
    package init(
        _ witness: WitnessPolicy.Witness, url: String, http: HTTPClient = HTTPClient(limit: 65_536)
    ) throws(Fault) {
        self.witness = witness
        self.url = try HTTPClient.address(url)
        self.http = http
    }

    /// Submits the ledger's checkpoint of a size, with the proof that it extends the last one that the witness cosigned,
    /// and attaches the cosignature.
    ///
    /// The witness knows best what it cosigned last: where that is another size, it is asked once more from there.
    ///
    /// - Throws: `Fault` E-WITNESS-REFUSED with the status and the body, E-WITNESS-AHEAD where the witness has seen more
    ///   records than the checkpoint has; and what `HTTPClient.post` and `OpenLedger.attach` throw.
    package func submit(_ size: Int, of ledger: OpenLedger) throws {
        var answer = try ask(ledger, from: min(try ledger.lastCosigned(by: name), size), to: size)
        if answer.status == 409, let last = WitnessClient.size(answer.body) {
            guard last <= size else { throw Fault.witnessAhead(name, last, size) }
            answer = try ask(ledger, from: last, to: size)
        }
        guard answer.status == 200 else { throw Fault.witnessRefused(name, answer) }
        // Lines of others are not asked for, and those of unknown keys must be ignored.
        let lines = try SignedNote.Signature.lines(answer.body[...]).filter(witness.key.isNamed(by:))
        guard !lines.isEmpty else { throw Fault.otherCosignature(name) }
        _ = try ledger.attach(cosignatures: lines, to: size)
    }

    private func ask(_ ledger: OpenLedger, from old: Int, to size: Int) throws -> HTTPClient.Answer {
        let request = try ledger.consistencyProof(from: old, to: size)
        return try http.post(
            url.appendingPathComponent("add-checkpoint"), contentType: "text/plain; charset=utf-8",
            body: Array(request.text.utf8))
    }

    /// The body of 409: the size in decimal and a newline.
    private static func size(_ body: [UInt8]) -> Int? {
        body.last == UInt8(ascii: "\n") ? Int(decimal: body.dropLast()) : nil
    }
}

extension Fault {
    /// What a witness answers that does not cosign; 422 speaks against the ledger, all else against the request.
    fileprivate static func witnessRefused(_ name: String, _ answer: HTTPClient.Answer) -> Fault {
        let said = String(decoding: answer.body.prefix(500), as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
        let (found, remedy) = meaning(of: answer.status)
        return Fault(
            "E-WITNESS-REFUSED", answer.status == 422 ? .checkFailed : .refused,
            Message("见证人\(name)没有见证：\(found.zh)。", "Witness \(name) did not cosign: \(found.en)."),
            state: Message(verbatim: "\(answer.status) \(said)"), remedy: remedy)
    }

    private static func meaning(of status: Int) -> (found: Message, remedy: Message) {
        switch status {
        case 403:
            (
                Message("不认签名的密钥", "it does not trust the key that signed"),
                Message(
                    "请见证人登记台账现用的公钥（witness add-log）。", "Have it register the ledger's present key (witness add-log).")
            )
        case 404:
            (
                Message("没有登记这本台账，或网址不对", "it does not know the ledger, or the address is wrong"),
                Message(
                    "请见证人登记（witness add-log），并核对网址。",
                    "Have it register the ledger (witness add-log); check the address.")
            )
        case 409:
            (
                Message("上次见证的大小对不上", "the size that it cosigned last is another"),
                Message("有别的提交正在进行时会这样；再试一次。", "That is so while another submission is under way; try again.")
            )
        case 422:
            (
                Message("台账与它见过的对不上", "the ledger does not go on from what it has seen"),
                Message(
                    "台账被改写或回退过，或有两个副本各自在写。用 taizhang verify 核对，不要再签发检查点。",
                    "The ledger was rewritten or rolled back, or two copies are being written. Run taizhang verify, and sign "
                        + "no further checkpoint.")
            )
        default:
            (
                Message("状态码 \(status)", "status \(status)"),
                Message("稍后再试，或告知见证人。", "Try again later, or tell the witness.")
            )
        }
    }

    fileprivate static func witnessAhead(_ name: String, _ last: Int, _ size: Int) -> Fault {
        Fault(
            "E-WITNESS-AHEAD", .checkFailed,
            Message(
                "见证人\(name)已经见证到 \(last) 条，这个检查点只有 \(size) 条。",
                "Witness \(name) has cosigned size \(last) already; this checkpoint has \(size)."),
            remedy: Message(
                "先看有没有更新的检查点；没有，就是台账被截短或回退了（taizhang verify）。",
                "See whether there is a later checkpoint; if not, the ledger was cut or rolled back (taizhang verify).")
        )
    }

    fileprivate static func otherCosignature(_ name: String) -> Fault {
        Fault(
            "E-WITNESS-UNKNOWN", .badData,
            Message("应答里没有见证人\(name)的签名。", "The answer has no cosignature by witness \(name)."),
            remedy: Message("核对网址和规则里的公钥。", "Check the address, and the key in the policy."))
    }
}
