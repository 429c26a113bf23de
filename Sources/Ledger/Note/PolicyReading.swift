/// A policy on its way from text to meaning, line by line (C2SP tlog-policy: syntax and structure).
struct PolicyReading {
    private(set) var logs: [WitnessPolicy.Log] = []
    private(set) var witnesses: [WitnessPolicy.Witness] = []
    private(set) var groups: [WitnessPolicy.Group] = []
    private(set) var quorum: WitnessPolicy.Name?

    private var names: Set<WitnessPolicy.Name> = [.none]
    private var members: Set<WitnessPolicy.Name> = []
    private var logKeys: Set<[UInt8]> = []
    private var witnessKeys: Set<[UInt8]> = []

    mutating func read(_ line: ArraySlice<UInt8>, number: Int) throws(Fault) {
        if let control = line.first(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") || $0 == 0x7F }) {
            throw .policy(number, Message("有控制字符 \(control)。", "It has control character \(control)."))
        }
        let items = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard let keyword = items.first, keyword.first != UInt8(ascii: "#") else { return }
        do throws(PolicyDoubt) {
            switch String(decoding: keyword, as: UTF8.self) {
            case "log": try log(items.dropFirst())
            case "witness": try witness(items.dropFirst())
            case "group": try group(items.dropFirst())
            case "quorum": try quorum(items.dropFirst())
            case let other: throw PolicyDoubt("不认得“\(other)”。", "“\(other)” is not known.")
            }
        } catch {
            throw .policy(number, error.message)
        }
    }

    /// `log <vkey> [<url>]`
    private mutating func log(_ items: ArraySlice<ArraySlice<UInt8>>) throws(PolicyDoubt) {
        let items = Array(items)
        guard items.count == 1 || items.count == 2 else {
            throw PolicyDoubt("应为 log 公钥 [网址]。", "It should be: log key [URL].")
        }
        let key = try key(items[0])
        guard logKeys.insert(key.publicKey).inserted else {
            throw PolicyDoubt("同一个日志公钥已经有了。", "This log's public key is there already.")
        }
        logs.append(WitnessPolicy.Log(key: key, url: try url(items.dropFirst().first)))
    }

    /// `witness <name> <vkey> [<url>]`
    private mutating func witness(_ items: ArraySlice<ArraySlice<UInt8>>) throws(PolicyDoubt) {
        let items = Array(items)
        guard items.count == 2 || items.count == 3 else {
            throw PolicyDoubt("应为 witness 名称 公钥 [网址]。", "It should be: witness name key [URL].")
        }
        let key = try witnessKey(items[1])
        guard witnessKeys.insert(key.publicKey).inserted else {
            throw PolicyDoubt("同一个见证公钥已经有了。", "This witness's public key is there already.")
        }
        let name = try define(items[0])
        witnesses.append(WitnessPolicy.Witness(name: name, key: key, url: try url(items.dropFirst(2).first)))
    }

    /// `group <name> all|any|<k> <name>...`
    private mutating func group(_ items: ArraySlice<ArraySlice<UInt8>>) throws(PolicyDoubt) {
        let items = Array(items)
        guard items.count >= 3 else {
            throw PolicyDoubt("应为 group 名称 all|any|数目 成员…。", "It should be: group name all|any|number member….")
        }
        let listed = items.dropFirst(2).map { WitnessPolicy.Name($0) }
        for member in listed {
            guard member != .none else { throw PolicyDoubt("none 不能作成员。", "none cannot be a member.") }
            try checkDefined(member)
            guard members.insert(member).inserted else {
                throw PolicyDoubt("“\(member.text)”已经是成员。", "“\(member.text)” is a member already.")
            }
        }
        let threshold: Int? =
            switch String(decoding: items[1], as: UTF8.self) {
            case "all": listed.count
            case "any": 1
            default: Int(decimal: items[1])
            }
        guard let threshold, (1...listed.count).contains(threshold) else {
            throw PolicyDoubt("数目应在 1 到 \(listed.count) 之间。", "The number should be 1 to \(listed.count).")
        }
        groups.append(WitnessPolicy.Group(name: try define(items[0]), threshold: threshold, members: listed))
    }

    /// `quorum <name>`
    private mutating func quorum(_ items: ArraySlice<ArraySlice<UInt8>>) throws(PolicyDoubt) {
        guard items.count == 1, let name = items.first.map({ WitnessPolicy.Name($0) }) else {
            throw PolicyDoubt("应为 quorum 名称。", "It should be: quorum name.")
        }
        guard quorum == nil else { throw PolicyDoubt("quorum 只能有一行。", "There can be only one quorum.") }
        try checkDefined(name)
        quorum = name
    }
}

extension PolicyReading {
    private mutating func define(_ bytes: ArraySlice<UInt8>) throws(PolicyDoubt) -> WitnessPolicy.Name {
        let name = WitnessPolicy.Name(bytes)
        guard names.insert(name).inserted else {
            throw PolicyDoubt("名称“\(name.text)”已经用过。", "The name “\(name.text)” is taken.")
        }
        return name
    }

    private func checkDefined(_ name: WitnessPolicy.Name) throws(PolicyDoubt) {
        guard names.contains(name) else {
            throw PolicyDoubt("前面没有“\(name.text)”。", "No line before this one defines “\(name.text)”.")
        }
    }

    private func key(_ bytes: ArraySlice<UInt8>) throws(PolicyDoubt) -> VerifierKey {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PolicyDoubt("公钥不是 UTF-8 文本。", "The key is not UTF-8.")
        }
        do throws(Fault) {
            return try VerifierKey(text)
        } catch {
            throw PolicyDoubt(message: error.message + (error.state ?? Message(verbatim: "")))
        }
    }

    /// A witness's key as the one that makes cosignatures. Policies written before vkeys had a type of their own for
    /// that give the same key as a note's (transparency-dev/formats reads them so too); its notes count for nothing here.
    private func witnessKey(_ bytes: ArraySlice<UInt8>) throws(PolicyDoubt) -> VerifierKey {
        let key = try key(bytes)
        switch key.kind {
        case .cosignature: return key
        case .ed25519:
            do throws(Fault) {
                return try VerifierKey(name: key.name, kind: .cosignature, publicKey: key.publicKey)
            } catch {
                throw PolicyDoubt(message: error.message)
            }
        case .sm2: throw PolicyDoubt("SM2 公钥不能作见证。", "An SM2 key makes no cosignatures.")
        }
    }

    /// A URL is for people and clients; only a comment in its place is refused: comments have lines of their own.
    private func url(_ bytes: ArraySlice<UInt8>?) throws(PolicyDoubt) -> String? {
        guard bytes?.first != UInt8(ascii: "#") else {
            throw PolicyDoubt("注释要单独成行。", "A comment needs a line of its own.")
        }
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Why a line of a policy is none.
private struct PolicyDoubt: Error {
    let message: Message

    init(message: Message) { self.message = message }

    init(_ zh: String, _ en: String) { message = Message(zh, en) }
}
