import Foundation

/// The words of each line of a test's fixture, without its comments. `tools/fuzz` runs at the project's root.
func fixture(_ name: String) -> [[String]] {
    let path = "Tests/LedgerTests/Fixtures/\(name)"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { fatalError("cannot read \(path)") }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        line.split(separator: " ").map { String($0) }
    }
}
