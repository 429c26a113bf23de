import Ledger

/// A reader of bytes that anyone may send, and what must hold of every input.
///
/// libFuzzer makes the inputs; `tools/fuzz` builds one program for all targets and runs it by the target's name.
enum FuzzTarget: String, CaseIterable {
    case records, notes, proofs, tiles, disclosures, timestamps, workbooks

    /// The one that the program was called by.
    static let called: FuzzTarget = {
        let name = CommandLine.arguments.first?.split(separator: "/").last.map { String($0) } ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            fatalError("call it by a target's name: \(allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return target
    }()

    func run(_ bytes: [UInt8]) {
        switch self {
        case .records: Records.run(bytes)
        case .notes: Notes.run(bytes)
        case .proofs: Proofs.run(bytes)
        case .tiles: Tiles.run(bytes)
        case .disclosures: Disclosures.run(bytes)
        case .timestamps: Timestamps.run(bytes)
        case .workbooks: Workbooks.run(bytes)
        }
    }
}

/// libFuzzer's entry: one input; 0 says that it may be kept.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.called.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Stops at a property that does not hold; libFuzzer keeps the input.
func hold(_ property: String, _ holds: Bool) {
    guard holds else { fatalError("does not hold: \(property)") }
}

/// What was read; nil where it was refused as malformed input is: with a code, in both languages, and as no fault of ours.
func accepted<Value>(_ read: () throws(Fault) -> Value) -> Value? {
    do throws(Fault) {
        return try read()
    } catch {
        hold("a refusal blames the input: \(error.code)", [.badData, .checkFailed, .refused].contains(error.kind))
        hold("a refusal has a code and both languages", error.code.hasPrefix("E-") && error.message.isComplete)
        return nil
    }
}

extension Message {
    fileprivate var isComplete: Bool { !zh.isEmpty && !en.isEmpty }
}
