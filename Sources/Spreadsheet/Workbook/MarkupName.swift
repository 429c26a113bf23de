import Glibc

/// The name of an element as expat gives it, only while it is told of it: its namespace, then its own name.
struct MarkupName {
    /// The vocabularies that a workbook is read by, each with its transitional and its strict name (ECMA-376 part 1,
    /// annex A; part 4).
    enum Space {
        case sheet, relationships, contentTypes, other
    }

    static let separator = CChar(bitPattern: UInt8(ascii: " "))

    private let whole: UnsafePointer<CChar>
    private let local: UnsafePointer<CChar>

    init(_ name: UnsafePointer<CChar>) {
        whole = name
        local = strrchr(name, Int32(MarkupName.separator)).map { UnsafePointer($0) + 1 } ?? name
    }

    /// Whether it is this element of a workbook's own vocabulary.
    func `is`(_ name: StaticString) -> Bool { `is`(name, of: .sheet) }

    /// The name before the namespace: most often it settles the question.
    func `is`(_ name: StaticString, of space: Space) -> Bool { names(name) && self.space == space }

    private func names(_ name: StaticString) -> Bool {
        // Each call compares a few bytes: literals end with a zero, as expat's names do.
        strcmp(local, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
    }

    private var space: Space {
        let length = local - whole - 1
        func begins(_ uri: StaticString) -> Bool {
            length == uri.utf8CodeUnitCount && memcmp(whole, uri.utf8Start, length) == 0
        }
        if begins("http://schemas.openxmlformats.org/spreadsheetml/2006/main") { return .sheet }
        if begins("http://purl.oclc.org/ooxml/spreadsheetml/main") { return .sheet }
        if begins("http://schemas.openxmlformats.org/package/2006/relationships") { return .relationships }
        if begins("http://schemas.openxmlformats.org/package/2006/content-types") { return .contentTypes }
        return .other
    }
}

/// The attributes of an element, only while it is told of it.
struct MarkupAttributes {
    /// Names and values in turn, then nil.
    let list: UnsafeMutablePointer<UnsafePointer<CChar>?>

    /// The value of an attribute without a namespace.
    func value(_ name: StaticString) -> UnsafePointer<CChar>? {
        var place = list
        while let found = place[0] {
            if strcmp(found, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0 {
                return place[1]
            }
            place += 2
        }
        return nil
    }

    func text(_ name: StaticString) -> String? { value(name).map { String(cString: $0) } }

    /// A whole number that is not negative; nil where it is none or has more than nine digits.
    func number(_ name: StaticString) -> Int? {
        guard let value = value(name) else { return nil }
        var out = 0
        var place = 0
        while value[place] != 0 {
            let digit = Int(value[place]) - 0x30
            guard (0...9).contains(digit), place < 9 else { return nil }
            out = out * 10 + digit
            place += 1
        }
        return place > 0 ? out : nil
    }

    /// xsd:boolean.
    func isTrue(_ name: StaticString) -> Bool { text(name) == "1" || text(name) == "true" }

    /// `r:id`: what a part means by it, its relationships say.
    var relationship: String? {
        text("http://schemas.openxmlformats.org/officeDocument/2006/relationships id")
            ?? text("http://purl.oclc.org/ooxml/officeDocument/relationships id")
    }
}
