import Testing

@testable import Ledger

/// RFC 8785, with the documents of github.com/cyberphone/json-canonicalization (testdata/, Apache-2.0).
@Suite("canonical JSON (RFC 8785)")
struct CanonicalJSONTests {
    struct Document: Sendable, CustomTestStringConvertible {
        var name: String
        var input: String
        var canonical: String
        var testDescription: String { name }
    }

    static let documents = [
        Document(
            name: "arrays", input: #"[ 56, { "d": true, "10": null, "1": [ ] } ]"#,
            canonical: #"[56,{"1":[],"10":null,"d":true}]"#),
        Document(
            name: "french",
            input: #"{"peach":"This sorting order","péché":"is wrong according to French","#
                + #""pêche":"but canonicalization MUST","sin":   "ignore locale"}"#,
            canonical: #"{"peach":"This sorting order","péché":"is wrong according to French","#
                + #""pêche":"but canonicalization MUST","sin":"ignore locale"}"#),
        Document(
            name: "structures",
            input: #"{"1":{"f":{"f":"hi","F":5} ,"\n":56.0},"10":{ },"":"empty","a":{ },"#
                + #""111":[ {"e":"yes","E":"no" } ],"A":{ }}"#,
            canonical:
                #"{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}"#),
        Document(
            name: "unicode", input: #"{"Unnormalized Unicode":"A\u030a"}"#,
            canonical: "{\"Unnormalized Unicode\":\"A\u{30A}\"}"),
        Document(
            name: "values",
            input: #"{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"#
                + #""string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"#,
            canonical: #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
                + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#),
        Document(
            name: "weird",
            input: #"{"\u20ac":"Euro Sign","\r":"Carriage Return","\u000a":"Newline","1":"One","#
                + #""\u0080":"Control\u007f","\ud83d\ude02":"Smiley","\u00f6":"Latin Small Letter O With Diaeresis","#
                + #""\ufb33":"Hebrew Letter Dalet With Dagesh","</script>":"Browser Challenge"}"#,
            canonical: #"{"\n":"Newline","\r":"Carriage Return","1":"One","</script>":"Browser Challenge","#
                + "\"\u{80}\":\"Control\u{7F}\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                + "\"😂\":\"Smiley\",\"\u{FB33}\":\"Hebrew Letter Dalet With Dagesh\"}"),
    ]

    @Test("a document of the reference implementation has its canonical bytes", arguments: documents)
    func reference(document: Document) throws {
        let canonical = try CanonicalJSON.canonicalize(Array(document.input.utf8))
        #expect(canonical == Array(document.canonical.utf8))
        #expect(throws: JSONFault.self) { try CanonicalJSON.check(Array(document.input.utf8)) }
        try CanonicalJSON.check(canonical)
    }

    @Test("keys sort by UTF-16: characters beyond U+FFFF before U+E000")
    func utf16Order() throws {
        let canonical = try CanonicalJSON.canonicalize(Array("{\"\u{E000}\":1,\"😂\":2,\"\u{D7FF}\":3}".utf8))
        #expect(canonical == Array("{\"\u{D7FF}\":3,\"😂\":2,\"\u{E000}\":1}".utf8))
        try CanonicalJSON.check(canonical)
    }

    @Test("texts that Unicode takes for the same stay two keys and two values")
    func noNormalization() throws {
        let text = Array("{\"A\u{30A}\":1,\"\u{C5}\":2}".utf8)
        #expect(try CanonicalJSON.canonicalize(text) == text)
        #expect(try CanonicalJSON.parse(text).object?.count == 2)
        #expect(JSONValue.string("A\u{30A}") != .string("\u{C5}"))
    }

    @Test("a value written and read again is the same value")
    func roundTrip() throws {
        var random = SeededRandom(seed: 8785)
        for _ in 0..<2_000 {
            let value = random.json()
            let bytes = CanonicalJSON.serialize(value)
            let again = try CanonicalJSON.parse(bytes)
            #expect(again == value)
            #expect(CanonicalJSON.serialize(again) == bytes)
        }
    }

    @Test("members are found by name, replaced and removed")
    func members() {
        var members: JSONObject = JSONObject(["b": 1, "a": [2, .null, true, "x"], "é": 1.5])
        #expect(members.map(\.key) == ["a", "b", "é"])
        members["b"] = "new"
        members["a"] = nil
        members["aa"] = .bool(false)
        #expect(JSONValue.object(members) == ["aa": false, "b": "new", "é": 1.5])
        #expect(JSONValue.object(members)["b"]?.string == "new")
        #expect(JSONValue.object(members)["missing"] == nil)
        #expect(JSONValue.number(1.5).integer == nil)
        #expect(JSONValue.number(-3).integer == -3)
    }
}
