import Ledger

/// Whose a signing key is: the ledger's, which signs checkpoints, or a post's or person's, who sign their steps.
package enum KeyHolder: Hashable, Sendable, CustomStringConvertible {
    case ledger
    case actor(ActorID)

    /// Reads `ledger`, `post/…`, `person/…`.
    package init?(_ text: String) {
        if text == "ledger" {
            self = .ledger
        } else if text.contains("/"), let actor = ActorID(text) {
            self = .actor(actor)
        } else {
            return nil
        }
    }

    package var text: String {
        switch self {
        case .ledger: "ledger"
        case .actor(let actor): actor.text
        }
    }

    package var description: String { text }
}

/// What a key signs to say that it is there: the text of the note in a key's events (`format.md`: keys).
package enum KeyStatement {
    package static func registration(of key: VerifierKey, holder: KeyHolder, source: String) -> String {
        "taizhang-key/v1\nregister\n\(source)\n\(holder)\n\(key)\n"
    }

    package static func rotation(from old: VerifierKey, to new: VerifierKey, holder: KeyHolder, source: String)
        -> String
    {
        "taizhang-key/v1\nrotate\n\(source)\n\(holder)\n\(old)\n\(new)\n"
    }
}
