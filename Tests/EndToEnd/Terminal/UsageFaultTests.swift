import ArgumentParser
import Ledger
import Testing

@testable import Console

@Suite("What is wrong with the words of a command")
struct UsageFaultTests {
    private func message(_ line: String) throws -> String {
        let arguments = line.split(separator: " ").map(String.init)
        let error = try #require(throws: (any Error).self) { _ = try Taizhang.parseAsRoot(arguments) }
        return UsageFault.fault(of: error, arguments: arguments).message.en
    }

    @Test(
        "a word that names no command is what is wrong, whatever comes behind it",
        arguments: [
            ("finding lst", "taizhang finding has no command “lst”."),
            ("finding lst --overdue", "taizhang finding has no command “lst”."),
            ("finding lst list --overdue", "taizhang finding has no command “lst”."),
            ("fnding list --overdue", "taizhang has no command “fnding”."),
            ("checkpoint mkae", "taizhang checkpoint has no command “mkae”."),
        ])
    func command(_ line: String, _ said: String) throws {
        #expect(try message(line) == said)
    }

    @Test(
        "where the words name a command, it is what the parser says",
        arguments: [
            ("finding list --bogus", "Unknown option '--bogus'."),
            ("finding --bogus list", "Unknown option '--bogus'."),
            ("finding list lst", "Unexpected argument 'lst'."),
            ("report 周报 --bogus", "Unknown option '--bogus'."),
        ])
    func parser(_ line: String, _ said: String) throws {
        #expect(try message(line) == said)
    }
}
