import Ledger

/// What each part of the file is (ECMA-376 part 2, 6.2.3).
final class ContentTypes: MarkupHandler {
    private var ofParts: [String: String] = [:]
    private var ofExtensions: [String: String] = [:]

    static let part = "[Content_Types].xml"

    init(_ archive: ZipArchive) throws(Fault) {
        try MarkupReader.read(archive.part(ContentTypes.part), self)
    }

    func start(_ element: MarkupName, _ attributes: MarkupAttributes, depth: Int) throws(Fault) {
        guard depth == 2, let type = attributes.text("ContentType")?.lowercased() else { return }
        if element.is("Override", of: .contentTypes), let name = attributes.text("PartName") {
            ofParts[ContentTypes.key(name)] = type
        } else if element.is("Default", of: .contentTypes), let ending = attributes.text("Extension") {
            ofExtensions[ending.lowercased()] = type
        }
    }

    func type(of part: String) -> String? {
        ofParts[ContentTypes.key(part)] ?? part.split(separator: ".").last.flatMap { ofExtensions[$0.lowercased()] }
    }

    /// Whether any part is of a type with this in its name.
    func mentions(_ word: String) -> Bool {
        ofParts.values.contains { $0.contains(word) } || ofExtensions.values.contains { $0.contains(word) }
    }

    private static func key(_ part: String) -> String {
        (part.hasPrefix("/") ? String(part.dropFirst()) : part).lowercased()
    }
}
