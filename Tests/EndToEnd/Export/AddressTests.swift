import Foundation
import Testing

@testable import Interchange

@Suite("an export on a web server", .serialized)
struct AddressTests {
    @Test("verify, clone and pull take an address; a pull asks for the new bundles only")
    func served() throws {
        let bench = try ExportBench()
        let auditor = try Program()
        let server = try WebServer(bench.out)
        defer {
            server.stop()
            bench.remove()
            auditor.remove()
        }
        #expect(try auditor.run("verify", "--tiles", server.address + "/").code == 0)
        try auditor.done(["clone", server.address, "copy"])
        try bench.done(["unit", "add", "测试科"])
        try bench.publish()
        _ = try server.requests()
        #expect(try auditor.document(["pull", "--ledger", "copy"])["new"] as? Int == 2)
        let asked = try server.requests()
        #expect(asked.filter { $0.hasPrefix("/tile/entries/") } == ["/tile/entries/001.p/101"], "\(asked)")
        #expect(asked.contains("/checkpoint") && asked.count < 12)
        #expect(try auditor.run("verify", "--ledger", "copy").code == 0)
    }

    @Test("a redirect to another host is not followed, nor one without end; a server that is not there is said")
    func redirected() throws {
        let bench = try ExportBench(sample: false)
        let there = try WebServer(bench.out)
        let away = try WebServer(bench.out, redirect: "http://localhost:\(there.port)")
        let around = try WebServer(bench.out, redirect: "")
        // More than a pipe holds unless it is asked to hold more.
        let long = try WebServer(bench.out, redirect: "http://localhost/" + String(repeating: "a", count: 90_000))
        defer {
            [there, away, around, long].forEach { $0.stop() }
            bench.remove()
        }
        for server in [away, around, long] {
            let answer = try bench.program.run("verify", "--tiles", server.address)
            #expect(answer.code == 2 && answer.errors.contains("E-URL-REDIRECT"), "\(answer.errors)")
        }
        #expect(try there.requests().isEmpty)
        there.stop()
        let gone = try bench.program.run("verify", "--tiles", there.address)
        #expect(gone.code == 74 && gone.errors.contains("E-URL-READ"), "\(gone.errors)")
    }

    @Test("a file that is too large for any export is not read to its end")
    func large() throws {
        let folder = try Program()
        let server = try WebServer(folder.folder)
        defer {
            server.stop()
            folder.remove()
        }
        let file = folder.folder.appendingPathComponent("checkpoint")
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        try FileHandle(forWritingTo: file).truncate(atOffset: 9 << 20)
        let answer = try folder.run("verify", "--tiles", server.address)
        #expect(answer.code == 65 && answer.errors.contains("E-URL-SIZE"), "\(answer.errors)")
    }

    @Test(
        "only http and https, without user name, query or fragment",
        arguments: [
            "http://", "https:///x", "ftp://a/b", "http://u@a/", "http://u:p@a/", "http://a/?x", "http://a/#x",
            "file:///etc",
            "http://a b/", "",
        ])
    func addresses(_ text: String) {
        #expect(throws: (any Error).self) { try HTTPSource(text) }
    }
}
