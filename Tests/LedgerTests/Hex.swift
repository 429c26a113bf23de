import Testing

/// Bytes in a fixture: hexadecimal digits, or `-` where there are none.
enum Hex {
    static func bytes(_ text: String) throws -> [UInt8] {
        guard text != "-" else { return [] }
        let digits = Array(text)
        try #require(digits.count % 2 == 0)
        return try stride(from: 0, to: digits.count, by: 2).map {
            try #require(UInt8(String(digits[$0...($0 + 1)]), radix: 16))
        }
    }
}
