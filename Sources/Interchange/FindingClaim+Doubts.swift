import Ledger
import Rectification

// Which rules a claim breaks (`domain.md`: life of a finding), and what it leaves open. A rule that asks for a cell is
// not held against a sheet that has no such column.

extension FindingClaim {
    mutating func judge(_ header: SheetHeader) {
        if days.isUndated { doubt(.undated, .feedbackDate, "") }
        if let feedback = stated.feedbackOn, feedback != days.registered {
            doubt(.future, .feedbackDate, feedback.description)
        }
        judgeClosure(header)
        judgeVerifiers()
        for measure in measures { judge(measure, header) }
    }

    private mutating func judgeClosure(_ header: SheetHeader) {
        guard let closed = stated.closedOn else {
            // Beside open measures the cell names who is to verify, not who did.
            let isDone = measures.allSatisfy { $0.isCompleted || $0.isSustained }
            if isDone, let cell = stated.verifier { doubt(.verifierWithoutClosure, .verifier, cell) }
            return
        }
        if closed != days.closed { doubt(.future, .closedOn, closed.description) }
        if isClosedBeforeFeedback { doubt(.closedBeforeFeedback, .closedOn, closed.description) }
        if stated.verifier == nil, header.position(.verifier) != nil { doubt(.closedWithoutVerifier, .verifier, "") }
        if measures.isEmpty, header.position(.measure) != nil { doubt(.closedWithoutMeasure, .measure, "") }
    }

    private mutating func judgeVerifiers() {
        guard let cell = stated.verifier, stated.closedOn != nil else { return }
        let owners = Set(([owner] + measures.map(\.owner)).compactMap { $0 })
        if verifiers.contains(where: owners.contains) { doubt(.verifierIsOwner, .verifier, cell) }
    }

    private mutating func judge(_ measure: MeasureClaim, _ header: SheetHeader) {
        judgeTime(measure, header)
        let status = measure.stated.status
        let word = status?.text ?? ""
        if measure.isCompleted {
            judgeCompletion(measure, header)
        } else if stated.closedOn != nil, header.position(.status) != nil,
            !measure.isSustained || status?.state == .notStarted
        {
            doubt(.closedMeasureOpen, .status, word, line: measure.stated.line)
        }
        let isKindSustained = measure.stated.kind.map { $0 == .sustained }
        if measure.isCompleted, isKindSustained == true {
            doubt(.kindAndStatus, .status, word, line: measure.stated.line)
        }
        if status?.state == .sustained, isKindSustained == false {
            doubt(.kindAndStatus, .status, word, line: measure.stated.line)
        }
    }

    private mutating func judgeTime(_ measure: MeasureClaim, _ header: SheetHeader) {
        let line = measure.stated.line
        if measure.work.isFuture { doubt(.future, .progress, measure.stated.progress ?? "", line: line) }
        guard let deadline = measure.stated.deadline else {
            if measure.stated.kind == .byDeadline, header.position(.deadline) != nil {
                doubt(.deadlineMissing, .deadline, "", line: line)
            }
            return
        }
        if let feedback = days.feedback, deadline < feedback {
            doubt(.deadlineBeforeFeedback, .deadline, deadline.description, line: line)
        }
    }

    private mutating func judgeCompletion(_ measure: MeasureClaim, _ header: SheetHeader) {
        let line = measure.stated.line
        let progress = measure.stated.progress ?? ""
        if measure.stated.evidence.isEmpty, header.position(.evidence) != nil {
            doubt(.completedWithoutEvidence, .evidence, "", line: line)
        }
        if measure.stated.status?.isClosed ?? false, stated.closedOn == nil {
            doubt(.closedUndated, .status, measure.stated.status?.text ?? "", line: line)
        }
        switch measure.work.source {
        case .none: doubt(.completedUndated, .progress, progress, line: line)
        case .closure: break
        case .ownText:
            if let feedback = days.feedback, measure.work.day < feedback {
                doubt(.completedBeforeFeedback, .progress, progress, line: line)
            }
            // Where the closure is before the feedback already, every completion is after it.
            if let closed = days.closed, measure.work.day > closed, !isClosedBeforeFeedback {
                doubt(.closedBeforeCompletion, .progress, progress, line: line)
            }
        }
    }

    private var isClosedBeforeFeedback: Bool {
        guard let closed = stated.closedOn, let feedback = stated.feedbackOn else { return false }
        return closed < feedback
    }
}

extension FindingClaim {
    /// Who verified it, and which units were responsible.
    struct Verifying: Hashable {
        let verifiers: [ActorID]
        let responsible: Set<UnitID>

        /// Whether people of the responsible units alone verified it, as far as their units are known.
        func isAlone(_ unit: (ActorID) -> UnitID?) -> Bool {
            verifiers.allSatisfy { unit($0).map(responsible.contains) ?? false }
        }
    }

    /// The verification of which it is asked whether the responsible units were alone in it; nil where it is not asked.
    var verifying: Verifying? {
        guard stated.verifier != nil, stated.closedOn != nil, !verifiers.isEmpty,
            !doubts.contains(where: { $0.kind == .verifierIsOwner })
        else { return nil }
        return Verifying(verifiers: verifiers, responsible: Set(units + measures.flatMap(\.units)))
    }

    mutating func judgeVerifiersUnits(_ unit: (ActorID) -> UnitID?) {
        if let verifying, verifying.isAlone(unit) { doubt(.verifierOfUnit, .verifier, stated.verifier ?? "") }
    }
}
