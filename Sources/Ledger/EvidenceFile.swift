import Foundation

/// A file that a record names: by digest, size, media type and name (`format.md`: record; files of evidence).
package struct EvidenceFile: Properties, Hashable {
    /// IANA media type, guessed from the name's extension.
    package var mediaType = ""
    /// The name it had when it was handed in.
    package var name = ""
    package var digest = Digest.zero
    /// In bytes.
    package var size = 0

    package init() {}

    package init(name: String, mediaType: String, digest: Digest, size: Int) {
        self.name = name
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("mediatype", &mediaType, Message("媒体类型", "media type"))
        try p.text("name", &name, Message("文件名", "file name"))
        try p.digest("sha256", &digest, Message("SHA-256", "SHA-256"))
        try p.integer("size", &size, Message("字节数", "size in bytes"))
    }

    /// Every file that a record's data names, wherever it stands: the objects with exactly these four properties.
    package static func named(in data: JSONValue) -> [EvidenceFile] {
        switch data {
        case .object(let members):
            if members.count == 4, case .string(let hex)? = members["sha256"], let digest = Digest(hex: hex),
                let size = members["size"]?.integer, let name = members["name"]?.string,
                let type = members["mediatype"]?.string
            {
                return [EvidenceFile(name: name, mediaType: type, digest: digest, size: size)]
            }
            return members.sorted { $0.key < $1.key }.flatMap { named(in: $0.value) }
        case .array(let items): return items.flatMap { named(in: $0) }
        default: return []
        }
    }

    /// The same from canonical bytes, without a tree: such an object begins with its first property, and what looks like it
    /// inside of a text has its quotation marks escaped. A tree took 47,000 instructions a record (callgrind).
    static func named(inCanonical data: UnsafeRawBufferPointer) -> [EvidenceFile] {
        let beginning: StaticString = "{\"mediatype\":\""
        var files: [EvidenceFile] = []
        var rest = data
        while let start = rest.baseAddress, let found = memchr(start, Int32(UInt8(ascii: "{")), rest.count) {
            rest = rest[part: (UnsafeRawPointer(found) - start)..<rest.count]
            if rest.count > beginning.utf8CodeUnitCount,
                rest[part: 0..<beginning.utf8CodeUnitCount].isEqual(to: beginning),
                let file = try? PropertyCoder.readFirst(EvidenceFile.self, rest)
            {
                files.append(file)
            }
            rest = rest[part: 1..<rest.count]
        }
        return files
    }
}
