import Foundation
import Ledger
import ReadModels

/// Where a ledger's views are kept: `views/NAME.view` in its folder.
struct ViewShelf {
    let folder: URL

    init(_ session: Session) { folder = session.folder.appendingPathComponent("views") }

    /// By name.
    var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".view") }.map { String($0.dropLast(5)) }.filter(ViewShelf.isName)
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// A view by its name, or the one in a file: what has a slash or ends in `.view` is a file.
    ///
    /// - Throws: E-VIEW-NONE, E-FILE-READ and what reading a view throws.
    func view(_ nameOrFile: String) throws -> SavedView {
        if nameOrFile.contains("/") || nameOrFile.hasSuffix(".view") {
            return try SavedView.read(try InputFile.bytes(of: nameOrFile), called: nameOrFile)
        }
        let file = try file(of: nameOrFile)
        guard FileManager.default.fileExists(atPath: file.path) else { throw Fault.noSuchView(nameOrFile, names) }
        return try SavedView.read(try InputFile.bytes(of: file.path), called: nameOrFile)
    }

    /// - Throws: E-VIEW-NAME; E-VIEW-EXISTS: a view is not written over another.
    func checkFree(_ name: String) throws(Fault) {
        guard !FileManager.default.fileExists(atPath: try file(of: name).path) else { throw .viewExists(name) }
    }

    /// - Throws: as `checkFree`, and E-VIEW-BREAK, E-OUTPUT-WRITE.
    func save(_ view: SavedView, as name: String) throws {
        try checkFree(name)
        let (file, text) = (try file(of: name), try view.kept())
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file, options: .atomic)
        } catch {
            throw Fault(
                "E-OUTPUT-WRITE", .cannotWrite, Message("无法写出 \(file.path)。", "\(file.path) cannot be written."),
                state: Message(of: error), remedy: Message("检查权限和磁盘。", "Check the permissions and the disk."))
        }
    }

    /// - Throws: E-VIEW-NONE.
    func remove(_ name: String) throws {
        let file = try file(of: name)
        guard FileManager.default.fileExists(atPath: file.path) else { throw Fault.noSuchView(name, names) }
        do {
            try FileManager.default.removeItem(at: file)
        } catch {
            throw Fault(
                "E-OUTPUT-WRITE", .cannotWrite, Message("无法删去 \(file.path)。", "\(file.path) cannot be removed."),
                state: Message(of: error), remedy: Message("检查权限。", "Check the permissions."))
        }
    }

    private func file(of name: String) throws(Fault) -> URL {
        guard ViewShelf.isName(name) else { throw .badViewName(name) }
        return folder.appendingPathComponent(name + ".view")
    }

    /// Letters of any script, digits, `-`, `_` and `.`, not first: a name leads nowhere but into the folder.
    private static func isName(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first.properties.isAlphabetic || isDigit(first) else {
            return false
        }
        return name.utf8.count <= 120
            && name.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || isDigit(scalar) || "-_.".unicodeScalars.contains(scalar)
            }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .decimalNumber
    }
}

extension Fault {
    fileprivate static func badViewName(_ name: String) -> Fault {
        Fault(
            "E-VIEW-NAME", .usage, Message("“\(name)”不能用作视图的名称。", "“\(name)” cannot name a view."),
            remedy: Message("只用文字、数字和 - _ .，以文字或数字开头。", "Use letters, digits and - _ . only, a letter or digit first."))
    }

    fileprivate static func viewExists(_ name: String) -> Fault {
        Fault(
            "E-VIEW-EXISTS", .cannotWrite, Message("已有视图“\(name)”。", "There is a view “\(name)” already."),
            remedy: Message(
                "换一个名称，或先 taizhang view remove \(name)。", "Give another name, or taizhang view remove \(name) first."))
    }

    fileprivate static func noSuchView(_ name: String, _ names: [String]) -> Fault {
        Fault(
            "E-VIEW-NONE", .notFound, Message("没有视图“\(name)”。", "There is no view “\(name)”."),
            state: names.isEmpty
                ? Message("还没有存过视图。", "No view was saved yet.")
                : Message("现有：\(names.joined(separator: "、"))。", "There are: \(names.joined(separator: ", "))."),
            remedy: Message("用 taizhang query … --save 名称 存一个。", "Save one with taizhang query … --save NAME."))
    }
}
