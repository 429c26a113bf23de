/// Walks the properties of a value in canonical order and does one of three things with each: writes it as RFC 8785
/// JSON, reads it back, or describes it for the JSON Schema in `events/`.
///
/// A concrete type, not a protocol: its calls cross modules without being specialised, and it is on the path of
/// append, replay and verify (measured in docs/decisions/0001).
package struct PropertyCoder {
    enum Mode { case write, read, describe }

    let mode: Mode
    private var isFirst = true

    // Writing
    package private(set) var output: [UInt8] = []
    private var sealer: Sealer?
    package private(set) var disclosures: [Disclosure] = []

    // Reading
    let input: UnsafeRawBufferPointer
    private(set) var position = 0

    // Describing
    private var described: [String: JSONValue] = [:]
    private var required: [JSONValue] = []

    private init(_ mode: Mode, input: UnsafeRawBufferPointer = .init(start: nil, count: 0), sealer: Sealer? = nil) {
        self.mode = mode
        self.input = input
        self.sealer = sealer
    }

    /// The canonical bytes of a value, and the disclosures of what it holds as digests only.
    package static func write(_ value: some Properties, sealer: Sealer? = nil) throws(Unreadable) -> (
        bytes: [UInt8], disclosures: [Disclosure]
    ) {
        var coder = PropertyCoder(.write, sealer: sealer)
        coder.output.reserveCapacity(512)
        var copy = value
        try coder.object(&copy)
        return (coder.output, coder.disclosures)
    }

    /// The value that these canonical bytes hold.
    package static func read<V: Properties>(_ type: V.Type, _ bytes: UnsafeRawBufferPointer) throws(Unreadable) -> V {
        var coder = PropertyCoder(.read, input: bytes)
        var value = V()
        try coder.object(&value)
        guard coder.position == bytes.count else { throw coder.unreadable("the end") }
        return value
    }

    /// The value whose canonical bytes these begin with.
    static func readFirst<V: Properties>(_ type: V.Type, _ bytes: UnsafeRawBufferPointer) throws(Unreadable) -> V {
        var coder = PropertyCoder(.read, input: bytes)
        var value = V()
        try coder.object(&value)
        return value
    }

    /// The JSON Schema (2020-12) of a type's object, without its title.
    package static func schema<V: Properties>(_ type: V.Type) throws(Unreadable) -> JSONValue {
        var coder = PropertyCoder(.describe)
        var value = V()
        try value.properties(&coder)
        return [
            "type": "object", "properties": .object(coder.described), "required": .array(coder.required),
            "additionalProperties": false,
        ]
    }
}

// MARK: - Properties by type

extension PropertyCoder {
    package mutating func text(_ key: StaticString, _ value: inout String, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        switch mode {
        case .write: write(key, value)
        case .read: value = try readRequired(key) { (p) throws(Unreadable) in try p.readString() }
        case .describe: describe(key, ["type": "string"], about(), required: true)
        }
    }

    package mutating func text(_ key: StaticString, _ value: inout String?, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        switch mode {
        case .write: if let value { write(key, value) }
        case .read: value = try readOptional(key) { (p) throws(Unreadable) in try p.readString() }
        case .describe: describe(key, ["type": "string"], about(), required: false)
        }
    }

    /// A list of texts; an empty one is left out.
    package mutating func texts(_ key: StaticString, _ value: inout [String], _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        try list(key, &value, ["type": "string"], about()) {
            CanonicalJSON.append($1, to: &$0)
        } read: {
            (p) throws(Unreadable) in
            try p.readString()
        }
    }

    package mutating func integer(_ key: StaticString, _ value: inout Int, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        switch mode {
        case .write: try write(key, value)
        case .read: value = try readRequired(key) { (p) throws(Unreadable) in try p.readInteger() }
        case .describe: describe(key, ["type": "integer"], about(), required: true)
        }
    }

    package mutating func integer(_ key: StaticString, _ value: inout Int?, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        switch mode {
        case .write: if let value { try write(key, value) }
        case .read: value = try readOptional(key) { (p) throws(Unreadable) in try p.readInteger() }
        case .describe: describe(key, ["type": "integer"], about(), required: false)
        }
    }

    package mutating func flag(_ key: StaticString, _ value: inout Bool, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        switch mode {
        case .write:
            startProperty(key)
            output += value ? "true".utf8 : "false".utf8
        case .read: value = try readRequired(key) { (p) throws(Unreadable) in try p.readFlag() }
        case .describe: describe(key, ["type": "boolean"], about(), required: true)
        }
    }

    package mutating func date(_ key: StaticString, _ value: inout CalendarDate, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        switch mode {
        case .write: write(key, value)
        case .read: value = try readRequired(key) { (p) throws(Unreadable) in try p.readDate() }
        case .describe: describe(key, ["type": "string", "format": "date"], about(), required: true)
        }
    }

    package mutating func date(_ key: StaticString, _ value: inout CalendarDate?, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        switch mode {
        case .write: if let value { write(key, value) }
        case .read: value = try readOptional(key) { (p) throws(Unreadable) in try p.readDate() }
        case .describe: describe(key, ["type": "string", "format": "date"], about(), required: false)
        }
    }

    /// A list of days; an empty one is left out.
    package mutating func dates(_ key: StaticString, _ value: inout [CalendarDate], _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        try list(key, &value, ["type": "string", "format": "date"], about()) {
            PropertyCoder.append($1, to: &$0)
        } read: { (p) throws(Unreadable) in
            try p.readDate()
        }
    }

    package mutating func digest(_ key: StaticString, _ value: inout Digest, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        switch mode {
        case .write:
            startProperty(key)
            output.append(UInt8(ascii: "\""))
            value.append(hexTo: &output)
            output.append(UInt8(ascii: "\""))
        case .read:
            value = try readRequired(key) { (p) throws(Unreadable) in
                try p.readPlain("64 hexadecimal digits") { Digest(hex: $0) }
            }
        case .describe:
            describe(key, ["type": "string", "pattern": "^[0-9a-f]{64}$"], about(), required: true)
        }
    }

    package mutating func choice<C: Choice>(_ key: StaticString, _ value: inout C, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        switch mode {
        case .write: write(key, value.rawValue)
        case .read: value = try readRequired(key) { (p) throws(Unreadable) in try p.readChoice() }
        case .describe: describe(key, Self.words(C.self), about(), required: true)
        }
    }

    package mutating func choice<C: Choice>(_ key: StaticString, _ value: inout C?, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        switch mode {
        case .write: if let value { write(key, value.rawValue) }
        case .read: value = try readOptional(key) { (p) throws(Unreadable) in try p.readChoice() }
        case .describe: describe(key, Self.words(C.self), about(), required: false)
        }
    }

    package mutating func choices<C: Choice>(
        _ key: StaticString, _ value: inout [C], _ about: @autoclosure () -> Message
    ) throws(Unreadable) {
        try list(key, &value, Self.words(C.self), about()) {
            CanonicalJSON.append($1.rawValue, to: &$0)
        } read: {
            (p) throws(Unreadable) in
            try p.readChoice()
        }
    }

    package mutating func object<V: Properties>(
        _ key: StaticString, _ value: inout V, _ about: @autoclosure () -> Message
    ) throws(Unreadable) {
        switch mode {
        case .write:
            startProperty(key)
            try object(&value)
        case .read:
            value = try readRequired(key) { (p) throws(Unreadable) in
                var value = V()
                try p.object(&value)
                return value
            }
        case .describe: describe(key, try Self.schema(V.self), about(), required: true)
        }
    }

    package mutating func object<V: Properties>(
        _ key: StaticString, _ value: inout V?, _ about: @autoclosure () -> Message
    ) throws(Unreadable) {
        switch mode {
        case .write:
            guard var some = value else { return }
            startProperty(key)
            try object(&some)
        case .read:
            value = try readOptional(key) { (p) throws(Unreadable) in
                var value = V()
                try p.object(&value)
                return value
            }
        case .describe: describe(key, try Self.schema(V.self), about(), required: false)
        }
    }

    /// A list of objects; an empty one is left out.
    package mutating func objects<V: Properties>(
        _ key: StaticString, _ value: inout [V], _ about: @autoclosure () -> Message
    ) throws(Unreadable) {
        switch mode {
        case .write:
            guard !value.isEmpty else { return }
            startProperty(key)
            output.append(UInt8(ascii: "["))
            for index in value.indices {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                var item = value[index]
                try object(&item)
            }
            output.append(UInt8(ascii: "]"))
        case .read:
            value =
                try readOptional(key) { (p) throws(Unreadable) in
                    try p.readList { (p) throws(Unreadable) in
                        var item = V()
                        try p.object(&item)
                        return item
                    }
                } ?? []
        case .describe:
            describe(key, ["type": "array", "items": try Self.schema(V.self)], about(), required: false)
        }
    }

    /// Properties held as SD-JWT digests (RFC 9901 §4.2.4.1). Comes first: `_sd` sorts before every lower-case name.
    package mutating func erasable(_ names: [(String, Message)], _ value: inout Erasable) throws(Unreadable) {
        switch mode {
        case .write:
            if value.digests.isEmpty, !value.values.isEmpty {
                guard let sealer else { throw unreadable("a sealer for erasable properties") }
                let made = names.compactMap { name, _ in value.values[name].map { sealer.disclose(name, $0) } }
                disclosures += made
                value.digests = made.map(\.digest).sorted()
            }
            guard !value.digests.isEmpty else { return }
            var digests = value.digests
            try texts("_sd", &digests, Message("", ""))
        case .read:
            value.digests =
                try readOptional("_sd") { (p) throws(Unreadable) in
                    try p.readList { (p) throws(Unreadable) in try p.readString() }
                } ?? []
        case .describe:
            describe(
                "_sd", ["type": "array", "items": ["type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"]],
                Message("可删除字段的摘要", "digests of the erasable properties"), required: false)
            for (name, about) in names {
                describe(name, ["type": "string", "x-erasable": true], about, required: false)
            }
        }
    }

    // MARK: An envelope's own

    /// A position, written as a text (`format.md`: id).
    mutating func sequence(_ key: StaticString, _ value: inout Int) throws(Unreadable) {
        let expected = "a decimal id from 1"
        switch mode {
        case .write:
            guard value > 0 else { throw unreadable(expected) }
            startProperty(key)
            output.append(UInt8(ascii: "\""))
            CanonicalJSON.append(value, to: &output)
            output.append(UInt8(ascii: "\""))
        case .read:
            value = try readRequired(key) { (p) throws(Unreadable) in
                try p.readPlain(expected) { digits in
                    guard (1...16).contains(digits.count), digits[0] != UInt8(ascii: "0") else { return nil }
                    return digits.decimal(0..<digits.count)
                }
            }
        case .describe:
            describe(
                key, ["type": "string", "pattern": "^[1-9][0-9]*$"],
                Message("在台账中的位置", "position in the ledger, from 1"), required: true)
        }
    }

    /// A text that is always the same.
    mutating func constant(_ key: StaticString, _ value: StaticString) throws(Unreadable) {
        switch mode {
        case .write:
            startProperty(key)
            output.append(UInt8(ascii: "\""))
            output.append(contentsOf: UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
            output.append(UInt8(ascii: "\""))
        case .read:
            try readRequired(key) { (p) throws(Unreadable) in
                try p.readPlain("\"\(value)\"") { $0.isEqual(to: value) ? () : nil }
            }
        case .describe:
            describe(
                key, ["const": .string("\(value)")], Message("CloudEvents 版本", "version of CloudEvents"), required: true
            )
        }
    }

    mutating func stream(_ key: StaticString, _ value: inout StreamName) throws(Unreadable) {
        let expected = "a subject <kind>/<id>"
        switch mode {
        case .write:
            guard StreamName(value.text) != nil else { throw unreadable(expected) }
            write(key, value.text)
        case .read:
            value = try readRequired(key) { (p) throws(Unreadable) in
                guard let stream = StreamName(try p.readString()) else { throw p.unreadable(expected) }
                return stream
            }
        case .describe: describe(key, ["type": "string"], Message("所属的流", "the stream, <kind>/<id>"), required: true)
        }
    }

    mutating func time(_ key: StaticString, _ value: inout Instant) throws(Unreadable) {
        switch mode {
        case .write:
            startProperty(key)
            output.append(UInt8(ascii: "\""))
            value.append(to: &output)
            output.append(UInt8(ascii: "\""))
        case .read:
            value = try readRequired(key) { (p) throws(Unreadable) in
                try p.readPlain("a time in UTC, milliseconds") { Instant($0) }
            }
        case .describe:
            describe(
                key, ["type": "string", "format": "date-time"], Message("记录时间（UTC）", "when it was recorded, UTC"),
                required: true)
        }
    }

    /// A value that is kept as the bytes it stands in: an envelope's `data`.
    mutating func raw(_ key: StaticString, _ value: inout [UInt8]) throws(Unreadable) {
        switch mode {
        case .write:
            startProperty(key)
            output += value
        case .read:
            value = try readRequired(key) { (p) throws(Unreadable) in
                let start = p.position
                try p.skipValue()
                return Array(p.input[start..<p.position])
            }
        case .describe: describe(key, ["type": "object"], Message("内容", "the payload"), required: true)
        }
    }
}

// MARK: - Writing

extension PropertyCoder {
    private mutating func object<V: Properties>(_ value: inout V) throws(Unreadable) {
        let outer = isFirst
        isFirst = true
        switch mode {
        case .write:
            output.append(UInt8(ascii: "{"))
            try value.properties(&self)
            output.append(UInt8(ascii: "}"))
        case .read:
            try expect(UInt8(ascii: "{"), "an object")
            try value.properties(&self)
            try expect(UInt8(ascii: "}"), "the end of the object, or a property in its place")
        case .describe:
            break
        }
        isFirst = outer
    }

    /// `,"key":` in one piece.
    private mutating func startProperty(_ key: StaticString) {
        let (first, length) = (isFirst ? 0 : 1, key.utf8CodeUnitCount)
        isFirst = false
        withUnsafeTemporaryAllocation(byteCount: first + length + 3, alignment: 1) { piece in
            if first > 0 { piece[0] = UInt8(ascii: ",") }
            piece[first] = UInt8(ascii: "\"")
            UnsafeMutableRawBufferPointer(rebasing: piece[(first + 1)...])
                .copyMemory(from: UnsafeRawBufferPointer(start: key.utf8Start, count: length))
            piece[first + length + 1] = UInt8(ascii: "\"")
            piece[first + length + 2] = UInt8(ascii: ":")
            output.append(contentsOf: piece)
        }
    }

    private mutating func write(_ key: StaticString, _ value: String) {
        startProperty(key)
        CanonicalJSON.append(value, to: &output)
    }

    private mutating func write(_ key: StaticString, _ value: Int) throws(Unreadable) {
        guard value.magnitude <= CanonicalJSON.largestInteger.magnitude else {
            throw unreadable("an integer within ±(2^53−1)")
        }
        startProperty(key)
        CanonicalJSON.append(value, to: &output)
    }

    private mutating func write(_ key: StaticString, _ value: CalendarDate) {
        startProperty(key)
        PropertyCoder.append(value, to: &output)
    }

    private static func append(_ value: CalendarDate, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        value.append(to: &output)
        output.append(UInt8(ascii: "\""))
    }

    private mutating func list<T>(
        _ key: StaticString, _ value: inout [T], _ items: @autoclosure () -> JSONValue,
        _ about: @autoclosure () -> Message,
        write: (inout [UInt8], T) -> Void, read: (inout PropertyCoder) throws(Unreadable) -> T
    ) throws(Unreadable) {
        switch mode {
        case .write:
            guard !value.isEmpty else { return }
            startProperty(key)
            output.append(UInt8(ascii: "["))
            for index in value.indices {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                write(&output, value[index])
            }
            output.append(UInt8(ascii: "]"))
        case .read:
            value = try readOptional(key) { (p) throws(Unreadable) in try p.readList(read) } ?? []
        case .describe:
            describe(key, ["type": "array", "items": items()], about(), required: false)
        }
    }
}

// MARK: - Reading

extension PropertyCoder {
    private func unreadable(_ expected: String) -> Unreadable {
        Unreadable(offset: position, expected: expected)
    }

    private mutating func expect(_ byte: UInt8, _ what: String) throws(Unreadable) {
        guard position < input.count, input[position] == byte else { throw unreadable(what) }
        position += 1
    }

    /// Moves past `"key":` (and the comma before it) if that is what comes next.
    private mutating func advance(to key: StaticString) -> Bool {
        var cursor = position
        if !isFirst {
            guard cursor < input.count, input[cursor] == UInt8(ascii: ",") else { return false }
            cursor += 1
        }
        let length = key.utf8CodeUnitCount
        guard cursor + length + 3 <= input.count, input[cursor] == UInt8(ascii: "\""),
            input[cursor + length + 1] == UInt8(ascii: "\""), input[cursor + length + 2] == UInt8(ascii: ":"),
            input[part: (cursor + 1)..<(cursor + 1 + length)].isEqual(to: key)
        else { return false }
        position = cursor + length + 3
        isFirst = false
        return true
    }

    private mutating func readRequired<T>(
        _ key: StaticString, _ read: (inout PropertyCoder) throws(Unreadable) -> T
    ) throws(Unreadable) -> T {
        guard advance(to: key) else { throw unreadable("\"\(key)\"") }
        return try read(&self)
    }

    private mutating func readOptional<T>(
        _ key: StaticString, _ read: (inout PropertyCoder) throws(Unreadable) -> T
    ) throws(Unreadable) -> T? {
        guard advance(to: key) else { return nil }
        return try read(&self)
    }

    private mutating func readList<T>(_ read: (inout PropertyCoder) throws(Unreadable) -> T) throws(Unreadable) -> [T] {
        try expect(UInt8(ascii: "["), "a list")
        var items: [T] = []
        while true {
            items.append(try read(&self))
            guard position < input.count else { throw unreadable("the end of the list") }
            position += 1
            switch input[position - 1] {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "]"): return items
            default: throw unreadable("a comma or the end of the list")
            }
        }
    }

    private mutating func readString() throws(Unreadable) -> String {
        let start = position
        let isPlain = try skipString()
        if isPlain {
            let content = UnsafeRawBufferPointer(rebasing: input[(start + 1)..<(position - 1)])
            // `String(validating:)` is generic code that is not specialised here: four times the price of this.
            var text = String(decoding: content.assumingMemoryBound(to: UInt8.self), as: UTF8.self)
            // It mends what is no UTF-8; then the bytes differ.
            guard text.withUTF8({ UnsafeRawBufferPointer($0).isEqual(to: content) }) else { throw unreadable("UTF-8") }
            return text
        }
        let quoted = UnsafeRawBufferPointer(rebasing: input[start..<position])
        guard case .string(let text)? = try? CanonicalJSON.parse(quoted) else { throw unreadable("a string") }
        return text
    }

    /// What the bytes of a string without escapes say.
    private mutating func readPlain<T>(
        _ expected: @autoclosure () -> String, _ read: (UnsafeRawBufferPointer) -> T?
    ) throws(Unreadable) -> T {
        let start = position
        let isPlain = try skipString()
        guard isPlain, let value = read(UnsafeRawBufferPointer(rebasing: input[(start + 1)..<(position - 1)])) else {
            throw Unreadable(offset: start, expected: expected())
        }
        return value
    }

    private mutating func readInteger() throws(Unreadable) -> Int {
        let start = position
        let isNegative = position < input.count && input[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let first = position
        while position < input.count, JSONNumber.isDigit(input[position]) { position += 1 }
        guard (1...16).contains(position - first), let value = input.decimal(first..<position) else {
            throw Unreadable(offset: start, expected: "an integer")
        }
        return isNegative ? -value : value
    }

    private mutating func readFlag() throws(Unreadable) -> Bool {
        var end = position
        if (try? JSONText.skip("true", in: input, &end)) != nil {
            position = end
            return true
        }
        end = position
        guard (try? JSONText.skip("false", in: input, &end)) != nil else { throw unreadable("true or false") }
        position = end
        return false
    }

    private mutating func readDate() throws(Unreadable) -> CalendarDate {
        try readPlain("a date YYYY-MM-DD") { CalendarDate($0) }
    }

    private mutating func readChoice<C: Choice>() throws(Unreadable) -> C {
        guard let choice = C(rawValue: try readString()) else {
            throw unreadable("one of " + C.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }

    /// Moves past a string.
    ///
    /// - Returns: whether it has no escapes.
    @discardableResult
    private mutating func skipString() throws(Unreadable) -> Bool {
        try expect(UInt8(ascii: "\""), "a string")
        var isPlain = true
        while true {
            position = JSONText.endOfPlain(in: input, from: position)
            guard position < input.count else { throw unreadable("the end of the string") }
            switch input[position] {
            case UInt8(ascii: "\""):
                position += 1
                return isPlain
            case UInt8(ascii: "\\"):
                isPlain = false
                position = min(position + 2, input.count)
            default: throw unreadable("no control character")
            }
        }
    }

    private mutating func skipValue() throws(Unreadable) {
        var depth = 0
        repeat {
            guard position < input.count else { throw unreadable("the end of the value") }
            switch input[position] {
            case UInt8(ascii: "\""): try skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0 else { throw unreadable("a value") }
                depth -= 1
                position += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard depth > 0 else { throw unreadable("a value") }
                position += 1
            default:
                while position < input.count, !",:]}".utf8.contains(input[position]) { position += 1 }
            }
        } while depth > 0
    }
}

// MARK: - Describing

extension PropertyCoder {
    private mutating func describe(_ key: StaticString, _ type: JSONValue, _ about: Message, required: Bool) {
        describe(String(describing: key), type, about, required: required)
    }

    private mutating func describe(_ key: String, _ type: JSONValue, _ about: Message, required isRequired: Bool) {
        guard case .object(var members) = type else { return }
        members["title"] = .string(about.zh)
        members["description"] = .string(about.en)
        described[key] = .object(members)
        if isRequired { required.append(.string(key)) }
    }

    private static func words<C: Choice>(_ type: C.Type) -> JSONValue {
        let titles = C.allCases.map {
            ($0.rawValue, ["en": .string($0.title.en), "zh": .string($0.title.zh)] as JSONValue)
        }
        return [
            "enum": .array(C.allCases.map { .string($0.rawValue) }),
            "x-titles": .object(Dictionary(uniqueKeysWithValues: titles)),
        ]
    }
}
