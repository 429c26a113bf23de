import ArgumentParser
import Ledger
import Rectification

struct PolicyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看现行的核验规则", "Show the policy as it stands."),
        discussion: say(
            """
            例：
              taizhang policy show
            """,
            """
            Example:
              taizhang policy show
            """))

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try session.show(PolicyPage(custody: try session.ledger.custody()))
        }
    }
}

/// The policy: what must be signed, and by whom it must be witnessed.
struct PolicyPage: Answer {
    var custody: Custody

    func text(on screen: Screen, _ language: Language) -> String {
        var facts = Facts()
        let types = custody.signed.sorted().map { type in
            let about = EventCatalogue.payload(named: type)?.about ?? Message("", "")
            return about + Message("（\(type)）", " (\(type))")
        }
        let lines = custody.quorum?.split(whereSeparator: \.isNewline).map { Message(verbatim: String($0)) }
        let none = [Message("（无）", "(none)")]
        for type in types.isEmpty ? none : types { facts.add(Message("须签名", "Signed"), type) }
        for line in lines ?? none { facts.add(Message("见证", "Quorum"), line) }
        return facts.text(on: screen, language)
    }

    var json: JSONValue { ["signed": .texts(custody.signed.sorted()), "quorum": .text(custody.quorum)] }
}
