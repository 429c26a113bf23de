import ArgumentParser
import Ledger
import Rectification

/// A choice that is given as its English word or as the Chinese one that screens show.
protocol ChoiceArgument: Choice, ExpressibleByArgument {}

extension ChoiceArgument {
    package init?(argument: String) {
        let word = argument.lowercased()
        let found = Self.allCases.first { [$0.rawValue, $0.title.zh, $0.title.en].contains(word) }
        guard let found else { return nil }
        self = found
    }

    package static var allValueStrings: [String] { allCases.map(\.rawValue) }
    package var defaultValueDescription: String { rawValue }
}

extension Measure.Kind: ChoiceArgument {}
extension VerificationMethod: ChoiceArgument {}
extension FindingLookedBack.Outcome: ChoiceArgument {}
extension MeasureReviewed.Outcome: ChoiceArgument {}
extension RegulationReviewed.Outcome: ChoiceArgument {}
extension Frequency: ChoiceArgument {}
extension Concern.Kind: ChoiceArgument {}
extension ObjectionDecided.Outcome: ChoiceArgument {}
extension ApplicationReviewed.Outcome: ChoiceArgument {}
extension Counting: ChoiceArgument {}
extension Supervision.Level: ChoiceArgument {}
extension ActivityCorrected.List: ChoiceArgument {}
