import Ledger
import ReadModels
import Rectification
import Spreadsheet

/// Gives claimed findings their numbers: the sheet's own where it is free, else the next free one of the year.
struct ClaimNumbers {
    private let desk: Desk
    private var given: Set<FindingNumber> = []
    private var last: [Int: Int] = [:]

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// `repeated`: the lines whose sequence the reader has listed as given twice.
    mutating func give(to claims: inout [FindingClaim], repeated: Set<Int>) throws {
        for index in claims.indices {
            guard let wanted = claims[index].wantedNumber, !given.contains(wanted), try !desk.isTaken(wanted) else {
                continue
            }
            take(wanted, for: &claims[index])
        }
        for index in claims.indices where claims[index].number == nil {
            if let sequence = claims[index].stated.sequence, !repeated.contains(claims[index].stated.line) {
                claims[index].doubt(
                    claims[index].wantedNumber == nil ? .number : .numberTaken, .sequence, sequence)
            }
            take(try next(in: claims[index].year), for: &claims[index])
        }
    }

    private mutating func take(_ number: FindingNumber, for claim: inout FindingClaim) {
        claim.number = number
        given.insert(number)
        last[number.year] = max(last[number.year] ?? 0, number.ordinal)
    }

    private func next(in year: Int) throws -> FindingNumber {
        let stored: FindingNumber = try desk.nextNumber(in: year)
        return FindingNumber(year: year, ordinal: max(stored.ordinal, (last[year] ?? 0) + 1))
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
}
