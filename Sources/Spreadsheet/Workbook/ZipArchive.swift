import CZip
import Glibc
import Ledger

/// A zip file in memory, read by libzip. Nothing is ever extracted: a part is looked up by its name and inflated as a
/// stream, so that what the names say of folders does not matter.
final class ZipArchive {
    /// As they stand in the directory, in its order.
    let names: [String]
    let limits: WorkbookLimits
    private let handle: OpaquePointer
    private let size: Int
    private let places: [String: UInt64]
    /// What all parts together have come to.
    private var inflated = 0

    /// Throws E-IMPORT-ZIP, E-IMPORT-PART-TWICE and E-IMPORT-LIMIT.
    init(_ bytes: [UInt8], limits: WorkbookLimits) throws(Fault) {
        guard bytes.count <= limits.file else { throw .limit(.file, limits.file, found: bytes.count) }
        guard ZipEnd.isOnlyEnd(of: bytes) else { throw .brokenZip("more than one reading of the archive") }
        let handle = try ZipArchive.open(bytes)
        var names: [String] = []
        var places: [String: UInt64] = [:]
        var refusal: Fault?
        let count = zip_get_num_entries(handle, 0)
        if count > Int64(limits.entries) { refusal = .limit(.entries, limits.entries, found: Int(count)) }
        for index in 0..<UInt64(max(0, count)) where refusal == nil {
            guard let raw = zip_get_name(handle, index, zip_flags_t(ZIP_FL_ENC_RAW)) else { continue }
            let name = String(cString: raw)
            names.append(name)
            if places.updateValue(index, forKey: ZipArchive.key(name)) != nil { refusal = .partTwice(name) }
        }
        if let refusal {
            zip_discard(handle)
            throw refusal
        }
        self.handle = handle
        self.names = names
        self.places = places
        self.limits = limits
        size = bytes.count
    }

    deinit { zip_discard(handle) }

    func contains(_ name: String) -> Bool { places[ZipArchive.key(name)] != nil }

    /// A part from its beginning. Throws E-IMPORT-PART where there is none, E-IMPORT-ENCRYPTED and E-IMPORT-ZIP.
    func part(_ name: String) throws(Fault) -> ZipPart {
        guard let index = places[ZipArchive.key(name)] else { throw .partMissing(name) }
        var status = zip_stat_t()
        guard zip_stat_index(handle, index, 0, &status) == 0 else { throw .brokenZip(reason) }
        guard status.encryption_method == UInt16(ZIP_EM_NONE) else { throw .encrypted }
        guard [Int32(ZIP_CM_STORE), Int32(ZIP_CM_DEFLATE)].contains(Int32(status.comp_method)) else {
            throw .brokenZip("compression method \(status.comp_method)")
        }
        guard let file = zip_fopen_index(handle, index, 0) else { throw .brokenZip(reason) }
        // A part cannot have more compressed bytes than the whole file has, whatever its directory entry says.
        return ZipPart(name, file, compressed: min(size, Int(clamping: status.comp_size)), of: self)
    }

    /// Notes what a part came to. Throws E-IMPORT-EXPANSION.
    fileprivate func note(_ count: Int, of part: ZipPart) throws(Fault) {
        inflated += count
        guard part.inflated <= limits.part else { throw .expansion(part.name, Message.size(limits.part)) }
        guard inflated <= limits.parts else { throw .expansion(part.name, Message.size(limits.parts)) }
        guard part.inflated <= 1 << 20 || part.inflated / limits.ratio <= part.compressed else {
            throw .expansion(part.name, Message("压缩前后 \(limits.ratio) 倍", "\(limits.ratio) times its compressed size"))
        }
    }

    private static func open(_ bytes: [UInt8]) throws(Fault) -> OpaquePointer {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let copy = malloc(max(1, bytes.count)) else { throw .brokenZip("out of memory") }
        bytes.withUnsafeBytes { source in
            if let start = source.baseAddress { memcpy(copy, start, source.count) }
        }
        // libzip frees the copy together with the source.
        guard let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &error) else {
            free(copy)
            throw .brokenZip(String(cString: zip_error_strerror(&error)))
        }
        guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw .brokenZip(String(cString: zip_error_strerror(&error)))
        }
        return handle
    }

    private var reason: String { String(cString: zip_strerror(handle)) }

    /// Names of parts are compared without regard to ASCII case (ECMA-376 part 2, 6.2.2.3).
    private static func key(_ name: String) -> String {
        String(decoding: name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}

/// One part of a zip file, inflated from its beginning to its end.
final class ZipPart {
    let name: String
    fileprivate let compressed: Int
    fileprivate private(set) var inflated = 0
    private let file: OpaquePointer
    private let archive: ZipArchive

    fileprivate init(_ name: String, _ file: OpaquePointer, compressed: Int, of archive: ZipArchive) {
        self.name = name
        self.file = file
        self.compressed = compressed
        self.archive = archive
    }

    deinit { zip_fclose(file) }

    var limits: WorkbookLimits { archive.limits }

    /// Whether this part and another hold the same bytes, from where each is on.
    func isSame(as other: ZipPart) throws(Fault) -> Bool {
        while true {
            let (left, right) = (try chunk(), try other.chunk())
            guard left == right else { return false }
            guard !left.isEmpty else { return true }
        }
    }

    /// The next 64 KiB, or what there is less.
    private func chunk() throws(Fault) -> [UInt8] {
        var (bytes, filled, failure) = ([UInt8](repeating: 0, count: 1 << 16), 0, Fault?.none)
        bytes.withUnsafeMutableBytes { room in
            do throws(Fault) {
                while filled < room.count {
                    let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: room[filled...]))
                    guard count > 0 else { return }
                    filled += count
                }
            } catch { failure = error }
        }
        if let failure { throw failure }
        return Array(bytes[..<filled])
    }

    /// Reads on, at most as much as there is room for; 0 at the end, where the bytes have been held against their CRC.
    func read(into room: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
        let count = zip_fread(file, room.baseAddress, zip_uint64_t(room.count))
        guard count >= 0 else { throw .brokenZip("\(name): \(String(cString: zip_file_strerror(file)))") }
        inflated += Int(count)
        try archive.note(Int(count), of: self)
        return Int(count)
    }
}
