/// A content line of RFC 5545: a property with its value, folded.
struct CalendarLine {
    /// With its parameters: `DTSTART;VALUE=DATE`.
    private let name: String
    private let value: String

    /// A value that stands as it is: a date, a number, a word of the RFC.
    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// A TEXT (RFC 5545 §3.3.11).
    init(_ name: String, text: String) {
        self.init(name, CalendarLine.escaped(text))
    }

    /// Several of them in one value.
    init(_ name: String, texts: [String]) {
        self.init(name, texts.map(CalendarLine.escaped).joined(separator: ","))
    }

    private static func escaped(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in VisibleText.of(text.replacing("\r\n", with: "\n")).unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                out.append("\\")
                out.append(scalar)
            case "\n", "\r": out.append(contentsOf: "\\n".unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// In lines of at most 75 octets that end with CRLF, each but the first beginning with a space (§3.1). No character
    /// is torn apart, although the RFC lets one be: readers that unfold after decoding would not find it again.
    var folded: [UInt8] {
        var out: [UInt8] = []
        var room = CalendarLine.longest
        for scalar in (name + ":" + value).unicodeScalars {
            let bytes = UTF8.encode(scalar).map(Array.init) ?? []
            if bytes.count > room {
                out += [0x0D, 0x0A, 0x20]
                room = CalendarLine.longest - 1
            }
            out += bytes
            room -= bytes.count
        }
        return out + [0x0D, 0x0A]
    }

    private static let longest = 75
}
