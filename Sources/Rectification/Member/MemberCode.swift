import Ledger

/// A Party member, by code (`DY-001`), never a name in clear.
package struct MemberCode: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "member"
}
