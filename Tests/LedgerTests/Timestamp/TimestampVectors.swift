import Foundation
import Testing

/// The facts of Fixtures/rfc3161.txt by name.
struct TimestampVectors {
    private let facts: [String: [UInt8]]

    init() throws {
        var facts: [String: [UInt8]] = [:]
        for line in try fixture("rfc3161.txt") {
            facts[line[0]] = [UInt8](try #require(Data(base64Encoded: line[1])))
        }
        self.facts = facts
    }

    subscript(name: String) -> [UInt8] {
        get throws { try #require(facts[name], "no fact \(name)") }
    }

    /// A certificate as PEM.
    func pem(_ name: String) throws -> [UInt8] {
        let text = Data(try self[name]).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return Array("-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n".utf8)
    }
}
