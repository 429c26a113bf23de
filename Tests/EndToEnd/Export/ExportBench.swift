import Foundation
import Testing

/// A ledger with a signing key and a checkpoint, exported into `out`; and machines of others, who have only the export.
struct ExportBench {
    let program: Program

    /// With the records of the real sample, or with record 1 and a key alone.
    init(sample: Bool = true, suite: String = "sha256") throws {
        program = try Program()
        try Data("口令\n".utf8).write(to: program.folder.appendingPathComponent("secret"))
        try done(["init", "--name", "区信访局整改台账", "--suite", suite, "--passphrase-file", "secret"])
        if sample { try bringSheet() }
        try publish()
    }

    var out: URL { program.folder.appendingPathComponent("out") }

    func remove() { program.remove() }

    @discardableResult
    func done(_ arguments: [String]) throws -> Program.Answer { try program.done(arguments) }

    func bringSheet() throws { try done(["import", Program.sample.path, "--round", "巡察反馈-2020"]) }

    /// Signs a checkpoint and exports up to it.
    func publish(to folder: String = "out") throws {
        try done(["checkpoint", "--passphrase-file", "secret"])
        try done(["export", "--tiles", folder])
    }

    /// The ledger's public key.
    func vkey() throws -> String {
        let list = try done(["key", "list", "--json"]).output
        let match = try #require(list.firstMatch(of: /taizhang\/[0-9a-f-]+\+[0-9a-f]{8}\+[A-Za-z0-9+\/=]+/))
        return String(match.0)
    }

    /// A copy of the ledger with its keys, on a machine that remembers nothing.
    func double() throws -> ExportBench {
        let other = ExportBench(try Program())
        for name in [".taizhang", "secret"] {
            try FileManager.default.copyItem(
                at: program.folder.appendingPathComponent(name), to: other.program.folder.appendingPathComponent(name))
        }
        return other
    }

    private init(_ program: Program) { self.program = program }
}

extension Program {
    /// Runs what must succeed.
    @discardableResult
    func done(_ arguments: [String]) throws -> Answer {
        let answer = try run(arguments)
        try #require(answer.code == 0, "\(arguments): \(answer.output) \(answer.errors)")
        return answer
    }

    /// The one document that a command prints.
    func document(_ arguments: [String]) throws -> [String: Any] {
        let answer = try run(arguments + ["--json"])
        return try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any] ?? [:]
    }

    /// Every file under a folder, by path.
    static func files(in folder: URL) throws -> [String: Data] {
        let folder = folder.resolvingSymlinksInPath()
        var files: [String: Data] = [:]
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = walk?.nextObject() as? URL {
            guard !file.hasDirectoryPath else { continue }
            files[String(file.path.dropFirst(folder.path.count + 1))] = try Data(contentsOf: file)
        }
        return files
    }
}

/// A folder on a web server of this machine, with the requests that it was asked.
final class WebServer {
    private let process = Process()
    private let log: URL
    let port: Int

    /// - Parameter redirect: where every request is sent on to, in place of the folder.
    init(_ folder: URL, redirect: String? = nil) throws {
        log = FileManager.default.temporaryDirectory.appendingPathComponent("taizhang-web-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let script = """
            import http.server, sys
            class Handler(http.server.SimpleHTTPRequestHandler):
                def do_GET(self):
                    if len(sys.argv) < 2: return super().do_GET()
                    self.send_response(302)
                    self.send_header("Location", sys.argv[1] + self.path)
                    self.end_headers()
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + (redirect.map { [$0] } ?? [])
        process.currentDirectoryURL = folder
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        var line = ""
        while !line.contains("\n") {
            let part = output.fileHandleForReading.availableData
            try #require(!part.isEmpty, "the server does not start")
            line += String(decoding: part, as: UTF8.self)
        }
        port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// The paths that were asked for, in order; forgets them.
    func requests() throws -> [String] {
        let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
        try FileHandle(forWritingTo: log).truncate(atOffset: 0)
        return text.matches(of: #/"GET (\S+) HTTP/#).map { String($0.1) }
    }

    func stop() {
        // A thread of a test may have signals blocked, and hand that down to the server.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: log)
    }
}
