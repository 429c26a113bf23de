import COpenSSL
import Foundation

/// The keys of the persons whose data is held as digests, one file a person, apart from the database and its backup.
///
/// `keys/<SHA-256 of the stream's name>`, 32 bytes, readable by the owner only. Destroying a file erases that person's
/// data for good (`format.md`: erasable fields).
package struct SubjectKeys: Sendable {
    package let folder: URL
    let surroundings: Surroundings

    package init(folder: URL, surroundings: Surroundings) {
        self.folder = folder
        self.surroundings = surroundings
    }

    /// Encrypts a disclosure under its subject's key, which is made where there is none.
    package func seal(_ disclosure: Disclosure) throws -> SealedDisclosure {
        seal(disclosure, under: try keyBytes(of: disclosure.subject) ?? makeKey(of: disclosure.subject))
    }

    func seal(_ disclosure: Disclosure, under key: [UInt8]) -> SealedDisclosure {
        let nonce = surroundings.random(12)
        let digest = disclosure.digest
        let (text, tag) = AES256GCM.encrypt(Array(disclosure.text.utf8), key: key, nonce: nonce, bound: digest)
        return SealedDisclosure(
            digest: digest, sequence: 0, subject: disclosure.subject.text, sealed: nonce + text + tag)
    }

    /// The disclosure, or nil where its key is gone or it is not what its digest names.
    package func open(_ sealed: SealedDisclosure) throws -> Disclosure? {
        guard let subject = StreamName(sealed.subject) else { return nil }
        for file in [file(of: subject), stagedFile(of: subject)] {
            if let key = try keyBytes(in: file), let disclosure = open(sealed, of: subject, under: key) {
                return disclosure
            }
        }
        return nil
    }

    func open(_ sealed: SealedDisclosure, of subject: StreamName, under key: [UInt8]) -> Disclosure? {
        guard sealed.sealed.count > 28,
            let text = AES256GCM.decrypt(
                Array(sealed.sealed.dropFirst(12).dropLast(16)), key: key, nonce: Array(sealed.sealed.prefix(12)),
                tag: Array(sealed.sealed.suffix(16)), bound: sealed.digest)
        else { return nil }
        let disclosure = Disclosure(subject: subject, text: String(decoding: text, as: UTF8.self))
        return disclosure.digest == sealed.digest ? disclosure : nil
    }

    package func file(of subject: StreamName) -> URL {
        folder.appendingPathComponent(Digest.sha256(subject.text.utf8).hex)
    }

    private func keyBytes(of subject: StreamName) throws -> [UInt8]? { try keyBytes(in: file(of: subject)) }

    func keyBytes(in file: URL) throws -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let bytes = [UInt8](try Data(contentsOf: file))
        guard bytes.count == 32 else { throw Fault.key(file, Message(verbatim: "\(bytes.count) ≠ 32")) }
        return bytes
    }

    /// Makes a person's key, or takes the one that another process has made meanwhile. It is on the disk, whole, before
    /// it has its name: what is sealed under a key that a power cut takes away is lost.
    private func makeKey(of subject: StreamName) throws -> [UInt8] {
        let key = surroundings.random(32)
        let file = file(of: subject)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let temporary = folder.appendingPathComponent(".tmp-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: temporary) }
        try write(key, to: temporary)
        guard link(temporary.path, file.path) == 0 else {
            if errno == EEXIST, let made = try keyBytes(of: subject) { return made }
            throw Fault.key(file, Message(errno: errno))
        }
        try syncFolder()
        return key
    }

    func write(_ key: [UInt8], to file: URL) throws {
        let descriptor = Foundation.open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Fault.key(file, Message(errno: errno)) }
        defer { close(descriptor) }
        guard Foundation.write(descriptor, key, key.count) == key.count, fsync(descriptor) == 0 else {
            throw Fault.key(file, Message(errno: errno))
        }
    }

    func syncFolder() throws {
        let descriptor = Foundation.open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault.key(folder, Message(errno: errno)) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Fault.key(folder, Message(errno: errno)) }
    }
}

/// AES-256-GCM by libcrypto (NIST SP 800-38D): 12-byte nonce, 16-byte tag.
enum AES256GCM {
    /// `bound` is authenticated with the text: a sealed disclosure cannot be moved under another digest.
    static func encrypt(_ plain: [UInt8], key: [UInt8], nonce: [UInt8], bound: String) -> ([UInt8], [UInt8]) {
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        var out = [UInt8](repeating: 0, count: plain.count)
        var tag = [UInt8](repeating: 0, count: 16)
        var length: Int32 = 0
        let associated = Array(bound.utf8)
        let done =
            EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
            && EVP_EncryptUpdate(context, nil, &length, associated, Int32(associated.count)) == 1
            && EVP_EncryptUpdate(context, &out, &length, plain, Int32(plain.count)) == 1
            && EVP_EncryptFinal_ex(context, &out, &length) == 1
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, &tag) == 1
        precondition(done, "libcrypto refuses AES-256-GCM")
        return (out, tag)
    }

    static func decrypt(_ sealed: [UInt8], key: [UInt8], nonce: [UInt8], tag: [UInt8], bound: String) -> [UInt8]? {
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        var out = [UInt8](repeating: 0, count: sealed.count)
        var rest = [UInt8](repeating: 0, count: 16)
        var length: Int32 = 0
        var tag = tag
        let associated = Array(bound.utf8)
        let done =
            EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
            && EVP_DecryptUpdate(context, nil, &length, associated, Int32(associated.count)) == 1
            && EVP_DecryptUpdate(context, &out, &length, sealed, Int32(sealed.count)) == 1
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, &tag) == 1
            && EVP_DecryptFinal_ex(context, &rest, &length) == 1
        return done ? out : nil
    }
}

extension Fault {
    static func key(_ file: URL, _ found: Message) -> Fault {
        Fault(
            "E-KEY", .cannotWrite,
            Message("个人数据密钥 \(file.path) 不可用。", "The key of a person's data, \(file.path), cannot be used."),
            state: found,
            remedy: Message("检查 keys/ 目录的空间和权限。", "Check the space and permissions of keys/."))
    }
}
