import Ledger

/// What a check of a report against a ledger came to.
package struct ReportVerdict: Sendable {
    package enum Outcome: Sendable {
        /// Made again from the ledger, it is the same, byte for byte.
        case same
        /// The same content; the workbook's archive is packed otherwise, as by another version of zlib.
        case repacked
        /// Every cell of the workbook is the same, but another program has saved it: how it looks was not checked.
        case resaved
        case differs(ReportDifference)
        case otherLedger(Identifier)
        /// The report is of more records than there are.
        case newer(last: Int)
        /// The records up to the report's position have another root.
        case otherRoot(Digest)
        /// This program's version makes another report of it, and need not.
        case otherVersion(ReportDifference)
    }

    package var stamp: ReportStamp
    package var format: ReportFormat
    package var outcome: Outcome

    /// Whether the report says what the ledger says.
    package var holds: Bool {
        switch outcome {
        case .same, .repacked: true
        default: false
        }
    }
}

/// The first place at which a report differs from what the ledger makes of it.
package struct ReportDifference: Equatable, Sendable {
    /// A line, or a sheet and a cell.
    package var place: Message
    /// What stands in the file; nil where it has nothing there.
    package var found: String?
    /// What the ledger makes; nil for nothing.
    package var expected: String?
}
