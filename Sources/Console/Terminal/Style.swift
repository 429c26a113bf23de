/// How a word may stand out on a terminal. A help to the eye only: what it says must also be in the words.
enum Style: Sendable, CaseIterable {
    case red, yellow, green, dim, bold

    /// The parameter of ECMA-48 "Select Graphic Rendition".
    fileprivate var rendition: Int {
        switch self {
        case .bold: 1
        case .dim: 2
        case .red: 31
        case .green: 32
        case .yellow: 33
        }
    }
}

/// `--color`.
enum ColourChoice: String, Sendable, CaseIterable {
    case auto, always, never

    /// What this process's command line asks for. Known before it is parsed, since help and parse errors go by it too.
    static let asked = named(in: CommandLine.arguments).flatMap(ColourChoice.init) ?? .auto

    /// The word behind `--color`; nil where there is none.
    static func named(in arguments: [String]) -> String? { Spoken.split(arguments, at: "--color").named }

    /// Whether output is coloured. What was asked for on the command line goes before `NO_COLOR`
    /// (<https://no-color.org>: present and not empty), and that before what the terminal can do.
    func allowsColour(onTerminal isTerminal: Bool, environment: Environment) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            let refused = environment.filled("NO_COLOR") != nil
            return isTerminal && !refused && Screen.hasCursor(environment)
        }
    }
}

extension Screen {
    /// The text, standing out where this screen has colour and as it is where not. For one line; does not escape.
    func style(_ style: Style?, _ text: String) -> String {
        guard let style, usesColour, !text.isEmpty else { return text }
        return "\u{1B}[\(style.rendition)m\(text)\u{1B}[0m"
    }
}

extension String {
    /// This text without what `Screen.style` adds.
    var withoutStyles: String {
        guard utf8.contains(0x1B) else { return self }
        return replacing(/\u{1B}\[[0-9;]*m/, with: "")
    }
}
