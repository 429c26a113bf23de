import Foundation
import Ledger
import ReadModels

/// Which ledger is meant (`ux.md`: which ledger).
enum LedgerLocation {
    /// `--ledger`, else `$TAIZHANG_LEDGER`, else the nearest `.taizhang/` upwards. A path may name the ledger's folder, its
    /// `ledger.db`, or a folder that has a `.taizhang`.
    ///
    /// - Throws: E-LEDGER-NONE where there is none.
    static func find(_ path: String?, environment: Environment, from current: URL) throws(Fault) -> URL {
        let named = path ?? environment.filled("TAIZHANG_LEDGER")
        guard let named else { return try nearest(from: current) }
        let url = place(named, from: current)
        if isLedger(url) { return url }
        let inside = url.appendingPathComponent(OpenLedger.folderName)
        if isLedger(inside) { return inside }
        if url.lastPathComponent == OpenLedger.databaseName || !isFolder(url) {
            // A file: the store says what is wrong with it, if anything is.
            if FileManager.default.fileExists(atPath: url.path) { return url.deletingLastPathComponent() }
        }
        // In a sentence that ends behind it, `..` says nothing.
        throw none(named.hasSuffix(".") ? url.path : named)
    }

    /// Where a new ledger is made: the folder that is named, or `.taizhang` in it where it is there already.
    static func new(_ path: String?, environment: Environment, from current: URL) -> URL {
        let named = path ?? environment.filled("TAIZHANG_LEDGER") ?? OpenLedger.folderName
        let url = place(named, from: current)
        guard isFolder(url), !isLedger(url), url.lastPathComponent != OpenLedger.folderName else { return url }
        return url.appendingPathComponent(OpenLedger.folderName)
    }

    private static func nearest(from current: URL) throws(Fault) -> URL {
        var folder = place(current.path, from: current)
        while true {
            let candidate = folder.appendingPathComponent(OpenLedger.folderName)
            if isLedger(candidate) { return candidate }
            guard folder.path != "/" else { throw none(nil) }
            folder.deleteLastPathComponent()
        }
    }

    /// Without `.` and `..`. To have Foundation take them out took a fortieth of `finding show` (callgrind), and few paths
    /// have any.
    private static func place(_ path: String, from current: URL) -> URL {
        let url = URL(fileURLWithPath: path, relativeTo: current).absoluteURL
        let names = url.path.utf8.split(separator: UInt8(ascii: "/"))
        let isPlain = !names.contains { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
        return isPlain ? url : url.standardizedFileURL
    }

    private static func isLedger(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(OpenLedger.databaseName).path)
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func none(_ path: String?) -> Fault {
        Fault(
            "E-LEDGER-NONE", .notFound,
            path.map { Message("\($0) 那里没有台账。", "There is no ledger at \($0).") }
                ?? Message("这里和上级文件夹都没有台账（.taizhang）。", "There is no ledger (.taizhang) here or in any folder above."),
            remedy: Message(
                "用 taizhang init 建立，或用 --ledger、$TAIZHANG_LEDGER 指明。",
                "Make one with taizhang init, or name one with --ledger or $TAIZHANG_LEDGER."))
    }
}
