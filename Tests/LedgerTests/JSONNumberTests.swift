import Testing

@testable import Ledger

@Suite("numbers (RFC 8785 §3.2.2.3)")
struct JSONNumberTests {
    /// RFC 8785 Appendix B.
    static let appendixB: [(bits: UInt64, text: String)] = [
        (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"), (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ]

    private func text(_ value: Double) -> String {
        var bytes: [UInt8] = []
        CanonicalJSON.append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("a double of RFC 8785 Appendix B has its text", arguments: appendixB)
    func appendix(bits: UInt64, expected: String) {
        #expect(text(Double(bitPattern: bits)) == expected)
    }

    /// The other two of Appendix B, NaN and Infinity, have no text that could be read.
    @Test(
        "what is no finite number is refused",
        arguments: ["NaN", "Infinity", "-Infinity", "1e309", "-1e309", "nan", "inf"])
    func refused(text: String) {
        #expect(throws: JSONFault.self) { try CanonicalJSON.parse(Array(text.utf8)) }
    }

    /// github.com/cyberphone/json-canonicalization, testdata/README.md at 19d51d7 (Apache-2.0).
    @Test(
        "the published number sequence has its published checksums",
        arguments: [
            (1_000, "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687"),
            (10_000, "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892"),
        ])
    func sequence(count: Int, checksum: String) throws {
        var lines: [UInt8] = []
        for bits in try numbers(count) {
            lines += "\(String(bits, radix: 16)),\(text(Double(bitPattern: bits)))\n".utf8
        }
        #expect(Digest.sha256(lines).hex == checksum)
    }

    /// A list, then 2,000 doubles from 2^-1022 on, then a chain of SHA-256 read as little-endian doubles.
    private func numbers(_ count: Int) throws -> [UInt64] {
        var numbers = try fixture("es6-numbers.txt").joined().map { try #require(UInt64($0, radix: 16)) }
        numbers += (0..<2_000).map { 0x0010_0000_0000_0000 + $0 }
        var block = Digest.zero.bytes
        while numbers.count < count {
            block = Digest.sha256(block).bytes
            for start in stride(from: 0, to: 32, by: 8) {
                let bits = block[start..<(start + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                let value = Double(bitPattern: bits)
                if value.isFinite, value != 0 { numbers.append(bits) }
            }
        }
        return Array(numbers.prefix(count))
    }
}
