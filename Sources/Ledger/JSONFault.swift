/// Why bytes are no I-JSON text (RFC 8259, RFC 7493), or not the canonical one (RFC 8785).
package struct JSONFault: Error, Equatable, Sendable {
    package enum Reason: Sendable, CaseIterable {
        case byteOrderMark, notUTF8, loneSurrogate, noncharacter
        case endOfText, trailingBytes, unexpectedByte, tooDeep
        case controlCharacter, badEscape, badNumber, integerTooLarge, numberTooLarge, duplicateKey
        case whitespace, keyOrder, needlessEscape, numberForm
    }

    /// In bytes, from 0.
    package var offset: Int
    package var reason: Reason

    package init(_ reason: Reason, at offset: Int) {
        self.offset = offset
        self.reason = reason
    }
}

extension JSONFault.Reason {
    package var message: Message {
        switch self {
        case .byteOrderMark: Message("开头有字节顺序标记", "it begins with a byte order mark")
        case .notUTF8: Message("不是合格的 UTF-8", "ill-formed UTF-8")
        case .loneSurrogate: Message("有不成对的代理项", "a lone surrogate")
        case .noncharacter: Message("有 Unicode 非字符", "a Unicode noncharacter")
        case .endOfText: Message("文本到此中断", "the text ends too early")
        case .trailingBytes: Message("值之后还有多余的字节", "bytes after the value")
        case .unexpectedByte: Message("此处不该出现这个字节", "a byte that cannot stand here")
        case .tooDeep:
            Message("嵌套超过 \(CanonicalJSON.maximumDepth) 层", "nested deeper than \(CanonicalJSON.maximumDepth) levels")
        case .controlCharacter: Message("有未转义的控制字符", "a control character that is not escaped")
        case .badEscape: Message("转义写法不存在", "an escape that does not exist")
        case .badNumber: Message("不是 JSON 数字", "not a JSON number")
        case .integerTooLarge: Message("整数超出 ±(2^53−1)", "an integer beyond ±(2^53−1)")
        case .numberTooLarge: Message("数字超出双精度范围", "a number beyond a double")
        case .duplicateKey: Message("属性名重复", "a duplicate key")
        case .whitespace: Message("有空白", "white space")
        case .keyOrder: Message("属性次序不对", "keys out of order")
        case .needlessEscape: Message("转义不是最短写法", "an escape where none, or a shorter one, is due")
        case .numberForm: Message("数字不是规范写法", "a number in another form than the canonical one")
        }
    }
}
