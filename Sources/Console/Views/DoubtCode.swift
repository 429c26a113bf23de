import Interchange
import Ledger

/// The code of a doubtful claim, and the sentence for it; the bare code where this program does not know it.
struct DoubtCode: Sendable {
    var code: String

    init(_ code: String) { self.code = code }

    var message: Message { ClaimDoubt.message(of: code) ?? Message(verbatim: code) }
}
