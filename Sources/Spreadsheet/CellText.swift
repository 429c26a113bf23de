/// How the text of a cell is looked at. What is kept of a text is always the text as it stands.
package enum CellText {
    /// White space as spreadsheets have it: also no-break, full-width and zero-width spaces and a stray byte order mark.
    package static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09...0x0D, 0xA0, 0x2000...0x200B, 0x202F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    package static func isBlank(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return true }
        if first > 0x20, first < 0x80 { return false }
        return text.unicodeScalars.allSatisfy(isSpace)
    }

    /// Without the white space around it.
    package static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// A full-width form as its ASCII one (２ → 2, ／ → /), and every dash as a hyphen; anything else as it is.
    package static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
        case 0x2010...0x2015, 0x2212: "-"
        case 0x3000: " "
        default: scalar
        }
    }

    /// The same text for comparing numbers and names: narrow, without any white space.
    package static func compact(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isSpace(scalar) { out.append(narrow(scalar)) }
        return String(out)
    }

    /// The parts of a list, without blank ones. A separator inside brackets （） () 《》 “” belongs to its part,
    /// unless the brackets do not match.
    package static func parts(_ text: String, separators: Set<Unicode.Scalar>) -> [String] {
        split(text, separators, minding: true) ?? split(text, separators, minding: false) ?? []
    }

    private static func split(_ text: String, _ separators: Set<Unicode.Scalar>, minding: Bool) -> [String]? {
        var out: [String] = []
        var part = String.UnicodeScalarView()
        var depth = 0
        func close() {
            let whole = trimmed(String(part))
            if !whole.isEmpty { out.append(whole) }
            part = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if minding {
                if "（(《“".unicodeScalars.contains(scalar) { depth += 1 }
                if "）)》”".unicodeScalars.contains(scalar) { depth -= 1 }
                if depth < 0 { return nil }
            }
            if depth == 0, separators.contains(scalar) { close() } else { part.append(scalar) }
        }
        close()
        return depth == 0 ? out : nil
    }

    /// The beginning of a text, for a report: at most `limit` bytes, cut between characters and marked with ….
    package static func excerpt(_ text: String, limit: Int = 400) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: limit)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text.unicodeScalars[..<end]) + "…"
    }

    /// Whether there is a Unicode noncharacter (U+FDD0…U+FDEF, U+nFFFE, U+nFFFF) in well-formed UTF-8: records may hold
    /// none (RFC 7493 §2.1).
    package static func hasNoncharacter(_ utf8: some Sequence<UInt8>) -> Bool {
        // U+FDD0…U+FDEF are EF B7 90…AF; U+nFFFE and U+nFFFF end in .F BF BE and .F BF BF.
        var before: (first: UInt8, second: UInt8) = (0, 0)
        for byte in utf8 {
            if before.second == 0xBF, byte == 0xBE || byte == 0xBF, before.first & 0x0F == 0x0F { return true }
            if before.second == 0xB7, before.first == 0xEF, (0x90...0xAF).contains(byte) { return true }
            before = (before.second, byte)
        }
        return false
    }
}
