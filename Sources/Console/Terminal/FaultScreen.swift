import Foundation
import Ledger

/// How a fault looks: what did not hold, what stands, what to do.
struct FaultScreen: Sendable {
    var fault: Fault
    var language: Language

    init(_ fault: Fault, _ language: Language) {
        self.fault = fault
        self.language = language
    }

    /// For people, each line ended. Folded on a terminal; one line a part elsewhere.
    func text(on screen: Screen) -> String {
        var parts = [(Message("错误 ", "Error "), "\(fault.code): \(fault.message.text(language))", Style.red)]
        if let state = fault.state { parts.append((Message("现状：", "Found: "), state.text(language), .bold)) }
        if let remedy = fault.remedy { parts.append((Message("可以：", "Try: "), remedy.text(language), .bold)) }
        var paragraphs = parts.map { label, text, style in
            paragraph(Paragraph(label: label.text(language), text: shown(text)), style, screen)
        }
        if let place = fault.place { paragraphs.insert(FaultScreen.pointed(at: place, screen), at: 1) }
        return paragraphs.joined()
    }

    /// The line that was typed, and a caret under the place; of a long one, what fits around it.
    private static func pointed(at place: Fault.Place, _ screen: Screen) -> String {
        let margin = "  "
        let scalars = Array(place.text.unicodeScalars)
        func text(_ range: Range<Int>) -> String {
            shown(String(String.UnicodeScalarView(scalars[range.clamped(to: scalars.indices)])))
        }
        let room = max(screen.columns - margin.count - 2, 20)
        var first = 0
        while first < place.range.lowerBound, text(first..<place.range.lowerBound).displayWidth > room * 2 / 3 {
            first += 1
        }
        let start = first == 0 ? "" : "…"
        let line = (start + text(first..<scalars.count)).cut(toColumns: room)
        let before = (start + text(first..<place.range.lowerBound)).displayWidth
        let under = max(1, min(text(place.range).displayWidth, room - before))
        let carets = screen.style(.red, String(repeating: "^", count: under))
        return margin + line + "\n" + margin + String(repeating: " ", count: before) + carets + "\n"
    }

    /// For programs, one line: `{"error":{"code":…,"message":…,"remedy":…,"state":…}}`; what is not known is null.
    var json: String {
        var error: [String: Any] = [
            "code": fault.code,
            "message": fault.message.text(language),
            "state": fault.state?.text(language) ?? NSNull(),
            "remedy": fault.remedy?.text(language) ?? NSNull(),
        ]
        if let place = fault.place {
            error["place"] = ["text": place.text, "from": place.range.lowerBound, "to": place.range.upperBound]
        }
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        // Strings, whole numbers and nulls only: there is nothing here that JSON cannot carry.
        let data = (try? JSONSerialization.data(withJSONObject: ["error": error], options: options)) ?? Data()
        return shownInJSON(String(decoding: data, as: UTF8.self)) + "\n"
    }

    private func paragraph(_ paragraph: Paragraph, _ style: Style, _ screen: Screen) -> String {
        let label = screen.style(style, paragraph.label)
        guard screen.isTerminal else { return label + paragraph.text + "\n" }
        let indent = String(repeating: " ", count: paragraph.indent(columns: screen.columns))
        return label + paragraph.lines(columns: screen.columns).joined(separator: "\n" + indent) + "\n"
    }
}
