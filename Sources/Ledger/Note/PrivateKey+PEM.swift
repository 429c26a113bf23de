import COpenSSL

/// Encrypted PKCS#8 (RFC 5958, RFC 8018 PBES2) in PEM (RFC 7468 §11): what `openssl pkey` reads and writes.
extension PrivateKey {
    /// OWASP's number for PBKDF2 with HMAC-SHA-256: a guess costs whoever finds the file a quarter of a second.
    private static let iterations: Int32 = 600_000

    /// Reads an encrypted key. Throws E-KEY-FILE for what is none, or a key of another algorithm; E-KEY-PASSPHRASE for
    /// the wrong passphrase.
    package init(pem: [UInt8], passphrase: String) throws(Fault) {
        defer { ERR_clear_error() }
        guard let input = BIO_new_mem_buf(pem, Int32(clamping: pem.count)) else { throw .keyFile }
        defer { BIO_free_all(input) }
        guard let sealed = PEM_read_bio_PKCS8(input, nil, nil, nil) else { throw .keyFile }
        defer { X509_SIG_free(sealed) }
        let secret = Array(passphrase.utf8).map { CChar(bitPattern: $0) }
        guard let info = PKCS8_decrypt(sealed, secret, Int32(secret.count)) else { throw .passphrase }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        guard let key = EVP_PKCS82PKEY(info) else { throw .keyFile }
        if EVP_PKEY_is_a(key, "ED25519") == 1 {
            self.init(handle: KeyHandle(.ed25519, owning: key))
        } else if EVP_PKEY_is_a(key, "SM2") == 1 {
            self.init(handle: KeyHandle(.sm2, owning: key))
        } else {
            EVP_PKEY_free(key)
            throw .keyFile
        }
    }

    /// The key, encrypted with AES-256-CBC under the passphrase. Throws E-KEY-PASSPHRASE for an empty one.
    package func pem(passphrase: String) throws(Fault) -> [UInt8] {
        guard !passphrase.isEmpty else { throw .noPassphrase }
        let secret = Array(passphrase.utf8).map { CChar(bitPattern: $0) }
        var salt = Surroundings.system.random(16)
        guard let info = EVP_PKEY2PKCS8(handle.pointer) else { throw .keyFile }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        guard
            let sealed = PKCS8_encrypt(
                -1, EVP_aes_256_cbc(), secret, Int32(secret.count), &salt, Int32(salt.count), PrivateKey.iterations,
                info)
        else { throw .keyFile }
        defer { X509_SIG_free(sealed) }
        guard let output = BIO_new(BIO_s_mem()) else { throw .keyFile }
        defer { BIO_free_all(output) }
        guard PEM_write_bio_PKCS8(output, sealed) == 1 else { throw .keyFile }
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(output))
        let count = BIO_read(output, &bytes, Int32(bytes.count))
        return Array(bytes.prefix(Int(max(0, count))))
    }
}

extension Fault {
    static var keyFile: Fault {
        Fault(
            "E-KEY-FILE", .badData,
            Message("这不是加了口令的 Ed25519 或 SM2 私钥。", "This is no encrypted Ed25519 or SM2 private key."),
            remedy: Message(
                "要 PKCS#8 PEM：以 -----BEGIN ENCRYPTED PRIVATE KEY----- 开头。",
                "It should be PKCS#8 in PEM: it begins with -----BEGIN ENCRYPTED PRIVATE KEY-----."))
    }

    static var passphrase: Fault {
        Fault(
            "E-KEY-PASSPHRASE", .notPermitted,
            Message("口令不对，私钥打不开。", "Wrong passphrase: the private key cannot be opened."),
            remedy: Message("再输一次；忘了口令只能换新密钥。", "Try again; if it is lost, only a new key helps."))
    }

    static var noPassphrase: Fault {
        Fault(
            "E-KEY-PASSPHRASE", .usage,
            Message("私钥的口令不能为空。", "The passphrase of a private key cannot be empty."),
            remedy: Message("给一个口令。", "Give one."))
    }
}
