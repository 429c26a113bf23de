import Foundation
import Testing

@Suite(
    "a release whose libraries are missing (docs/decisions/0020)", .serialized,
    .enabled(if: Program.release != nil, "a debug build loads them all at its start"))
struct MissingLibraryTests {
    @Test(
        "a question needs none of them, and a rebuild hashes nothing", arguments: [["finding", "list"], ["rebuild"]])
    func needless(words: [String]) throws {
        var program = try Program.office()
        defer { program.remove() }
        for library in ["crypto", "expat", "xlsxwriter", "zip"] { try program.breakLibrary(library) }
        program.libraries = program.folder
        #expect(try program.run(words).code == 0)
    }

    @Test("the first question after a checkpoint needs libcrypto, for the root; the next does not")
    func remembered() throws {
        var program = try Program.office()
        defer { program.remove() }
        #expect(try program.run("key", "new").code == 0)
        #expect(try program.run("checkpoint").code == 0)
        try program.breakLibrary("crypto")
        program.libraries = program.folder
        let answer = try program.run("finding", "list")
        #expect(answer.code == 69 && answer.errors.ranges(of: "E-LIBRARY").count == 2)
        program.libraries = nil
        #expect(try program.run("finding", "list").code == 0)
        program.libraries = program.folder
        #expect(try program.run("finding", "list").code == 0)
    }

    @Test(
        "what needs one says which, and leaves the ledger as it was",
        arguments: [
            ("crypto", ["verify"]), ("crypto", ["unit", "add", "后勤科"]),
            ("xlsxwriter", ["report", "督办通报", "-o", "a.xlsx"]),
            ("zip", ["import", Program.workbook.path, "--round", "巡察反馈-2020"]),
            ("expat", ["import", Program.workbook.path, "--round", "巡察反馈-2020"]),
        ])
    func missing(library: String, words: [String]) throws {
        var program = try Program.office()
        defer { program.remove() }
        let before = try program.verdict().size
        try program.breakLibrary(library)
        program.libraries = program.folder
        let answer = try program.run(words)
        #expect(answer.code == 69)
        // Once in each language, however many threads miss it.
        #expect(answer.errors.ranges(of: "E-LIBRARY").count == 2)
        #expect(answer.errors.contains("lib\(library).so"))

        program.libraries = nil
        let after = try program.verdict()
        #expect(after.code == 0 && after.size == before)
        #expect(try program.run(words).code == 0)
    }
}

extension Program {
    fileprivate static let workbook = root.appendingPathComponent("tools/samples/rectification-ledger-2020.xlsx")

    /// Puts a file that is no library under the library's name into this folder.
    fileprivate func breakLibrary(_ library: String) throws {
        try Program.system(
            """
            shared=$(clang -print-file-name=lib\(library).so)
            echo broken > $(objdump -p $shared | awk '$1 == "SONAME" { print $2 }')
            """, in: folder)
    }
}
