import Foundation
import Ledger
import Testing

@testable import Console

@Suite("Pager and standard streams", .serialized)
struct PagerTests {
    private static let terminal = Screen(isTerminal: true, columns: 10, rows: 4)

    @Test(
        "the pager is PAGER's, else less where there is one, and none where it cannot serve",
        arguments: [
            (terminal, ["PAGER": "more -d", "PATH": ""], "more -d"),
            (terminal, ["PAGER": ""], nil), (terminal, ["PAGER": " cat "], nil), (terminal, ["PATH": "/nowhere"], nil),
            (.plain, ["PAGER": "more"], nil), (Screen(isTerminal: true, redraws: false), ["PAGER": "more"], nil),
        ] as [(Screen, [String: String], String?)])
    func command(screen: Screen, environment: [String: String], expected: String?) {
        #expect(Pager(screen, environment: Environment(environment)).command == expected)
    }

    @Test("without PAGER it is less, found on the path")
    func less() throws {
        let folder = try Folder()
        let less = folder.url.appending(path: "less")
        try Data("#!/bin/sh\n".utf8).write(to: less)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: less.path)
        #expect(Pager(Self.terminal, environment: ["PATH": "/nowhere:\(folder.url.path)"]).command == "less -FRX")
    }

    @Test(
        "a text is long where it and the prompt fill more than the screen, folded lines counted, styles not",
        arguments: [
            ("a\nb\nc\n", false), ("a\nb\nc", false), ("a\nb\nc\nd\n", true), ("a\n\n\n\n", true), ("", false),
            ("台账台账台\nb\nc\n", false), ("台账台账台账\nb\nc\n", true),
            ("\u{1B}[31m0123456789\u{1B}[0m\nb\nc\n", false), ("01234567890\nb\nc\n", true),
        ])
    func long(text: String, expected: Bool) {
        #expect(Pager(Self.terminal, environment: [:]).isLong(text) == expected)
    }

    @Test("a long text goes to the pager, a short one straight out")
    func pages() throws {
        let folder = try Folder()
        let (paged, direct) = (folder.url.appending(path: "paged"), folder.url.appending(path: "direct"))
        let environment = ["PAGER": "cat > '\(paged.path)'; echo $LESS >> '\(paged.path)'", "PATH": "/usr/bin:/bin"]
        let output = try #require(folder.open(direct))
        let pager = Pager(Self.terminal, environment: Environment(environment), output: output)
        let long = String(repeating: "一行\n", count: 100)
        try pager.show(long)
        try pager.show("短\n")
        #expect(try String(contentsOf: paged, encoding: .utf8) == long + "FRX\n")
        #expect(try String(contentsOf: direct, encoding: .utf8) == "短\n")
    }

    @Test("a pager that is not there loses nothing")
    func missing() throws {
        let folder = try Folder()
        let direct = folder.url.appending(path: "direct")
        let output = try #require(folder.open(direct))
        let environment = ["PAGER": "/nowhere/pager 2>/dev/null", "PATH": "/usr/bin:/bin"]
        try Pager(Self.terminal, environment: Environment(environment), output: output).show("1\n2\n3\n4\n5\n")
        #expect(try String(contentsOf: direct, encoding: .utf8) == "1\n2\n3\n4\n5\n")
    }

    @Test("a reader who leaves the pager early is no failure, and sees nothing twice")
    func leaves() throws {
        let folder = try Folder()
        let direct = folder.url.appending(path: "direct")
        let output = try #require(folder.open(direct))
        let environment = ["PAGER": "true", "PATH": "/usr/bin:/bin"]
        let text = String(repeating: "0123456789\n", count: 200_000)
        try Pager(Self.terminal, environment: Environment(environment), output: output).show(text)
        #expect(try String(contentsOf: direct, encoding: .utf8) == "")
    }

    @Test("a closed standard output is said as such, and other troubles are faults")
    func closed() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        #expect(throws: ClosedOutput()) { try StandardStream(descriptor: ends[1]).write("x") }
        close(ends[1])
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        let fault = #expect(throws: Fault.self) { try StandardStream(descriptor: full).write("x") }
        #expect(fault?.code == "E-OUTPUT-WRITE")
        #expect(fault?.kind == .inputOutput)
    }

    @Test("after a closed output the process ends as a filter does")
    func ends() async {
        await #expect(processExitsWith: .signal(SIGPIPE)) {
            signal(SIGPIPE, SIG_IGN)
            ClosedOutput().endProcess()
        }
    }

    @Test("a slow reader gets everything, even from a stream that does not block")
    func slow() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        let (input, output) = (ends[0], ends[1])
        let text = String(repeating: "台账", count: 100_000)
        let reader = Task.detached {
            let file = FileHandle(fileDescriptor: input, closeOnDealloc: true)
            return try file.readToEnd()
        }
        try StandardStream(descriptor: output).write(text)
        close(output)
        #expect(try await reader.value == Data(text.utf8))
    }

    /// A temporary folder that goes with its test.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "taizhang-\(UUID().uuidString)")
        private var files: [FileHandle] = []

        init() throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }

        deinit {
            try? FileManager.default.removeItem(at: url)
        }

        func open(_ file: URL) -> StandardStream? {
            guard FileManager.default.createFile(atPath: file.path, contents: nil),
                let handle = try? FileHandle(forWritingTo: file)
            else { return nil }
            files.append(handle)
            return StandardStream(descriptor: handle.fileDescriptor)
        }
    }
}
