import Testing

@testable import Ledger

@Suite("quorum policies (C2SP tlog-policy)")
struct WitnessPolicyTests {
    /// A key of this name whose 32 bytes are made from it.
    private static func key(_ name: String, _ kind: SignatureKind = .cosignature) throws -> VerifierKey {
        try VerifierKey(name: name, kind: kind, publicKey: Digest.sha256(name.utf8).bytes)
    }

    /// Puts verifier keys in the place of `<name>`, a log's, and `[name]`, a witness's.
    private static func policy(_ text: String) throws -> [UInt8] {
        var text = text
        while let match = text.firstMatch(of: /[<\[](\w+)[>\]]/) {
            let key = try key(String(match.1), match.0.hasPrefix("<") ? .ed25519 : .cosignature)
            text.replaceSubrange(match.range, with: key.text)
        }
        return Array(text.utf8)
    }

    private func line(of text: String) throws -> String? {
        do throws(Fault) {
            _ = try WitnessPolicy(try! WitnessPolicyTests.policy(text))
            return nil
        } catch {
            return error.code == "E-POLICY" ? String(error.state?.en.prefix { $0 != ":" } ?? "") : error.code
        }
    }

    /// sigsum-go pkg/policy/config_test.go (BSD-2-Clause), its hexadecimal keys written as verifier keys.
    static let first = """

        # example config
        log <a> http://sigsum.example.org
          # comment
          log <b>

        witness W1 [c] http://w1
        # same key for log and key is undesirable, but not an error
        witness W2 [a]
        witness W3 [d] http://w3
        witness W4 [e] https://w4/
        witness W5 [f] https://w5

        group G1 any W1 W2
        group G2 2 W3 W4 W5
        group G3 all G1 G2

        quorum G3

          log <c>
        witness W6 [b]

        """

    @Test(
        "the first policy of sigsum-go config_test.go, and who meets it",
        arguments: [
            ("", false), ("c", false), ("a", false), ("d", false), ("d e f", false), ("c a", false), ("c d", false),
            ("c d e", true), ("a d f", true),
        ])
    func first(keys: String, isMet: Bool) throws {
        let policy = try WitnessPolicy(WitnessPolicyTests.policy(WitnessPolicyTests.first))
        #expect(policy.logs.map(\.key.name) == ["a", "b", "c"])
        #expect(policy.logs.map(\.url) == ["http://sigsum.example.org", nil, nil])
        #expect(policy.witnesses.map(\.name.text) == ["W1", "W2", "W3", "W4", "W5", "W6"])
        #expect(policy.witnesses[3].url == "https://w4/" && policy.witnesses[1].url == nil)
        let set = Set(try keys.split(separator: " ").map { try WitnessPolicyTests.key(String($0)) })
        #expect(policy.isMet(by: set) == isMet)
        #expect(policy.missing(from: set).isEmpty == isMet)
    }

    @Test(
        "the second policy of sigsum-go config_test.go, and who meets it",
        arguments: [
            ("", false), ("A1", true), ("A2", true), ("A3", true), ("A1 A3", true), ("A1 A3 B1", true), ("B1", false),
            ("B2", false), ("B3", false), ("B1 B2", true), ("B1 B3", true), ("B2 B3", true), ("B1 B2 B3", true),
            ("A2 B1 B2 B3", true),
        ])
    func second(keys: String, isMet: Bool) throws {
        let text = """
            log <l> http://sigsum.example.org
            witness A1 [A1]
            witness A2 [A2]
            witness A3 [A3]
            witness B1 [B1]
            witness B2 [B2]
            witness B3 [B3]
            group A-group 1 A1 A2 A3
            group B-group 2 B1 B2 B3
            group G any A-group B-group
            quorum G

            """
        let policy = try WitnessPolicy(WitnessPolicyTests.policy(text))
        let set = Set(try keys.split(separator: " ").map { try WitnessPolicyTests.key(String($0)) })
        #expect(policy.isMet(by: set) == isMet)
    }

    @Test(
        "the invalid policies of sigsum-go config_test.go, each by the line that makes it so",
        arguments: [
            ("", ""), ("# \u{C}\nquorum none\n", "Line 1"), ("# \u{7F}\nquorum none\n", "Line 1"),
            ("log <a>\n  log <a>\n", "Line 2"), ("log <a> http://example.org #comment\n", "Line 1"),
            ("witness W1 [c]\nwitness W2 [c]\n", "Line 2"), ("witness W1 [c]\nwitness W1 [d]\n", "Line 2"),
            ("witness none [c]\n", "Line 1"), ("witness W1 [c]\nwitness W2 [a]\ngroup G all W1 W3 W2\n", "Line 3"),
            ("witness W1 [c]\nwitness W2 [a]\ngroup G all W1 W2\n", ""),
            ("witness W1 [c]\nwitness W2 [a]\ngroup G all W1 W2 W1\n", "Line 3"),
            ("witness W1 [c]\nwitness W2 [a]\nwitness W3 [b]\ngroup G1 all W1 W2\ngroup G2 all W3 W2\n", "Line 5"),
            ("log <a>\nwitness W [b]\ngroup G all W none\nquorum G\n", "Line 3"),
        ])
    func invalid(text: String, line: String) throws {
        #expect(try self.line(of: text) == (line.isEmpty ? try self.line(of: "") : line))
    }

    @Test(
        "more that the specification forbids",
        arguments: [
            ("quorum none", "Line 1"), ("quorum none\nquorum none\n", "Line 2"),
            ("quorum W\nwitness W [a]\n", "Line 1"),
            ("quorum\n", "Line 1"), ("quorum none none\n", "Line 1"), ("log\n", "Line 1"), ("log x\n", "Line 1"),
            ("log <a> u v\n", "Line 1"), ("log <a> #c\n", "Line 1"), ("witness [a]\n", "Line 1"),
            ("Quorum none\n", "Line 1"),
            ("witness W [a]\ngroup G 0 W\n", "Line 2"), ("witness W [a]\ngroup G 2 W\n", "Line 2"),
            ("witness W [a]\ngroup G 01 W\n", "Line 2"), ("witness W [a]\ngroup G -1 W\n", "Line 2"),
            ("witness W [a]\ngroup G 99999999999999999999 W\n", "Line 2"),
            ("witness W [a]\ngroup G some W\n", "Line 2"),
            ("witness W [a]\ngroup G all\n", "Line 2"), ("witness W [a]\ngroup G all G\n", "Line 2"),
            ("witness W [a]\ngroup W all W\n", "Line 2"), ("group none any none\n", "Line 1"),
            ("quorum none\r\n", "Line 1"), ("quorum\u{A0}none\n", "Line 1"),
        ])
    func forbidden(text: String, line: String) throws {
        #expect(try self.line(of: text) == line)
    }

    /// transparency-dev/formats witness/witness_policy_test.go (Apache-2.0). Its witness keys have a note's type; they
    /// are read as keys of cosignatures.
    @Test("the policies of transparency-dev/formats witness_policy_test.go")
    func formats() throws {
        let w1 =
            "witness w1 sigsum.org+e4ade967+AZuUY6B08pW3QVHu8uvsrxWPcAv9nykap2Nb4oxCee+r https://sigsum.org/witness/\n"
        let w2 =
            "witness w2 example.com+3753d3de+AebBhMcghIUoavZpjuDofa4sW6fYHyVn7gvwDBfvkvuM https://example.com/witness/\n"
        let policy = try WitnessPolicy(Array("\(w1)\(w2)group g1 all w1 w2\nquorum g1\n".utf8))
        #expect(
            policy.groups == [
                WitnessPolicy.Group(
                    name: WitnessPolicy.Name("g1".utf8), threshold: 2, members: policy.witnesses.map(\.name))
            ])
        let keys = policy.witnesses.map(\.key)
        #expect(keys.map(\.kind) == [.cosignature, .cosignature] && keys.map(\.name) == ["sigsum.org", "example.com"])
        #expect(policy.isMet(by: Set(keys)) && !policy.isMet(by: [keys[0]]))
        let plain = try VerifierKey(name: "sigsum.org", kind: .ed25519, publicKey: keys[0].publicKey)
        #expect(!policy.isMet(by: [plain, keys[1]]))
        for (text, line) in [
            (w1, ""), ("quorum unknown\n", "Line 1"), (w1 + w1 + "quorum w1\n", "Line 2"),
            (w1 + w2 + "group g1 -1 w1\nquorum g1\n", "Line 3"),
        ] {
            #expect(try self.line(of: text) == (line.isEmpty ? try self.line(of: "") : line))
        }
    }

    @Test("none needs nobody, a witness needs itself")
    func simple() throws {
        #expect(try WitnessPolicy(Array("quorum none\n".utf8)).isMet(by: []))
        let policy = try WitnessPolicy(WitnessPolicyTests.policy("\twitness W\t[a] \n quorum  W\t\n"))
        #expect(!policy.isMet(by: []) && policy.missing(from: []) == ["W"])
        #expect(policy.isMet(by: [try WitnessPolicyTests.key("a")]))
    }

    @Test("the missing are those who could help: not who signed, nor whose group has enough, nor who is in none")
    func missing() throws {
        let policy = try WitnessPolicy(WitnessPolicyTests.policy(WitnessPolicyTests.first))
        func missing(_ keys: String) throws -> [String] {
            policy.missing(from: Set(try keys.split(separator: " ").map { try WitnessPolicyTests.key(String($0)) }))
        }
        #expect(try missing("") == ["W1", "W2", "W3", "W4", "W5"])
        #expect(try missing("c") == ["W3", "W4", "W5"])
        #expect(try missing("c e") == ["W3", "W5"])
        #expect(try missing("d e f b") == ["W1", "W2"])
        #expect(try missing("c d e") == [])
    }

    @Test("names are octets: Chinese, no UTF-8 at all, two spellings of é, K and the Kelvin sign are all told apart")
    func octets() throws {
        let text =
            "witness 市委巡察办 [a]\nwitness caf\u{E9} [b]\nwitness cafe\u{301} [c]\nwitness K [d]\nwitness \u{212A} [e]\n"
        var bytes = try WitnessPolicyTests.policy(text)
        bytes +=
            Array("group ".utf8) + [0xFF, 0xFE] + Array(" all 市委巡察办 caf\u{E9} K\nquorum ".utf8) + [0xFF, 0xFE, 0x0A]
        let policy = try WitnessPolicy(bytes)
        #expect(policy.missing(from: []) == ["市委巡察办", "caf\u{E9}", "K"])
        let keys = Set(try ["a", "b", "d"].map { try WitnessPolicyTests.key($0) })
        #expect(policy.isMet(by: keys))
        let others = Set(try ["a", "c", "e"].map { try WitnessPolicyTests.key($0) })
        #expect(!policy.isMet(by: others))
        #expect(try line(of: "witness caf\u{E9} [a]\nquorum cafe\u{301}\n") == "Line 2")
    }

    @Test("groups nested ten thousand deep are read and asked without a stack to match")
    func deep() throws {
        var text = "witness W0 [a]\n"
        for level in 1...10_000 { text += "group W\(level) all W\(level - 1)\n" }
        let policy = try WitnessPolicy(WitnessPolicyTests.policy(text + "quorum W10000\n"))
        #expect(policy.missing(from: []) == ["W0"])
        #expect(policy.isMet(by: [try WitnessPolicyTests.key("a")]))
    }

    @Test("an SM2 key may sign a log, but not witness it")
    func sm2() throws {
        let key = try FileSigner(name: "l/sm", kind: .sm2, privateKey: PrivateKey.generate(.sm2)).key
        #expect(try WitnessPolicy(Array("log \(key)\nquorum none\n".utf8)).logs.map(\.key) == [key])
        #expect(try line(of: "witness W \(key)\nquorum W\n") == "Line 1")
    }
}
