import CZip
import Foundation

/// Writes zip files for the tests, by libzip.
struct ZipWriter {
    var parts: [(name: String, bytes: [UInt8])] = []
    var password: String?
    /// Whether the parts stand in the file as they are.
    var isStored = false

    init(_ parts: [(name: String, bytes: [UInt8])], password: String? = nil, isStored: Bool = false) {
        self.parts = parts
        self.password = password
        self.isStored = isStored
    }

    func bytes() -> [UInt8] {
        var error = zip_error_t()
        guard let target = zip_source_buffer_create(nil, 0, 0, &error),
            let archive = zip_open_from_source(target, ZIP_TRUNCATE, &error)
        else { fatalError("libzip makes no archive") }
        zip_source_keep(target)
        for part in parts { add(part.name, part.bytes, to: archive) }
        guard zip_close(archive) == 0 else { fatalError("libzip: \(String(cString: zip_strerror(archive)))") }
        defer { zip_source_free(target) }
        return ZipWriter.content(of: target)
    }

    private func add(_ name: String, _ bytes: [UInt8], to archive: OpaquePointer) {
        // libzip frees the copy, but for an empty one.
        let copy = bytes.isEmpty ? nil : malloc(bytes.count)
        bytes.withUnsafeBytes { source in
            if let copy, let start = source.baseAddress { memcpy(copy, start, source.count) }
        }
        guard let source = zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1) else {
            fatalError("libzip takes no bytes")
        }
        let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else { fatalError("libzip: \(name): \(String(cString: zip_strerror(archive)))") }
        // The same bytes on every run.
        zip_file_set_mtime(archive, zip_uint64_t(index), 1_600_000_000, 0)
        if isStored { zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_STORE, 0) }
        if let password {
            zip_file_set_encryption(archive, zip_uint64_t(index), UInt16(ZIP_EM_AES_256), password)
        }
    }

    private static func content(of source: OpaquePointer) -> [UInt8] {
        var status = zip_stat_t()
        guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else {
            fatalError("libzip reads nothing")
        }
        defer { zip_source_close(source) }
        var bytes = [UInt8](repeating: 0, count: Int(status.size))
        let count = bytes.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, zip_uint64_t($0.count)) }
        guard Int(count) == bytes.count else { fatalError("libzip reads \(count) of \(bytes.count)") }
        return bytes
    }
}

extension [UInt8] {
    /// With one text in the place of another of the same length, wherever it stands.
    func replacing(_ old: String, with new: String) -> [UInt8] {
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        precondition(old.count == new.count)
        var out = self
        var place = 0
        while place + old.count <= out.count {
            if out[place..<(place + old.count)].elementsEqual(old) {
                out.replaceSubrange(place..<(place + old.count), with: new)
            }
            place += 1
        }
        return out
    }
}
