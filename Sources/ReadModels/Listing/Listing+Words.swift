import Ledger
import Rectification

extension Listing.Field {
    /// A value in words; nil for none.
    package func message(_ value: ListingValue) -> Message? {
        guard let text = value.text else { return nil }
        switch kind {
        case .text, .integer, .day: return Message(verbatim: text)
        case .percent: return Message(verbatim: text + "%")
        case .late: return text == "0" ? nil : Message("\(text)天", "\(text)d")
        case .flag: return text == "0" ? Message("否", "no") : Message("是", "yes")
        case .actor: return Message(verbatim: ActorID(text)?.name ?? text)
        case .names: return .list(text.split(separator: "\n").map(String.init))
        case .choice(let words): return words[text] ?? Message(verbatim: text)
        case .light: return DueLight(rawValue: text)?.title
        }
    }
}
