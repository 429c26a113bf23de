import Glibc

// The module map of Swift 6.3's Glibc leaves out <wchar.h>; the function itself is in every glibc (POSIX `wcwidth`).
@_silgen_name("wcwidth")
private func wcwidth(_ character: Int32) -> Int32

extension String {
    /// How many columns a terminal gives this text (UAX #11), by glibc's table: two for a wide character, none for a
    /// combining mark or a variation selector, one for an ambiguous one (`●`, `…`, `─`).
    ///
    /// Counted scalar by scalar, as most terminals do; a joined emoji (👨‍👩‍👧) may be drawn narrower, never wider.
    var displayWidth: Int {
        if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return utf8.count }
        return withWidthTable { unicodeScalars.reduce(0) { $0 + columns(of: $1) } }
    }

    /// This text in at most so many columns: whole where it fits, else cut after a whole grapheme cluster and ended
    /// with `…`.
    func cut(toColumns limit: Int) -> String {
        guard displayWidth > limit else { return self }
        guard limit > 0 else { return "" }
        return withWidthTable {
            var used = 1
            var end = startIndex
            while end < endIndex {
                used += self[end].unicodeScalars.reduce(0) { $0 + columns(of: $1) }
                guard used <= limit else { break }
                end = index(after: end)
            }
            return self[..<end] + "…"
        }
    }

    /// This text filled up with spaces to so many columns; a wider one is left as it is.
    func padded(toColumns width: Int, _ alignment: Alignment = .left) -> String {
        let space = String(repeating: " ", count: Swift.max(0, width - displayWidth))
        return alignment == .left ? self + space : space + self
    }
}

/// Which side of a column its text leans on.
enum Alignment: Sendable {
    case left, right
}

/// What a character takes where glibc does not know it: younger than the system's Unicode, or no UTF-8 locale at all.
func assumedColumns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    if scalar.properties.isIdeographic || scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    // UAX #11: unassigned code points of planes 2 and 3 are wide; CJK punctuation and full-width forms.
    case 0x20000...0x3FFFD, 0x3000...0x303E, 0xFF01...0xFF60: return 2
    default: return 1
    }
}

private func columns(of scalar: Unicode.Scalar) -> Int {
    let known = wcwidth(Int32(bitPattern: scalar.value))
    return known >= 0 ? Int(known) : assumedColumns(of: scalar)
}

/// Runs `body` with this thread's character types set to UTF-8, whatever the process's locale is: glibc has no
/// `wcwidth_l`.
private func withWidthTable<Result>(_ body: () -> Result) -> Result {
    guard let utf8Locale else { return body() }
    let previous = uselocale(utf8Locale)
    defer { uselocale(previous) }
    return body()
}

/// Made once, never freed and never changed, so any thread may use it.
nonisolated(unsafe) private let utf8Locale: locale_t? =
    newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) ?? newlocale(LC_CTYPE_MASK, "en_US.UTF-8", nil)
    ?? newlocale(LC_CTYPE_MASK, "zh_CN.UTF-8", nil)
