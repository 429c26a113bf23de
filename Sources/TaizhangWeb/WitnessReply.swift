import Hummingbird
import Ledger

/// What is sent back, and what the log says of it.
struct WitnessReply: Sendable {
    var status: Int
    var contentType = "text/plain; charset=utf-8"
    var body: [UInt8]
    /// The one method that the resource takes, where it was asked by another.
    var allowed: String?
    /// Of which log.
    var origin: String?
    /// Why nothing was cosigned.
    var reason: Message?

    /// A refusal that says no more than its status (RFC 9110 §15).
    init(_ status: Int, _ phrase: String, allowed: String? = nil, reason: Message? = nil) {
        self.status = status
        body = Array((phrase + "\n").utf8)
        self.allowed = allowed
        self.reason = reason ?? Message(verbatim: phrase)
    }

    init(checkpoint note: SignedNote) {
        status = 200
        body = Array(note.encoded.utf8)
        origin = (try? Checkpoint(text: note.text))?.origin
    }

    init(_ answer: WitnessAnswer, origin: String?) {
        status = answer.status
        contentType = answer.contentType
        body = answer.body
        self.origin = origin
        if case .cosigned = answer { return }
        reason = answer.message
    }

    /// The witness itself fails; whoever asked is told nothing of its machine.
    init(fault: any Error) {
        let found = fault as? Fault
        let why = found.map { $0.message + Message(verbatim: " ") + ($0.state ?? Message(verbatim: "")) }
        self.init(500, "the witness cannot answer now", reason: why ?? Message(verbatim: "\(fault)"))
    }

    var response: Response {
        var headers: HTTPFields = [.contentType: contentType, .cacheControl: "no-store"]
        headers[.allow] = allowed
        return Response(status: .init(code: status), headers: headers, body: .init(byteBuffer: .init(bytes: body)))
    }
}
