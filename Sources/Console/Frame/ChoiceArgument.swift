import ArgumentParser
import Ledger
import Rectification

/// A word out of a few.
///
/// It names its words itself: the parser's own way goes through key paths, for which the Swift runtime searches the
/// protocol conformances of the whole program, at each start and for each such type (a fiftieth of `finding show`).
protocol WordArgument: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension WordArgument {
    package static var allValueStrings: [String] { allCases.map { $0.rawValue } }
    package static var allValueDescriptions: [String: String] { [:] }
    package var defaultValueDescription: String { rawValue }
}

/// A choice that is given as its English word or as the Chinese one that screens show.
protocol ChoiceArgument: Choice, WordArgument {}

extension ChoiceArgument {
    package init?(argument: String) {
        let word = argument.lowercased()
        let found = Self.allCases.first { [$0.rawValue, $0.title.zh, $0.title.en].contains(word) }
        guard let found else { return nil }
        self = found
    }
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
