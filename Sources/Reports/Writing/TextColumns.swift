extension String {
    /// How many columns the text takes, wide characters two (UAX #11): the widest of its lines.
    ///
    /// By fixed ranges and not by the system's tables: two machines must come to the same widths.
    var columns: Int { split(separator: "\n").map { $0.unicodeScalars.reduce(0) { $0 + $1.columns } }.max() ?? 0 }

    /// In at most so many columns, cut with `…`.
    func cut(toColumns limit: Int) -> String {
        guard columns > limit else { return self }
        var used = 1
        var out = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            used += scalar.columns
            guard used <= limit else { break }
            out.append(scalar)
        }
        return String(out) + "…"
    }
}

extension Unicode.Scalar {
    fileprivate var columns: Int {
        switch value {
        case ..<0x1100: 1
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
