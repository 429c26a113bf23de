import Foundation
import Testing

/// The built program, run as a user runs it: another process, a folder of its own, an environment that says everything.
struct Program {
    struct Answer: Sendable {
        /// The exit code; 128 and the signal's number where a signal ended it.
        var code: Int32
        var output: String
        var errors: String
    }

    /// A folder for one test, removed with `remove()`.
    let folder: URL
    var language = "zh_CN.UTF-8"
    var actor: String? = "post/机关党委专职副书记"
    /// Of every private key.
    var passphrase = "一二三四五六"
    /// Where the dynamic linker looks before it looks where it always does.
    var libraries: URL?

    init(_ name: String = #function) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "taizhang-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    init(in folder: URL) { self.folder = folder }

    var ledger: URL { folder.appendingPathComponent(".taizhang") }
    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The program that `TAIZHANG_PROGRAM` names: `tools/test --release` has the release go through these tests.
    static let release = ProcessInfo.processInfo.environment["TAIZHANG_PROGRAM"].map(URL.init(fileURLWithPath:))

    /// Else beside the test program, in whatever folder the build put both.
    static let file: URL = {
        if let release { return release }
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let beside = products.appendingPathComponent("taizhang")
        return FileManager.default.isExecutableFile(atPath: beside.path)
            ? beside : root.appendingPathComponent(".build/debug/taizhang")
    }()

    /// The project's folder.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let sample = root.appendingPathComponent("tools/samples/rectification-ledger-2020.csv")

    var environment: [String: String] {
        var all = [
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG": language, "PAGER": "cat", "NO_COLOR": "1",
            "TERM": "xterm", "HOME": folder.path,
        ]
        all["TAIZHANG_ACTOR"] = actor
        all["TAIZHANG_PASSPHRASE"] = passphrase
        all["LD_LIBRARY_PATH"] = libraries?.path
        return all
    }

    @discardableResult
    func run(_ arguments: [String], input: String = "") throws -> Answer {
        try Program.run(Program.file, arguments, in: folder, environment, input: input)
    }

    @discardableResult
    func run(_ arguments: String..., input: String = "") throws -> Answer { try run(arguments, input: input) }

    /// A ledger, still empty, with a sheet beside it, `sheet.csv`, of so many findings, a measure each and a few people and
    /// units.
    static func sheet(of findings: Int) throws -> Program {
        let program = try Program()
        try program.run("init", "--name", "台账")
        let rows = (1...findings).map {
            "\($0),巡察,2020-02-03,第 \($0) 个问题的描述，长一些,第 \($0) 条措施,2020-05-01,第\($0 % 40)科,科长\($0 % 40),"
        }
        let sheet = BadInputTests.header + rows.joined(separator: "\n") + "\n"
        try Data(sheet.utf8).write(to: program.folder.appendingPathComponent("sheet.csv"))
        return program
    }

    /// The peak of its memory, KiB, where it runs to a good end.
    func peak(_ arguments: [String]) throws -> Int {
        let script = """
            import resource, subprocess, sys
            subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        let answer = try Program.run(
            URL(fileURLWithPath: "/usr/bin/python3"), ["-c", script, Program.file.path] + arguments, in: folder,
            environment)
        try #require(answer.code == 0, "\(answer.errors)")
        return try #require(Int(answer.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// A process that goes on by itself.
    func start(_ arguments: [String], errors: FileHandle = .nullDevice) throws -> Process {
        let process = Process()
        process.executableURL = Program.file
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        return process
    }

    /// Runs to the end. What it prints goes through files, so that no pipe can fill up.
    static func run(
        _ file: URL, _ arguments: [String], in folder: URL, _ environment: [String: String]? = nil, input: String = ""
    ) throws -> Answer {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("taizhang-io-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let names = ["in", "out", "err"].map { scratch.appendingPathComponent($0) }
        try Data(input.utf8).write(to: names[0])
        for name in names.dropFirst() { _ = FileManager.default.createFile(atPath: name.path, contents: nil) }
        let process = Process()
        process.executableURL = file
        process.arguments = arguments
        process.currentDirectoryURL = folder
        if let environment { process.environment = environment }
        process.standardInput = try FileHandle(forReadingFrom: names[0])
        process.standardOutput = try FileHandle(forWritingTo: names[1])
        process.standardError = try FileHandle(forWritingTo: names[2])
        try process.run()
        process.waitUntilExit()
        let isSignal = process.terminationReason == .uncaughtSignal
        return Answer(
            code: process.terminationStatus + (isSignal ? 128 : 0),
            output: String(decoding: try Data(contentsOf: names[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self))
    }

    /// A command of the system.
    @discardableResult
    static func system(_ command: String, in folder: URL = root) throws -> Answer {
        try run(URL(fileURLWithPath: "/bin/sh"), ["-c", command], in: folder)
    }
}

extension Program {
    /// A ledger with an office: two units, an owner, a leader, a verifier, an approver, and a round.
    static func office() throws -> Program {
        let program = try Program()
        let steps: [[String]] = [
            ["init", "--name", "区信访局整改台账"], ["unit", "add", "办信科"], ["unit", "add", "督查科"],
            ["actor", "add", "办信科科长", "--unit", "办信科"], ["actor", "add", "分管副局长", "--unit", "督查科"],
            ["actor", "add", "督查科科长", "--unit", "督查科"], ["actor", "add", "党组书记", "--unit", "督查科"],
            ["role", "grant", "verifier", "督查科科长"], ["role", "grant", "approver", "党组书记"],
            ["round", "open", "巡察反馈-2020", "--source", "巡察反馈", "--on", "2020-04-17"],
        ]
        for step in steps {
            let answer = try program.run(step)
            try #require(answer.code == 0, "\(step): \(answer.errors)")
        }
        return program
    }

    /// The verdict as `verify --json` gives it.
    func verdict() throws -> (code: Int32, verdict: String, size: Int, findings: [[String: Any]]) {
        let answer = try run("verify", "--json")
        let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any] ?? [:]
        return (
            answer.code, object["verdict"] as? String ?? "", object["size"] as? Int ?? -1,
            object["findings"] as? [[String: Any]] ?? []
        )
    }
}
