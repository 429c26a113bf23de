import Foundation

/// Where a witness keeps what it must not forget.
///
/// `vkey` is its own verifier key, `key.pem` the private one where it is a file, `logs/` one folder a log. Copying it
/// back from a backup makes the witness forget; moving it is harmless.
package struct WitnessFolder: Sendable {
    package let folder: URL
    /// The witness's key, of signature type 4 (C2SP tlog-cosignature).
    package let key: VerifierKey

    package var privateKeyFile: URL { folder.appendingPathComponent("key.pem") }

    /// Opens a witness's folder. Throws E-WITNESS-NONE where there is none.
    package init(_ folder: URL) throws(Fault) {
        guard let bytes = try? Data(contentsOf: folder.appendingPathComponent("vkey")) else {
            throw .noWitness(folder)
        }
        self.folder = folder
        key = try WitnessFolder.checked(
            VerifierKey(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)))
    }

    /// Makes a witness's folder; its parent is there. Throws E-WITNESS-EXISTS, E-WITNESS-KEY for a key of another sort,
    /// E-WITNESS-STATE.
    package static func create(_ folder: URL, key: VerifierKey) throws(Fault) -> WitnessFolder {
        _ = try checked(key)
        let file = folder.appendingPathComponent("vkey")
        guard !FileManager.default.fileExists(atPath: file.path) else { throw .witnessExists(folder) }
        try DurableFile.makeFolder(folder, mode: 0o700)
        try DurableFile.makeFolder(folder.appendingPathComponent("logs"))
        try DurableFile.write(key.text + "\n", to: file)
        return try WitnessFolder(folder)
    }

    /// The same with a new private key, kept in `key.pem` under a passphrase. Throws also E-KEY-NAME, E-KEY-PASSPHRASE,
    /// E-KEY-EXISTS and E-KEY-WRITE.
    package static func create(
        _ folder: URL, name: String, privateKey: PrivateKey, passphrase: String
    ) throws(Fault) -> WitnessFolder {
        let signer = try FileSigner(name: name, kind: .cosignature, privateKey: privateKey)
        guard !FileManager.default.fileExists(atPath: folder.appendingPathComponent("vkey").path) else {
            throw .witnessExists(folder)
        }
        try DurableFile.makeFolder(folder, mode: 0o700)
        // Before `vkey`, which makes it a witness: there is never one whose key is lost.
        try KeyFile.write(privateKey, passphrase: passphrase, to: folder.appendingPathComponent("key.pem"))
        return try create(folder, key: signer.key)
    }

    private static func checked(_ key: VerifierKey) throws(Fault) -> VerifierKey {
        guard key.kind == .cosignature else {
            throw .witnessKey(key, Message("见证人要用签名类型为 4 的密钥。", "A witness needs a key of signature type 4."))
        }
        return key
    }

    /// The logs that are witnessed, by origin.
    package func logs() throws -> [WitnessedLog] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("logs").path)
        return try names.filter { isLog($0) }.map { try WitnessedLog(folder: logFolder($0)) }
            .sorted { $0.origin < $1.origin }
    }

    /// The log of this origin; nil where none is known. Throws E-WITNESS-STATE.
    package func log(origin: String) throws(Fault) -> WitnessedLog? {
        let hash = Digest.sha256(origin.utf8).hex
        return isLog(hash) ? try WitnessedLog(folder: logFolder(hash)) : nil
    }

    /// What `GET <origin hash>/checkpoint` answers (C2SP tlog-witness: monitor retrieval): the last checkpoint, where it
    /// is cosigned.
    package func checkpoint(originHash: String) throws -> SignedNote? {
        guard isLog(originHash), let latest = try WitnessedLog(folder: logFolder(originHash)).latest,
            latest.signatures.contains(where: key.isNamed(by:))
        else { return nil }
        return latest
    }

    /// `vkeys` is the last file that `addLog` writes: before it there was never a request to answer.
    private func isLog(_ originHash: String) -> Bool {
        Digest(hex: originHash) != nil
            && FileManager.default.fileExists(atPath: logFolder(originHash).appendingPathComponent("vkeys").path)
    }

    private func logFolder(_ originHash: String) -> URL {
        folder.appendingPathComponent("logs").appendingPathComponent(originHash)
    }
}

extension WitnessFolder {
    /// Begins to witness a log, or trusts further keys for one. The origin is what its checkpoints say in their first
    /// line; the names of its keys may be others.
    ///
    /// - Throws: E-WITNESS-ORIGIN for what cannot stand in a checkpoint, E-WITNESS-KEY for a key that cannot sign a
    ///   checkpoint over SHA-256 or is not told from another by name and ID, E-WITNESS-STATE.
    package func addLog(origin: String, keys: [VerifierKey]) throws {
        guard !origin.isEmpty, origin.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else {
            throw Fault.witnessOrigin(origin)
        }
        let folder = logFolder(Digest.sha256(origin.utf8).hex)
        try DurableFile.makeFolder(folder)
        try DurableFile.locked(folder.appendingPathComponent("lock")) {
            let known = try log(origin: origin)
            let all = try WitnessFolder.union(known?.keys ?? [], keys)
            if known == nil { try DurableFile.write(origin + "\n", to: folder.appendingPathComponent("origin")) }
            // Never written over: what was seen stays seen, whatever became of the keys.
            let latest = folder.appendingPathComponent("latest")
            if !FileManager.default.fileExists(atPath: latest.path) { try DurableFile.write("", to: latest) }
            let lines = all.map { $0.text + "\n" }.joined()
            try DurableFile.write(lines, to: folder.appendingPathComponent("vkeys"))
        }
    }

    private static func union(_ known: [VerifierKey], _ added: [VerifierKey]) throws(Fault) -> [VerifierKey] {
        var all = known
        for key in added where !all.contains(key) {
            guard key.kind == .ed25519 else {
                throw .witnessKey(
                    key,
                    Message("台账的检查点要由 Ed25519 密钥签名（签名类型 1）。", "A log signs its checkpoints with Ed25519, type 1."))
            }
            guard !all.contains(where: { $0.id == key.id && $0.name.isSameBytes(as: key.name) }) else {
                throw .witnessKey(key, Message("已有同名同标识的另一个密钥。", "Another key has the same name and ID."))
            }
            all.append(key)
        }
        return all
    }
}

extension Fault {
    static func noWitness(_ folder: URL) -> Fault {
        Fault(
            "E-WITNESS-NONE", .notFound,
            Message("\(folder.path) 不是见证人的文件夹。", "\(folder.path) is not the folder of a witness."),
            remedy: Message("用 taizhang witness init 建一个。", "Make one with taizhang witness init."))
    }

    static func witnessExists(_ folder: URL) -> Fault {
        Fault(
            "E-WITNESS-EXISTS", .cannotWrite,
            Message("\(folder.path) 里已经有一个见证人。", "There is a witness in \(folder.path) already."),
            remedy: Message("换一个文件夹。", "Choose another folder."))
    }

    static func witnessKey(_ key: VerifierKey, _ found: Message) -> Fault {
        Fault(
            "E-WITNESS-KEY", .badData,
            Message("密钥 \(key.name) 不能这样用。", "Key \(key.name) cannot be used for this."), state: found,
            remedy: Message("请向密钥持有人核对验证公钥。", "Ask the key's holder for its verifier key again."))
    }

    static func witnessOrigin(_ origin: String) -> Fault {
        Fault(
            "E-WITNESS-ORIGIN", .badData,
            Message("“\(origin)”不能作检查点的来源。", "“\(origin)” cannot be the origin of a checkpoint."),
            remedy: Message("来源是检查点的第一行，照抄即可。", "It is the first line of the log's checkpoints; copy it."))
    }
}
