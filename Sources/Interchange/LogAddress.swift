import Foundation
import Ledger

/// Where a static log is: a folder, or an address on the web.
package struct LogAddress: Sendable {
    /// As it can be found again from anywhere: the address, or the folder's whole path.
    package let text: String
    package let source: any TileSource & Sendable

    /// Reads what a person gives: `http://…`, `https://…`, else a folder as seen from the current one.
    ///
    /// - Throws: `Fault` E-URL, E-EXPORT-PLACE for a path with control characters.
    package init(_ given: String, from current: URL) throws(Fault) {
        if given.lowercased().hasPrefix("http://") || given.lowercased().hasPrefix("https://") {
            let source = try HTTPSource(given)
            self.source = source
            text = source.prefix.absoluteString
        } else {
            let folder = URL(fileURLWithPath: given, relativeTo: current).standardizedFileURL
            // It is written into a line of a file.
            guard folder.path.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
                throw Fault(
                    "E-EXPORT-PLACE", .badData, Message("路径里有控制字符。", "The path has control characters."),
                    remedy: Message("换一个文件夹。", "Choose another folder."))
            }
            source = FolderSource(folder: folder)
            text = folder.path
        }
    }
}
