import CExpat
import Glibc
import Ledger

/// What is told of the XML of a part while it is read. Names are without their prefix.
protocol MarkupHandler: AnyObject {
    /// `depth` is 1 for the root.
    func start(_ element: MarkupName, _ attributes: MarkupAttributes, depth: Int) throws(Fault)
    func text(_ bytes: UnsafeRawBufferPointer) throws(Fault)
    func end(depth: Int) throws(Fault)
}

extension MarkupHandler {
    func text(_ bytes: UnsafeRawBufferPointer) throws(Fault) {}
    func end(depth: Int) throws(Fault) {}
}

/// Reads the XML of a part with expat, some of it at a time. A document type, and with it every entity of its own, is
/// refused before anything of it is read.
final class MarkupReader {
    private let part: ZipPart
    private let parser: XML_Parser
    private unowned let handler: any MarkupHandler
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private var depth = 0
    private var consumed = 0
    private var refusal: Fault?
    private(set) var isAtEnd = false

    init(_ part: ZipPart, _ handler: any MarkupHandler) throws(Fault) {
        guard let parser = XML_ParserCreateNS(nil, MarkupName.separator) else { throw .brokenZip("out of memory") }
        self.part = part
        self.parser = parser
        self.handler = handler
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { MarkupReader.of($0)?.start($1, $2) },
            { data, _ in MarkupReader.of(data)?.end() })
        XML_SetCharacterDataHandler(parser) { MarkupReader.of($0)?.text($1, $2) }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in MarkupReader.of(data)?.refuseDoctype() }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a whole part.
    static func read(_ part: ZipPart, _ handler: some MarkupHandler) throws(Fault) {
        let reader = try MarkupReader(part, handler)
        while !reader.isAtEnd { try reader.advance() }
    }

    /// Reads the next piece of the part and tells the handler what is in it.
    ///
    /// Throws E-IMPORT-XML, E-IMPORT-DOCTYPE, what the handler throws, and what `ZipPart.read` throws.
    func advance() throws(Fault) {
        var count = 0
        var failure: Fault?
        chunk.withUnsafeMutableBytes { room in
            do throws(Fault) { count = try part.read(into: room) } catch { failure = error }
        }
        if let failure { throw failure }
        isAtEnd = count == 0
        let status = chunk.withUnsafeBytes { bytes in
            XML_Parse(parser, bytes.bindMemory(to: CChar.self).baseAddress, Int32(count), isAtEnd ? 1 : 0)
        }
        if let refusal { throw refusal }
        guard status == XML_STATUS_OK else { throw malformed }
        consumed += count
        // Expat looks at an unfinished tag from its beginning again with each piece.
        guard consumed - XML_GetCurrentByteIndex(parser) <= part.limits.tag else {
            throw .limit(.tag, part.limits.tag, in: part.name)
        }
    }

    // MARK: what expat calls

    private static func of(_ data: UnsafeMutableRawPointer?) -> MarkupReader? {
        data.map { Unmanaged<MarkupReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func start(_ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        depth += 1
        guard refusal == nil, let name, let attributes else { return }
        attempt { () throws(Fault) in
            guard depth <= part.limits.depth else { throw .limit(.depth, part.limits.depth, in: part.name) }
            try handler.start(MarkupName(name), MarkupAttributes(list: attributes), depth: depth)
        }
    }

    private func end() {
        defer { depth -= 1 }
        guard refusal == nil else { return }
        attempt { () throws(Fault) in try handler.end(depth: depth) }
    }

    private func text(_ start: UnsafePointer<CChar>?, _ count: Int32) {
        guard refusal == nil else { return }
        attempt { () throws(Fault) in try handler.text(UnsafeRawBufferPointer(start: start, count: Int(count))) }
    }

    private func refuseDoctype() { attempt { () throws(Fault) in throw .doctype(part.name) } }

    private func attempt(_ step: () throws(Fault) -> Void) {
        do throws(Fault) {
            try step()
        } catch {
            refusal = error
            XML_StopParser(parser, XML_Bool(0))
        }
    }

    private var malformed: Fault {
        let why = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "?"
        return .malformedXML(part.name, line: Int(XML_GetCurrentLineNumber(parser)), why)
    }
}
