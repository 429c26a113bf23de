import Foundation
import Testing

@Suite("tools/setup")
struct SetupTests {
    @Test(
        "refuses a toolchain that is older than the package asks for, and one that says nothing of itself",
        arguments: [
            ("5.10.1", false), ("6.1.2", false), ("6.2", true), ("6.3.1", true), ("6.10", true), ("10.0", true),
            ("", false),
        ])
    func version(_ version: String, isTaken: Bool) throws {
        let program = try Program()
        defer { program.remove() }
        let swift = program.folder.appendingPathComponent("swift")
        try Data("#!/bin/sh\necho 'Swift version \(version) (swift-RELEASE)'\n".utf8).write(to: swift)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: swift.path)
        var environment = program.environment
        environment["PATH"] = "\(program.folder.path):/usr/bin:/bin:/usr/sbin:/sbin"
        let setup = Program.root.appendingPathComponent("tools/setup")
        let answer = try Program.run(setup, [], in: program.folder, environment)
        #expect((answer.code == 0) == isTaken, "\(version): \(answer.errors)")
        #expect(answer.errors.contains("is too old; 6.2 or newer is needed") != isTaken, "\(answer.errors)")
    }
}
