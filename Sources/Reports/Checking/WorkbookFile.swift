import CZip
import Foundation
import Ledger

/// A workbook's archive (ISO/IEC 29500-2), opened for reading.
final class WorkbookFile {
    private let archive: OpaquePointer
    /// Whoever made it may still have it open without a name.
    private let unnamed: UnnamedFile?

    /// - Throws: `Fault` E-REPORT-WORKBOOK.
    convenience init(_ url: URL) throws { try self.init(url.path, nil) }
    convenience init(_ file: UnnamedFile) throws { try self.init(file.path, file) }

    private init(_ path: String, _ file: UnnamedFile?) throws {
        var error: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &error) else { throw Fault.brokenWorkbook }
        self.archive = archive
        unnamed = file
    }

    deinit { zip_discard(archive) }

    /// The members' names in the order in which they stand.
    var names: [String] {
        (0..<zip_get_num_entries(archive, 0)).map { index in
            zip_get_name(archive, UInt64(index), zip_flags_t(ZIP_FL_ENC_RAW)).map { String(cString: $0) } ?? ""
        }
    }

    /// A member, to be read from its beginning; nil where there is none.
    func member(_ name: String) -> WorkbookMember? {
        guard let file = zip_fopen(archive, name, zip_flags_t(ZIP_FL_ENC_RAW)) else { return nil }
        return WorkbookMember(file, of: self)
    }
}

/// A member of an archive, read in pieces.
final class WorkbookMember {
    private let file: OpaquePointer
    private let owner: WorkbookFile
    private var read = 0

    /// What a member may unpack to at most: a small archive must not fill the machine.
    private static let limit = 4 << 30

    init(_ file: OpaquePointer, of owner: WorkbookFile) {
        self.file = file
        self.owner = owner
    }

    deinit { zip_fclose(file) }

    /// The next bytes; empty at the end.
    ///
    /// - Throws: `Fault` E-REPORT-WORKBOOK.
    func next(_ count: Int = 1 << 16) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let got = Int(zip_fread(file, &buffer, UInt64(count)))
        read += max(got, 0)
        guard got >= 0, read <= WorkbookMember.limit else { throw Fault.brokenWorkbook }
        return Array(buffer[..<got])
    }

    /// All of it.
    func whole() throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let more = try next()
            guard !more.isEmpty else { return all }
            all += more
        }
    }
}

extension Fault {
    static let brokenWorkbook = Fault(
        "E-REPORT-WORKBOOK", .badData, Message("工作簿损坏，读不出来。", "The workbook is damaged and cannot be read."),
        remedy: Message("向出具者索要原件。", "Ask whoever issued it for the original."))
}
