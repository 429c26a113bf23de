import Foundation
import Testing

/// A server that a test runs on a free port of this machine; it says on standard error where it is.
final class ServedProcess {
    struct Silent: Error { var said: String }

    let process: Process
    /// `http://127.0.0.1:PORT`
    let url: String
    private let log: URL

    /// Starts it, and waits until it has said its address.
    init(_ start: (FileHandle) throws -> Process, in folder: URL) throws {
        log = folder.appendingPathComponent("served-\(UUID().uuidString.prefix(8)).log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        process = try start(try FileHandle(forWritingTo: log))
        for _ in 0..<400 {
            if let found = try String(contentsOf: log, encoding: .utf8).firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/) {
                url = String(found.0)
                return
            }
            usleep(25_000)
        }
        process.terminate()
        throw Silent(said: try String(contentsOf: log, encoding: .utf8))
    }

    /// A witness, whose folder and passphrase file `secret` are in the program's folder.
    convenience init(witness folder: String, of program: Program) throws {
        try self.init(
            {
                try program.start(
                    ["witness", "serve", "--folder", folder, "--port", "0", "--passphrase-file", "secret"], errors: $0)
            }, in: program.folder)
    }

    /// What it has said so far, without the line that says where it is.
    var lines: [String] {
        get throws { try String(contentsOf: log, encoding: .utf8).split(separator: "\n").dropFirst().map(String.init) }
    }

    /// Ends it by a signal, and waits for that; the exit code.
    @discardableResult
    func end(_ signal: Int32 = SIGTERM) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// What a server answered, as `curl` shows it.
struct WebAnswer {
    var status = 0
    /// Lowercase names.
    var headers: [String: String] = [:]
    var body = ""

    /// - Parameter options: of curl; the body of a request is `@-`.
    init(_ url: String, _ options: String = "", body: String = "") throws {
        let said = try Program.run(
            URL(fileURLWithPath: "/bin/sh"), ["-c", "exec curl -q -s -S -m 20 -i \(options) '\(url)'"],
            in: Program.root,
            input: body)
        try #require(said.code == 0, "\(said.errors)")
        let parts = said.output.replacing("\r\n", with: "\n").split(separator: "\n\n", maxSplits: 1)
        let head = parts[0].split(separator: "\n")
        status = try #require(head[0].split(separator: " ").dropFirst().first.flatMap { Int($0) })
        for line in head.dropFirst() {
            let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            headers[pair[0].lowercased()] = pair.last
        }
        self.body = parts.count > 1 ? String(parts[1]) : ""
    }

    static func post(_ url: String, _ body: String) throws -> WebAnswer {
        try WebAnswer(url + "/add-checkpoint", "--data-binary @-", body: body)
    }
}
