/// What becomes of line breaks and tabs when untrusted text is shown.
package enum LineBreaks: Sendable {
    /// `⏎` and `⇥`: one line on a screen.
    case marked
    /// As they are: for a text that has lines of its own.
    case kept
    /// `\n`, `\r`, `\t`, and `\\` for a backslash: one field of a tab-separated line, exactly reversible.
    case escaped
}

/// Text that came from people or files, made safe to put on a screen: whatever cannot be seen, moves the cursor or
/// turns the reading direction is written out (`\u{202E}`), so that what is read is what is there.
///
/// Everything that prints data goes through here. Escaped are control characters (C0, DEL, C1), format characters
/// (bidirectional controls, zero-width characters, tags), line and paragraph separators, other default-ignorable code
/// points, noncharacters, and a combining mark that has nothing to stand on. Kept is what makes an emoji: a variation
/// selector after one, a joiner between two.
package func shown(_ text: String, lineBreaks: LineBreaks = .marked) -> String {
    if text.unicodeScalars.allSatisfy(isPlain) { return text }
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    var hasBase = false
    for (index, scalar) in scalars.enumerated() {
        let next = index + 1 < scalars.count ? scalars[index + 1] : nil
        if let replacement = replacement(for: scalar, next, lineBreaks) {
            out.append(contentsOf: replacement.unicodeScalars)
            hasBase = false
        } else if isEmojiGlue(scalar, after: index > 0 ? scalars[index - 1] : nil, next) {
            out.append(scalar)
        } else if isUnseen(scalar) || (!hasBase && isMark(scalar)) {
            out.append(contentsOf: codePoint(scalar).unicodeScalars)
            hasBase = false
        } else {
            out.append(scalar)
            hasBase = true
        }
    }
    return String(out)
}

/// A JSON document with the same characters written as `\uXXXX`: the same document to a parser, harmless on a screen.
///
/// For text that already is JSON: there such characters stand within strings only.
package func shownInJSON(_ json: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
        guard isUnseen(scalar), scalar != "\n", scalar != "\r", scalar != "\t" else {
            out.append(scalar)
            continue
        }
        for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            out.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
        }
    }
    return String(out)
}

private func replacement(
    for scalar: Unicode.Scalar, _ next: Unicode.Scalar?, _ lineBreaks: LineBreaks
) -> String? {
    switch (lineBreaks, scalar) {
    case (.escaped, "\\"): "\\\\"
    case (.escaped, "\n"): "\\n"
    case (.escaped, "\r"): "\\r"
    case (.escaped, "\t"): "\\t"
    case (.kept, "\n"): "\n"
    case (.kept, "\t"): "\t"
    case (.marked, "\n"): "⏎"
    case (.marked, "\t"): "⇥"
    case (.kept, "\r"), (.marked, "\r"): next == "\n" ? "" : nil
    default: nil
    }
}

private func codePoint(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
}

/// Characters that are themselves in every text, whatever stands beside them: nearly all that an office writes. Only a part of
/// those that are (the tests hold each against what the rest of this file asks of Unicode), for speed: a text of
/// these alone is not written anew.
func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x5B, 0x5D...0x7E, 0x4E00...0x9FFF: true
    // Quotation marks; punctuation of CJK; its full-width forms.
    case 0x2018...0x201D, 0x3001...0x3011, 0xFF01...0xFF5E: true
    default: false
    }
}

private func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    if isPlain(scalar) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default:
        return scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isNoncharacterCodePoint
    }
}

private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
}

/// UTS #51: a presentation selector (`❤️`, `1️⃣`) and a joiner within a sequence (`👨‍👩‍👧`).
private func isEmojiGlue(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
    guard let previous else { return false }
    switch scalar.value {
    case 0xFE0E, 0xFE0F:
        return isPictograph(previous) || (previous.properties.isEmoji && next?.value == 0x20E3)
    case 0x200D:
        return (isPictograph(previous) || previous.value == 0xFE0F) && next.map(isPictograph) ?? false
    default:
        return false
    }
}

private func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmoji && !scalar.isASCII
}
