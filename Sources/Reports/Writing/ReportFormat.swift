import Ledger

/// What a report is written as.
package enum ReportFormat: String, Sendable, CaseIterable {
    case xlsx, html, md, csv

    /// By the file's name; nil where its ending is none of these.
    package init?(file name: String) {
        let ending = name.split(separator: "/").last.map { $0.split(separator: ".", omittingEmptySubsequences: false) }
        guard let ending, ending.count > 1, let last = ending.last else { return nil }
        switch last.lowercased() {
        case "xlsx": self = .xlsx
        case "html", "htm": self = .html
        case "md", "markdown": self = .md
        case "csv": self = .csv
        default: return nil
        }
    }

    /// Whether it is bytes that no terminal takes.
    package var isBinary: Bool { self == .xlsx }
}
