import Ledger

extension Finding {
    /// What can be asked of a finding. Who asks, when and why stands in the `Context`.
    package enum Command: Sendable {
        /// `round` is the round as it stands, nil where the ledger has none of that name.
        case register(FindingRegistered, round: Round?)
        case assign(Assignment)
        /// `measure.measure` is given by `decide`.
        case plan(MeasurePlanned)
        case progress(MeasureProgressed)
        case correctProgress(ProgressCorrected)
        case complete(MeasureCompleted)
        case review(MeasureReviewed)
        case requestExtension(ExtensionRequested)
        /// `until`: a day other than the one asked for.
        case grantExtension(measure: Int, until: CalendarDate?)
        case refuseExtension(measure: Int)
        case attach(Exhibit, measure: Int?)
        case submit(summary: String?)
        case verify(FindingVerified)
        case returnToOwner(method: VerificationMethod?)
        case close
        case lookBack(FindingLookedBack)
        case reopen
        case withdraw(approver: ActorID?)
        /// `other` is the finding as it stands, nil where the ledger has none of that number.
        case merge(into: FindingNumber, other: Finding?, approver: ActorID?)
        /// The second half of a merge, on the finding that takes the other in.
        case absorb(FindingNumber)
        case correct(Correction, round: Round?, approver: ActorID?)
        /// `issued.due` is given by `decide`.
        case issue(SupervisionIssued)
        case lift
        case extendCheck(CheckExtended)
        /// `found`: the finding that the answer names as it stands, nil where the ledger has none of that number.
        case answerCheck(CheckAnswered, found: Finding?)
    }
}
