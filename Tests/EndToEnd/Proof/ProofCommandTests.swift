import Foundation
import Testing

@Suite("plumbing verify-inclusion and verify-consistency (RFC 9162 §2.1.3.2, §2.1.4.2)", .serialized)
struct ProofCommandTests {
    /// The reference tree of github.com/transparency-dev/merkle, testonly/constants.go at 417fb0c (Apache-2.0), cut to two
    /// leaves and to one, which is its own root.
    static let first = "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0="
    static let second = "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c="
    static let root = "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU="

    static func inclusion(
        _ index: String = "0", _ size: String = "2", leaf: String = first, proof: String = #"["\#(second)"]"#
    ) -> String {
        #"{"leafIdx":\#(index),"treeSize":\#(size),"root":"\#(root)","leafHash":"\#(leaf)","proof":\#(proof),"desc":""}"#
    }

    static func consistency(
        _ old: String = "1", _ new: String = "2", roots: (String, String) = (first, root),
        proof: String = #","proof":["\#(second)"]"#
    ) -> String {
        #"{"size1":\#(old),"size2":\#(new),"root1":"\#(roots.0)","root2":"\#(roots.1)"\#(proof)}"#
    }

    static let cases: [(verb: String, input: String, code: Int32)] = [
        ("verify-inclusion", inclusion(), 0),
        ("verify-inclusion", inclusion("1", leaf: second, proof: #"["\#(first)"]"#), 0),
        ("verify-inclusion", inclusion("0", "1", leaf: root, proof: "null"), 0),
        ("verify-inclusion", inclusion("1"), 1), ("verify-inclusion", inclusion("0", "3"), 1),
        ("verify-inclusion", inclusion(proof: "[]"), 1), ("verify-inclusion", inclusion("0", "0"), 1),
        ("verify-inclusion", inclusion("9007199254740991", "9007199254740991"), 1),
        ("verify-inclusion", inclusion("-1"), 65), ("verify-inclusion", inclusion("0.5"), 65),
        ("verify-inclusion", inclusion("18446744073709551615"), 65), ("verify-inclusion", inclusion("\"0\""), 65),
        ("verify-inclusion", inclusion(leaf: "AAAA"), 65), ("verify-inclusion", inclusion(leaf: "!"), 65),
        ("verify-inclusion", inclusion(proof: #"["AAAA"]"#), 65), ("verify-inclusion", inclusion(proof: "{}"), 65),
        ("verify-inclusion", "{}", 65), ("verify-inclusion", "[]", 65), ("verify-inclusion", "", 65),
        ("verify-consistency", consistency(), 0),
        ("verify-consistency", consistency("2", "2", roots: (root, root), proof: ""), 0),
        ("verify-consistency", consistency("2", "2", roots: (root, root), proof: #","proof":null"#), 0),
        ("verify-consistency", consistency("2", "2", roots: (root, root)), 1),
        ("verify-consistency", consistency("2", "2"), 1), ("verify-consistency", consistency("2", "1"), 1),
        ("verify-consistency", consistency("0", "2", proof: ""), 1), ("verify-consistency", consistency("1", "3"), 1),
        ("verify-consistency", consistency(roots: (root, root)), 1), ("verify-consistency", consistency(proof: ""), 1),
        ("verify-consistency", consistency("-1"), 65), ("verify-consistency", consistency(roots: ("", root)), 65),
        ("verify-consistency", consistency(proof: #","proof":[1]"#), 65), ("verify-consistency", "null", 65),
    ]

    @Test("exit 0 holds, 1 does not, 65 is malformed", arguments: cases)
    func answers(_ verb: String, _ input: String, _ code: Int32) throws {
        let program = try Program()
        defer { program.remove() }
        let answer = try program.run("plumbing", verb, input: input)
        #expect(answer.code == code, "\(input): \(answer.errors)")
        #expect(answer.output.isEmpty && answer.errors.isEmpty == (code == 0))
    }

    @Test("the example of the help holds", arguments: ["verify-inclusion", "verify-consistency"])
    func example(_ verb: String) throws {
        let program = try Program()
        defer { program.remove() }
        let help = try program.run("plumbing", verb, "--help").output
        let start = try #require(help.range(of: "echo '")), end = try #require(help.range(of: "' |"))
        let answer = try program.run("plumbing", verb, input: String(help[start.upperBound..<end.lowerBound]))
        #expect(answer.code == 0, "\(answer.errors)")
    }
}
