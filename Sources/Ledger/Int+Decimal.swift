extension Int {
    /// A number as C2SP's texts and paths have it: ASCII decimal digits, no sign, no leading zero; nil for anything else
    /// and for 2^63 or more.
    package init?(decimal digits: some Collection<UInt8>) {
        guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0") else { return nil }
        self = 0
        for digit in digits {
            guard JSONNumber.isDigit(digit) else { return nil }
            let (tens, isTooLarge) = multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeAgain) = tens.addingReportingOverflow(Int(digit) - 0x30)
            guard !isTooLarge, !isTooLargeAgain else { return nil }
            self = sum
        }
    }
}
