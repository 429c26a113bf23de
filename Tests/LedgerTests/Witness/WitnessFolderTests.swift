import Foundation
import Testing

@testable import Ledger

@Suite("what a witness keeps")
struct WitnessFolderTests {
    @Test("a folder opens again with its key and its logs; a second witness in it is refused")
    func reopens() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            let folder = try WitnessFolder(bench.folder.folder)
            #expect(folder.key == bench.signer.key)
            #expect(try folder.logs().map(\.origin) == [bench.origin])
            #expect(faultCode { _ = try WitnessFolder.create(folder.folder, key: folder.key) } == "E-WITNESS-EXISTS")
            #expect(faultCode { _ = try WitnessFolder(parent) } == "E-WITNESS-NONE")
            let other = try SeedSigner("other", kind: .cosignature)
            #expect(faultCode { _ = try bench.witness(other) } == "E-WITNESS-KEY")
        }
    }

    @Test("a log may have several keys, added one by one; what it has shown is not forgotten by that")
    func keys() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            _ = try bench.witness().addCheckpoint(bench.request(0, 5))
            let next = try SeedSigner("next-key", seed: [UInt8](repeating: 3, count: 32))
            try bench.folder.addLog(origin: bench.origin, keys: [next.key, bench.log.key])
            #expect(try bench.state.keys == [bench.log.key, next.key])
            #expect(try bench.state.checkpoint?.size == 5)
            try FileManager.default.removeItem(at: bench.state.folder.appendingPathComponent("vkeys"))
            try bench.folder.addLog(origin: bench.origin, keys: [next.key])
            #expect(try bench.state.checkpoint?.size == 5)
            #expect(try bench.folder.logs().count == 1)
        }
    }

    @Test("a key that cannot sign a log's checkpoint, and an origin that cannot stand in one, are refused")
    func refused() throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            #expect(faultCode { try bench.folder.addLog(origin: "x", keys: [bench.signer.key]) } == "E-WITNESS-KEY")
            for origin in ["", "a\nb", "\u{7}"] {
                #expect(
                    faultCode { try bench.folder.addLog(origin: origin, keys: [bench.log.key]) } == "E-WITNESS-ORIGIN")
            }
            let log = parent.appendingPathComponent("w2")
            #expect(faultCode { _ = try WitnessFolder.create(log, key: bench.log.key) } == "E-WITNESS-KEY")
        }
    }

    @Test("a last checkpoint that is gone or damaged is a fault, never a fresh start", arguments: ["", "x", "other"])
    func damaged(content: String) throws {
        try withFolder { parent in
            let bench = try WitnessBench(in: parent)
            _ = try bench.witness().addCheckpoint(bench.request(0, 5))
            let file = try bench.state.folder.appendingPathComponent("latest")
            switch content {
            case "": try FileManager.default.removeItem(at: file)
            case "other":
                let text = try String(contentsOf: file, encoding: .utf8)
                try Data(text.replacing(bench.origin, with: "another").utf8).write(to: file)
            default: try Data(content.utf8).write(to: file)
            }
            #expect(throws: Fault.self) { try bench.witness().addCheckpoint(bench.request(0, 5)) }
        }
    }
}
