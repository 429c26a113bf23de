/// Whose signature and whose cosignatures make a checkpoint good enough (C2SP tlog-policy).
package struct WitnessPolicy: Equatable, Sendable {
    package struct Log: Equatable, Sendable {
        package var key: VerifierKey
        package var url: String?
    }

    package struct Witness: Equatable, Sendable {
        /// What the policy calls it: any octets, not the name of its key.
        package var name: Name
        /// Always of the kind that makes cosignatures.
        package var key: VerifierKey
        package var url: String?
    }

    struct Group: Equatable, Sendable {
        var name: Name
        /// This many of the members are enough: 1 to all of them.
        var threshold: Int
        var members: [Name]
    }

    package private(set) var logs: [Log] = []
    package private(set) var witnesses: [Witness] = []
    /// In the order of the file, so that members come before the groups they are in.
    private(set) var groups: [Group] = []
    /// nil: `none`, no cosignature is needed.
    private(set) var quorum: Name?

    /// Whether any cosignature is needed at all: false for `quorum none`.
    package var asksForWitnesses: Bool { quorum != nil }

    /// Whether witnesses with these keys, all together, are the quorum.
    package func isMet(by keys: Set<VerifierKey>) -> Bool {
        quorum.map { witnessed(by: keys).contains($0) } ?? true
    }

    /// The names of the witnesses whose cosignature would bring the quorum nearer, in the file's order; none where the
    /// quorum is met.
    package func missing(from keys: Set<VerifierKey>) -> [String] {
        let witnessed = witnessed(by: keys)
        guard let quorum, !witnessed.contains(quorum) else { return [] }
        // Backwards, from the quorum: a group that is short asks its members that are.
        var asked: Set = [quorum]
        for group in groups.reversed() where asked.contains(group.name) {
            asked.formUnion(group.members.filter { !witnessed.contains($0) })
        }
        return witnesses.filter { asked.contains($0.name) }.map(\.name.text)
    }

    /// The witnesses that cosigned, and the groups that thereby did.
    private func witnessed(by keys: Set<VerifierKey>) -> Set<Name> {
        var names = Set(witnesses.filter { keys.contains($0.key) }.map(\.name))
        for group in groups where group.members.count(where: { names.contains($0) }) >= group.threshold {
            names.insert(group.name)
        }
        return names
    }
}

extension WitnessPolicy {
    /// A name in a policy: opaque octets, which need not be UTF-8 (C2SP tlog-policy: character set).
    package struct Name: Hashable, Sendable {
        package var bytes: [UInt8]
        /// For people; what is no UTF-8 is replaced.
        package var text: String { String(decoding: bytes, as: UTF8.self) }

        init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
    }

    /// Reads a policy. Throws E-POLICY, with the number of the line, for a control character other than tab and newline,
    /// a last line without newline (what was cut off might have asked for more), a line that the specification does not
    /// know, a key or a name given twice, an unknown name, and for anything but one quorum.
    package init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count <= 1_000_000 else { throw .policy(nil, Message("超过 1 MB。", "It has more than 1 MB.")) }
        var reading = PolicyReading()
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() { try reading.read(line, number: index + 1) }
        guard lines.last?.isEmpty != false else {
            throw .policy(
                lines.count, Message("最后一行没有换行，可能被截断。", "The last line has no newline; the file may be cut off."))
        }
        guard let quorum = reading.quorum else {
            throw .policy(nil, Message("没有 quorum 行。", "It has no quorum line."))
        }
        (logs, witnesses, groups) = (reading.logs, reading.witnesses, reading.groups)
        self.quorum = quorum == .none ? nil : quorum
    }
}

extension WitnessPolicy.Name {
    static let none = WitnessPolicy.Name("none".utf8)
}

extension Fault {
    static func policy(_ line: Int?, _ found: Message) -> Fault {
        let place = line.map { Message("第 \($0) 行：", "Line \($0): ") } ?? Message(verbatim: "")
        return Fault(
            "E-POLICY", .badData, Message("见证策略不合格式。", "The witness policy is malformed."), state: place + found,
            remedy: Message(
                "每行是 log、witness、group 或 quorum，见 C2SP tlog-policy。",
                "Each line is a log, witness, group or quorum; see C2SP tlog-policy."))
    }
}
