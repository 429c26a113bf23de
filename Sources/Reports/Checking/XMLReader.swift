import CExpat
import Ledger

/// Reads an XML document in pieces, as events; names come without their prefixes.
final class XMLReader {
    enum Event: Equatable {
        case start(String, [String: String])
        case text(String)
        case end(String)
    }

    private let parser: XML_Parser
    private let source: () throws -> [UInt8]
    private var events: [Event] = []
    private var next = 0
    private var isDone = false

    /// - Parameter source: gives the next bytes, none at the end.
    init(_ source: @escaping () throws -> [UInt8]) throws {
        guard let parser = XML_ParserCreate(nil) else { throw Fault.brokenWorkbook }
        self.parser = parser
        self.source = source
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { user, name, attributes in
                XMLReader.of(user)?.events.append(.start(XMLReader.local(name), XMLReader.dictionary(attributes)))
            },
            { user, name in XMLReader.of(user)?.events.append(.end(XMLReader.local(name))) })
        XML_SetCharacterDataHandler(parser) { user, bytes, count in
            guard let bytes else { return }
            let buffer = UnsafeRawBufferPointer(start: bytes, count: Int(count))
            XMLReader.of(user)?.append(String(decoding: buffer, as: UTF8.self))
        }
    }

    deinit { XML_ParserFree(parser) }

    /// The next event; nil at the end.
    ///
    /// - Throws: `Fault` E-REPORT-WORKBOOK.
    func event() throws -> Event? {
        while next == events.count {
            guard !isDone else { return nil }
            events.removeAll(keepingCapacity: true)
            next = 0
            let bytes = try source()
            isDone = bytes.isEmpty
            let status = bytes.withUnsafeBytes { raw in
                XML_Parse(parser, raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count), isDone ? 1 : 0)
            }
            guard status == XML_STATUS_OK else { throw Fault.brokenWorkbook }
        }
        next += 1
        return events[next - 1]
    }

    private func append(_ text: String) {
        if case .text(let before)? = events.last {
            events[events.count - 1] = .text(before + text)
        } else {
            events.append(.text(text))
        }
    }

    private static func of(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
        user.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func local(_ name: UnsafePointer<XML_Char>?) -> String {
        guard let name else { return "" }
        let text = String(cString: name)
        return text.split(separator: ":").last.map(String.init) ?? text
    }

    private static func dictionary(_ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) -> [String: String] {
        var (found, index) = ([String: String](), 0)
        while let list, let name = list[index], let value = list[index + 1] {
            found[local(name)] = String(cString: value)
            index += 2
        }
        return found
    }
}
