import Ledger
import ReadModels
import Rectification
import Spreadsheet

/// Gives claimed findings their numbers: the sheet's own where it is free, else the next free one of the year.
///
/// A next free number comes after every number that the sheet gives itself, below it too: all findings are looked at before
/// the first gets its own.
struct ClaimNumbers {
    private let desk: Desk
    /// The highest number of each year, of those that the sheet gives and of those that were given after them.
    private var last: [Int: Int] = [:]
    /// The numbers of the sheet that were looked at.
    private var wanted: Set<FindingNumber> = []

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Before anything is claimed: notes the number that the sheet gives a finding, and doubts the one that is not free.
    mutating func look(at claim: inout FindingClaim) throws {
        guard let number = claim.wantedNumber, !wanted.contains(number), try !desk.isTaken(number) else {
            return doubtNumber(of: &claim)
        }
        wanted.insert(number)
        note(number)
    }

    /// After all were looked at: what is free is as free as it was then, for what was claimed since has the sheet's own
    /// numbers from further up, or numbers that are higher than all of them.
    mutating func give(to claim: inout FindingClaim) throws {
        wanted = []
        if let number = claim.wantedNumber, try !desk.isTaken(number) {
            claim.number = number
        } else {
            doubtNumber(of: &claim)
            let stored: FindingNumber = try desk.nextNumber(in: claim.year)
            let next = FindingNumber(year: claim.year, ordinal: max(stored.ordinal, (last[claim.year] ?? 0) + 1))
            claim.number = next
            note(next)
        }
    }

    private mutating func note(_ number: FindingNumber) {
        last[number.year] = max(last[number.year] ?? 0, number.ordinal)
    }

    /// A sequence that is given twice is doubted by the reader already.
    private func doubtNumber(of claim: inout FindingClaim) {
        guard let sequence = claim.stated.sequence, !claim.repeatsSequence else { return }
        claim.doubt(claim.wantedNumber == nil ? .number : .numberTaken, .sequence, sequence)
    }
}

extension FindingClaim {
    /// The year of its feedback, or else of its registration.
    var year: Int { (stated.feedbackOn ?? days.registered).year }

    /// The number that the sheet itself gives: `15` in the finding's year, or `2020-015`.
    var wantedNumber: FindingNumber? {
        if let ordinal = stated.number {
            return (1...999_999_999).contains(ordinal) ? FindingNumber(year: year, ordinal: ordinal) : nil
        }
        return stated.sequence.flatMap { FindingNumber(CellText.compact($0)) }
    }

    fileprivate var repeatsSequence: Bool {
        read.contains { $0.code == "E-IMPORT-SEQUENCE-TWICE" && $0.line == stated.line }
    }
}
