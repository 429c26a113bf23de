import Ledger

/// The texts that cells refer to by their place in a list (ECMA-376 part 1, 18.4.9).
final class SharedStrings: MarkupHandler {
    private(set) var texts: [String] = []
    private let limits: WorkbookLimits
    private var item = RichText()
    private var isInItem = false
    private var bytes = 0

    /// Throws E-IMPORT-LIMIT beyond the texts, or bytes of them, that a workbook may have.
    init(_ part: ZipPart) throws(Fault) {
        limits = part.limits
        try MarkupReader.read(part, self)
    }

    func start(_ element: MarkupName, _ attributes: MarkupAttributes, depth: Int) throws(Fault) {
        if depth == 2 { isInItem = element.is("si") }
        if isInItem, depth > 2 { item.start(element, depth: depth - 2) }
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        if isInItem { try item.append(bytes, limit: limits.cell) }
    }

    func end(depth: Int) throws(Fault) {
        guard isInItem else { return }
        guard depth == 2 else { return item.end(depth: depth - 2) }
        isInItem = false
        let text = item.take()
        texts.append(text)
        bytes += text.utf8.count
        guard texts.count <= limits.strings else { throw .limit(.strings, limits.strings) }
        guard bytes <= limits.stringBytes else { throw .limit(.stringBytes, limits.stringBytes) }
    }
}
