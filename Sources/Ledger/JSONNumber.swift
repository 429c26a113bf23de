/// Numbers as RFC 8785 §3.2.2.3 has them: IEEE 754 doubles, written as ECMAScript's Number::toString does.
enum JSONNumber {
    /// Reads a number from `position` on and moves past it.
    static func read(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) throws(JSONFault) -> Double {
        let start = position
        let isInteger = try skip(bytes, &position)
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw JSONFault(.numberTooLarge, at: start) }
        // Refused too where only the canonical form is an integer: that form could not be read back.
        let isWhole = isInteger || (value.magnitude < 1e21 && value == value.rounded(.towardZero))
        guard !isWhole || value.magnitude <= Double(CanonicalJSON.largestInteger) else {
            throw JSONFault(.integerTooLarge, at: start)
        }
        return value
    }

    /// Moves past a number by the grammar of RFC 8259 §6.
    ///
    /// - Returns: whether it has neither fraction nor exponent.
    private static func skip(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) throws(JSONFault) -> Bool {
        if next(bytes, position) == UInt8(ascii: "-") { position += 1 }
        if next(bytes, position) == UInt8(ascii: "0") {
            position += 1
        } else {
            try skipDigits(bytes, &position)
        }
        var isInteger = true
        if next(bytes, position) == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try skipDigits(bytes, &position)
        }
        if let mark = next(bytes, position), mark | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if let sign = next(bytes, position), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                position += 1
            }
            try skipDigits(bytes, &position)
        }
        if let digit = next(bytes, position), isDigit(digit) { throw JSONFault(.badNumber, at: position) }
        return isInteger
    }

    private static func skipDigits(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) throws(JSONFault) {
        guard let digit = next(bytes, position) else { throw JSONFault(.endOfText, at: position) }
        guard isDigit(digit) else { throw JSONFault(.badNumber, at: position) }
        while let digit = next(bytes, position), isDigit(digit) { position += 1 }
    }

    private static func next(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension CanonicalJSON {
    /// A number as ECMAScript writes it (ECMA-262 §6.1.6.1.20).
    ///
    /// - Precondition: it is finite. JSON has no other numbers (RFC 8785 §3.2.2.3).
    package static func append(_ value: Double, to output: inout [UInt8]) {
        precondition(value.isFinite, "JSON has no infinite numbers")
        if value.magnitude <= Double(largestInteger), value == value.rounded(.towardZero) {
            return append(Int(value), to: &output)
        }
        if value < 0 { output.append(UInt8(ascii: "-")) }
        let (digits, point) = decimal(value.magnitude)
        switch point {
        case digits.count...21:
            output += digits
            output += repeatElement(UInt8(ascii: "0"), count: point - digits.count)
        case 1..<digits.count:
            output += digits[..<point]
            output.append(UInt8(ascii: "."))
            output += digits[point...]
        case -5...0:
            output += "0.".utf8
            output += repeatElement(UInt8(ascii: "0"), count: -point)
            output += digits
        default:
            output.append(digits[0])
            if digits.count > 1 {
                output.append(UInt8(ascii: "."))
                output += digits[1...]
            }
            output.append(UInt8(ascii: "e"))
            output.append(UInt8(ascii: point > 0 ? "+" : "-"))
            append(abs(point - 1), to: &output)
        }
    }

    /// An integer's decimal digits.
    package static func append(_ value: Int, to output: inout [UInt8]) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = output.count
        repeat {
            output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        output[start...].reverse()
    }

    /// The shortest digits that read back as this number, without zeros at either end, and where the decimal point
    /// stands: `0.digits × 10^point`. Swift's `description` finds the same digits as ECMAScript and lays them out
    /// otherwise.
    private static func decimal(_ value: Double) -> (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let text = Array(value.description.utf8)
        let mark = text.firstIndex(of: UInt8(ascii: "e"))
        if let mark { exponent = Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0 }
        for byte in text[..<(mark ?? text.endIndex)] {
            if JSONNumber.isDigit(byte) { digits.append(byte) } else { point = digits.count }
        }
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        let place = (point ?? digits.count) + exponent - zeros
        digits.removeFirst(zeros)
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (digits, place)
    }
}
