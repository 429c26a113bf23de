import Glibc

/// Where one stream of output ends: a terminal of some size, or a file, a pipe, a log.
struct Screen: Sendable, Equatable {
    var isTerminal: Bool
    /// Whether a line on it can be drawn over: a terminal that is not `TERM=dumb`.
    var redraws: Bool
    var usesColour: Bool
    var columns: Int
    var rows: Int

    init(isTerminal: Bool, redraws: Bool? = nil, usesColour: Bool = false, columns: Int = 80, rows: Int = 24) {
        self.isTerminal = isTerminal
        self.redraws = redraws ?? isTerminal
        self.usesColour = usesColour
        self.columns = columns
        self.rows = rows
    }

    /// Not a terminal: tab-separated, uncut, unwrapped, without colour.
    static let plain = Screen(isTerminal: false)

    /// What stands behind a file descriptor: its own size, else `COLUMNS` and `LINES`, else 80 by 24.
    init(descriptor: Int32, colour: ColourChoice, environment: Environment) {
        let isTerminal = isatty(descriptor) == 1
        var size = winsize()
        let isKnown = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        self.init(
            isTerminal: isTerminal,
            redraws: isTerminal && Screen.hasCursor(environment),
            usesColour: colour.allowsColour(onTerminal: isTerminal, environment: environment),
            columns: Screen.extent(isKnown ? Int(size.ws_col) : 0, environment["COLUMNS"], 80),
            rows: Screen.extent(isKnown ? Int(size.ws_row) : 0, environment["LINES"], 24))
    }

    /// A length that was reported (0: was not), else one that was set, else the usual one.
    static func extent(_ reported: Int, _ variable: String?, _ usual: Int) -> Int {
        if reported > 0 { return reported }
        if let set = variable.flatMap({ Int($0) }), set > 0 { return set }
        return usual
    }

    static func hasCursor(_ environment: Environment) -> Bool {
        guard let name = environment["TERM"] else { return false }
        return !name.isEmpty && name != "dumb"
    }
}
