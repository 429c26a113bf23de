/// What a witness answers to `add-checkpoint`, by the rules of C2SP tlog-witness; an HTTP status and body of its own each.
package enum WitnessAnswer: Equatable, Sendable {
    /// 200: the checkpoint goes on from the last one; the line is the witness's cosignature.
    case cosigned(SignedNote.Signature)
    /// 400: no request, no checkpoint, or an old size beyond the checkpoint's.
    case malformed(Message)
    /// 404: no log of this origin is known.
    case unknownOrigin(String)
    /// 403: no key that is trusted for this origin has signed, or a signature that names one does not hold.
    case untrusted(Message)
    /// 409: the old size is not that of the last checkpoint, which is this.
    case conflict(latest: Int)
    /// 422: the checkpoint does not go on from the last one, or its proof does not show that it does.
    case inconsistent(Message)

    package var status: Int {
        switch self {
        case .cosigned: 200
        case .malformed: 400
        case .untrusted: 403
        case .unknownOrigin: 404
        case .conflict: 409
        case .inconsistent: 422
        }
    }

    package var contentType: String {
        if case .conflict = self { "text/x.tlog.size" } else { "text/plain; charset=utf-8" }
    }

    /// The body: the cosignature line, the size of the last checkpoint, or a sentence in English.
    package var body: [UInt8] {
        switch self {
        case .cosigned(let signature): Array(signature.line.utf8)
        case .conflict(let latest): Array("\(latest)\n".utf8)
        default: Array((message.en + "\n").utf8)
        }
    }

    /// The same for people.
    package var message: Message {
        switch self {
        case .cosigned: Message("已见证。", "Cosigned.")
        case .malformed(let found), .untrusted(let found), .inconsistent(let found): found
        case .unknownOrigin(let origin):
            Message("没有登记来源为“\(origin)”的台账。", "unknown log: no log of origin “\(origin)” is registered.")
        case .conflict(let latest):
            Message(
                "请求所说的旧大小与上次见证的不符：上次见证到第 \(latest) 条。",
                "The old size is not that of the last checkpoint cosigned, which is \(latest).")
        }
    }
}
