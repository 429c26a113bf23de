import Ledger

/// What a part says of the other parts that it refers to (ECMA-376 part 2, 6.5).
struct Relationship {
    let id: String
    /// The end of its type: `worksheet`, `sharedStrings`.
    let type: String
    /// The part, or where it points outside the file what is written there.
    let target: String
    let isExternal: Bool

    /// Those of a part; `""` is the file as a whole. A part without any has no list of them.
    static func all(of part: String, in archive: ZipArchive) throws(Fault) -> [Relationship] {
        let folder = part.split(separator: "/").dropLast().joined(separator: "/")
        let name = part.split(separator: "/").last ?? ""
        let list = (folder.isEmpty ? "" : folder + "/") + "_rels/\(name).rels"
        guard archive.contains(list) else { return [] }
        return try read(list, from: folder, in: archive)
    }

    /// Those of every part that there is, also of parts that nobody reads.
    static func everywhere(in archive: ZipArchive) throws(Fault) -> [Relationship] {
        var found: [Relationship] = []
        for name in archive.names where name.lowercased().hasSuffix(".rels") {
            found += try read(name, from: "", in: archive)
        }
        return found
    }

    private static func read(
        _ list: String, from folder: String, in archive: ZipArchive
    ) throws(Fault) -> [Relationship] {
        let reader = RelationshipReader(folder: folder)
        try MarkupReader.read(archive.part(list), reader)
        return reader.found
    }
}

private final class RelationshipReader: MarkupHandler {
    private let folder: String
    private(set) var found: [Relationship] = []

    init(folder: String) { self.folder = folder }

    func start(_ element: MarkupName, _ attributes: MarkupAttributes, depth: Int) throws(Fault) {
        guard depth == 2, element.is("Relationship", of: .relationships), let id = attributes.text("Id"),
            let type = attributes.text("Type"), let target = attributes.text("Target")
        else { return }
        let isExternal = attributes.text("TargetMode") == "External"
        found.append(
            Relationship(
                id: id, type: String(type.split(separator: "/").last ?? ""),
                target: isExternal ? target : resolved(target), isExternal: isExternal))
    }

    /// A target is a path from the folder of its part, or with a slash in front from the top.
    private func resolved(_ target: String) -> String {
        var path = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") {
            switch step {
            case ".": continue
            case "..": if !path.isEmpty { path.removeLast() }
            default: path.append(step)
            }
        }
        return path.joined(separator: "/")
    }
}
