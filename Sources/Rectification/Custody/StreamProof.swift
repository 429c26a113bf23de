import Ledger

/// Every record of a stream, and the proof that none is missing as of a checkpoint (`format.md`: stream heads).
///
/// Each record is proven to be in the ledger; the last but one thing that the checkpoint covers, the commitment to the
/// stream heads, says which record is the stream's last; and the versions from 1 to that one have no gap.
package struct StreamProof: Equatable, Sendable {
    package static let format = "taizhang.stream-proof/v1"

    /// A record's exact bytes and its inclusion proof.
    package struct Leaf: Equatable, Sendable {
        package var body: [UInt8]
        package var proof: [Digest]

        package init(body: [UInt8], proof: [Digest]) {
            self.body = body
            self.proof = proof
        }
    }

    package var stream: StreamName
    /// The signed note, with its cosignatures.
    package var checkpoint: String
    /// The record that commits to the heads.
    package var heads: Leaf
    /// Where the stream stands among the heads, from 0, and the proof of it.
    package var entry: (index: Int, proof: [Digest])
    /// From version 1 on.
    package var records: [Leaf]

    package init(
        stream: StreamName, checkpoint: String, heads: Leaf, entry: (index: Int, proof: [Digest]), records: [Leaf]
    ) {
        self.stream = stream
        self.checkpoint = checkpoint
        self.heads = heads
        self.entry = entry
        self.records = records
    }

    package static func == (left: StreamProof, right: StreamProof) -> Bool { left.json == right.json }
}

// MARK: - The file

extension StreamProof {
    package var json: JSONValue {
        [
            "format": .string(StreamProof.format), "stream": .string(stream.text), "checkpoint": .string(checkpoint),
            "heads": StreamProof.json(heads),
            "entry": ["index": .number(Double(entry.index)), "proof": StreamProof.json(entry.proof)],
            "records": .array(records.map(StreamProof.json)),
        ]
    }

    private static func json(_ leaf: Leaf) -> JSONValue {
        ["record": .string(String(decoding: leaf.body, as: UTF8.self)), "proof": json(leaf.proof)]
    }

    private static func json(_ proof: [Digest]) -> JSONValue {
        .array(proof.map { .string(StandardBase64.encode($0.bytes)) })
    }

    /// Reads the file.
    ///
    /// - Throws: `Fault` E-PROOF.
    package init(_ json: JSONValue) throws(Fault) {
        guard json["format"]?.string == StreamProof.format,
            let stream = json["stream"]?.string.flatMap({ StreamName($0) }),
            let checkpoint = json["checkpoint"]?.string, let heads = json["heads"].flatMap(StreamProof.leaf),
            let index = json["entry"]?["index"]?.integer, index >= 0,
            let proof = json["entry"]?["proof"].flatMap(StreamProof.hashes),
            let listed = json["records"]?.array
        else { throw Fault.streamProof(Message("不是流证明的格式", "it is not of that form")) }
        let records = listed.compactMap(StreamProof.leaf)
        guard records.count == listed.count, !records.isEmpty else {
            throw Fault.streamProof(Message("记录不全或不合格式", "its records are malformed"))
        }
        self.init(stream: stream, checkpoint: checkpoint, heads: heads, entry: (index, proof), records: records)
    }

    private static func leaf(_ json: JSONValue) -> Leaf? {
        guard let body = json["record"]?.string, let proof = json["proof"].flatMap(hashes) else { return nil }
        return Leaf(body: Array(body.utf8), proof: proof)
    }

    private static func hashes(_ json: JSONValue) -> [Digest]? {
        guard let texts = json.array?.map(\.string) else { return nil }
        let digests = texts.compactMap { $0.flatMap { StandardBase64.decode($0) }.flatMap { Digest($0) } }
        return digests.count == texts.count ? digests : nil
    }
}

// MARK: - The check

extension StreamProof {
    /// Holds the proof against its own checkpoint; that the checkpoint is to be trusted is the caller's to find out.
    ///
    /// - Returns: the stream's records, all of them as of the checkpoint.
    /// - Throws: `Fault` E-PROOF-FAILED, E-NOTE, E-CHECKPOINT.
    package func check() throws(Fault) -> [Record] {
        let checkpoint = try SignedCheckpoint(checkpoint).checkpoint
        let (committing, committed) = try headsCommitted(under: checkpoint)
        var hasher = SHA256Hasher()
        var read: [Record] = []
        for leaf in records {
            let record = try included(leaf, under: checkpoint, &hasher)
            guard record.stream == stream, record.source.isSameBytes(as: committing.source),
                record.version == read.count + 1, record.sequence < committing.sequence
            else {
                throw Fault.proofFailed(
                    Message("记录缺失、次序不对或属于别处", "a record is missing, out of order, or from elsewhere"))
            }
            read.append(record)
        }
        let last = StreamHeads.leaf(
            stream: stream.text, version: read.count, hash: .sha256(records.last?.body ?? []), &hasher)
        guard
            MerkleTree.isIncluded(
                last, at: entry.index, in: committed.size, root: committed.root, proof: entry.proof)
        else {
            throw Fault.proofFailed(
                Message("最后一条不是该流的末端：之后还有记录被略去", "its last record is not the stream's last: later ones were left out"))
        }
        return read
    }

    /// The commitment to the heads; it is the last record that the checkpoint covers.
    private func headsCommitted(under checkpoint: Checkpoint) throws(Fault) -> (Record, HeadsCommitted) {
        var hasher = SHA256Hasher()
        let record = try included(heads, under: checkpoint, &hasher)
        guard record.sequence == checkpoint.size, let entry = try? CustodyEvent.entry(in: record),
            case .headsCommitted(let committed) = entry.event
        else {
            throw Fault.proofFailed(
                Message("检查点所覆盖的最后一条不是各流末端", "the last record of the checkpoint does not commit to the heads"))
        }
        return (record, committed)
    }

    private func included(_ leaf: Leaf, under checkpoint: Checkpoint, _ hasher: inout SHA256Hasher) throws(Fault)
        -> Record
    {
        guard (try? CanonicalJSON.check(leaf.body)) != nil, let record = try? Record(leaf.body),
            MerkleTree.isIncluded(
                MerkleTree.leaf(leaf.body, &hasher), at: record.sequence &- 1, in: checkpoint.size,
                root: checkpoint.root, proof: leaf.proof)
        else {
            throw Fault.proofFailed(
                Message("有记录不在检查点所签的台账里", "a record is not in the ledger that the checkpoint signs"))
        }
        return record
    }
}

extension Fault {
    fileprivate static func streamProof(_ why: Message) -> Fault {
        Fault(
            "E-PROOF", .badData, Message("证明文件不合格式：\(why.zh)。", "The proof file is malformed: \(why.en)."),
            remedy: Message("请出具者重新生成。", "Have it made anew."))
    }

    package static func proofFailed(_ why: Message) -> Fault {
        Fault(
            "E-PROOF-FAILED", .checkFailed, Message("证明不成立：\(why.zh)。", "The proof does not hold: \(why.en)."),
            remedy: Message("向出具者索要新的证明，并对台账运行 verify。", "Ask for a new proof, and have the ledger verified."))
    }
}
