import Foundation

/// The ledger's `config`: preferences only, nothing that a proof rests on. Lines of `key = value`; `#` begins a remark.
package struct Preferences {
    private var values: [String: String] = [:]

    package init(_ file: URL) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return }
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2, !parts[1].isEmpty { values[parts[0]] = parts[1] }
        }
    }

    package subscript(key: String) -> String? { values[key] }
}
