import Ledger
import Rectification

// A record holds at most 64 KiB: what would not fit is refused with its line before anything is claimed.

extension FindingClaim {
    /// The rows whose text is too much for one record.
    func oversized(_ header: SheetHeader) throws -> [SheetIssue] {
        var issues: [SheetIssue] = []
        func check(_ payload: (some Payload)?, _ line: Int, _ column: SheetColumn) throws {
            guard let payload else { return }
            let size = try PropertyCoder.write(payload).bytes.count
            guard size > FindingClaim.largestPayload else { return }
            issues.append(
                SheetIssue(
                    line: line, column: header.name(column), value: "", severity: .refused, code: "E-IMPORT-ROW-LARGE",
                    message: FindingClaim.tooLarge(size)))
        }
        let none = Claim()
        if mayBeLarge {
            try check(registered(none), stated.line, .description)
            try check(assigned(none), stated.line, .unit)
            let verified = FindingVerified(method: nil, with: verifiers, claim: none)
            try check(verified, stated.line, .verifier)
        }
        for measure in measures where measure.mayBeLarge {
            try check(measure.planned(.zero), measure.stated.line, .measure)
            try check(measure.progressed(.zero), measure.stated.line, .progress)
            try check(measure.completed(.zero), measure.stated.line, .evidence)
        }
        return issues
    }

    /// What a payload may have of a record's 65,535 bytes: the envelope with its names takes the rest.
    private static let largestPayload = Record.maximumSize - 2_048

    /// A byte of text is at most six in JSON (a control character), and an item of a list has a frame of at most 16.
    private var mayBeLarge: Bool {
        let texts = [stated.category, stated.manifestation, stated.goal, stated.source, stated.verifier]
        let bytes = texts.reduce(stated.description.utf8.count) { $0 + ($1?.utf8.count ?? 0) }
        return bytes * 6 + stated.units.reduce(0) { $0 + $1.utf8.count * 6 + 16 } > FindingClaim.largestPayload / 2
    }

    private static func tooLarge(_ size: Int) -> Message {
        Message(
            "这一行的文字合起来要 \(size) 字节，一条记录放不下；长文请作为佐证附件",
            "the row's texts take \(size) bytes together, more than a record holds; keep long texts as evidence files")
    }
}

extension MeasureClaim {
    fileprivate var mayBeLarge: Bool {
        let texts = [stated.text, stated.progress ?? "", stated.status?.text ?? ""] + stated.units
        let bytes = texts.reduce(0) { $0 + $1.utf8.count * 6 + 16 }
        return bytes + stated.evidence.reduce(0) { $0 + $1.utf8.count * 6 + 16 } > 16_000
    }
}
