import Foundation

/// Shows a text, through `$PAGER` where it is longer than the screen.
struct Pager: Sendable {
    private let screen: Screen
    private let environment: Environment
    private let output: StandardStream

    init(_ screen: Screen, environment: Environment = .own, output: StandardStream = .output) {
        self.screen = screen
        self.environment = environment
        self.output = output
    }

    /// Returns when the reader has left the pager. Throws as `StandardStream.write` does.
    func show(_ text: String) throws {
        if let command, isLong(text), PagerProcess(command, environment).show(text) { return }
        try output.write(text)
    }

    /// The command line to page with; nil where there is nothing to page on or the reader does not want it.
    var command: String? {
        guard screen.redraws else { return nil }
        if let wanted = environment["PAGER"] {
            let trimmed = wanted.trimmingCharacters(in: .whitespaces)
            return trimmed.isEmpty || trimmed == "cat" ? nil : trimmed
        }
        return isInstalled("less") ? "less -FRX" : nil
    }

    /// Whether the text and the prompt after it take more lines than the screen has, long lines folded.
    func isLong(_ text: String) -> Bool {
        var rows = 1
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0)
        {
            let width = String(line).withoutStyles.displayWidth
            rows += max(1, (width + screen.columns - 1) / screen.columns)
            if rows > screen.rows { return true }
        }
        return false
    }

    private func isInstalled(_ name: String) -> Bool {
        (environment["PATH"] ?? "").split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }
}
