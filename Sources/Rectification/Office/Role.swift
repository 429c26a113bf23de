import Ledger

/// What a person may do (`domain.md`: roles). Owner and accountable leader come with a finding's assignment; the rest
/// are granted.
package enum Role: String, Choice {
    case recorder, verifier, approver, reader

    package var title: Message {
        switch self {
        case .recorder: Message("登记人", "recorder")
        case .verifier: Message("督查验收人", "verifier")
        case .approver: Message("审批人", "approver")
        case .reader: Message("查阅人", "reader")
        }
    }

    /// `a recorder`, `an approver`.
    package var withArticle: String { (self == .approver ? "an " : "a ") + title.en }

    /// Reads the English word or the Chinese one.
    package init?(named text: String) {
        guard let role = Role.allCases.first(where: { $0.rawValue == text || $0.title.zh == text }) else { return nil }
        self = role
    }
}
