import Foundation
import Ledger
import Testing

@testable import Interchange

@Suite("a file on its way")
final class DraftFileTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("draft-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test("has its name only once it is whole; what is not finished is gone")
    func appears() throws {
        let file = folder.appendingPathComponent("a.txt")
        do {
            let draft = try DraftFile(file, called: "a.txt")
            try draft.write(Array("half".utf8))
            #expect(try names.count == 1 && !FileManager.default.fileExists(atPath: file.path))
        }
        #expect(try names == [])
        try DraftFile.write(Array("whole".utf8), to: file, called: "a.txt")
        #expect(try names == ["a.txt"])
        #expect(try String(contentsOf: file, encoding: .utf8) == "whole")
    }

    @Test("a file that is there stays, unless it is to give way")
    func existing() throws {
        let file = folder.appendingPathComponent("a.txt")
        try Data("old".utf8).write(to: file)
        for existing in [DraftFile.Existing.stays, .staysUnlessAsked] {
            let fault = #expect(throws: Fault.self) { try DraftFile(file, called: "a.txt", existing: existing) }
            #expect(fault?.code == "E-OUTPUT-WRITE")
            #expect(fault?.remedy?.en.contains("--replace") == (existing == .staysUnlessAsked))
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == "old")
        let draft = try DraftFile(file, called: "a.txt", existing: .givesWay)
        try draft.write(Array("new".utf8))
        #expect(try String(contentsOf: file, encoding: .utf8) == "old")
        try draft.finish()
        #expect(try String(contentsOf: file, encoding: .utf8) == "new")
        #expect(throws: Fault.self) { try DraftFile(folder, called: "folder", existing: .givesWay) }
    }

    @Test("a folder likewise")
    func folders() throws {
        let target = folder.appendingPathComponent("lists")
        do {
            let draft = try DraftFolder(target, called: "lists")
            try draft.file("a.csv").finish()
        }
        #expect(try names == [])
        let draft = try DraftFolder(target, called: "lists")
        let file = try draft.file("a.csv")
        try file.write([0x61])
        try file.finish()
        try draft.finish()
        #expect(try names == ["lists"])
        #expect(throws: Fault.self) { try DraftFolder(target, called: "lists") }
    }

    @Test("nothing is left behind where the process ends in the middle")
    func ended() throws {
        let draft = try DraftFile(folder.appendingPathComponent("a.txt"), called: "a.txt")
        try draft.write([0x61])
        DraftFile.discard(try #require(try names.first.map(folder.appendingPathComponent)))
        #expect(try names == [])
    }
}
