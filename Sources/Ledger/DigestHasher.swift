import COpenSSL
import Foundation

/// The hash functions of the format, each with digests of 32 bytes.
package enum HashAlgorithm: String, Sendable, CaseIterable {
    /// FIPS 180-4.
    case sha256
    /// GB/T 32905-2016, for the optional suite of national algorithms.
    case sm3

    nonisolated(unsafe) private static let fetchedSHA256 = EVP_MD_fetch(nil, "SHA256", nil)
    nonisolated(unsafe) private static let fetchedSM3 = EVP_MD_fetch(nil, "SM3", nil)

    fileprivate var fetched: OpaquePointer? {
        switch self {
        case .sha256: HashAlgorithm.fetchedSHA256
        case .sm3: HashAlgorithm.fetchedSM3
        }
    }

    /// Whether this machine's libcrypto has it; some distributions leave SM3 out. Ask before hashing with it.
    package var isAvailable: Bool { fetched != nil }
}

/// Digests by libcrypto, with one context for many: fetching the algorithm costs more than hashing a record.
package struct DigestHasher: ~Copyable {
    private let context: OpaquePointer
    private let algorithm: OpaquePointer?

    /// - Parameter algorithm: one that `isAvailable`.
    package init(_ algorithm: HashAlgorithm = .sha256) {
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto has no memory for a digest context") }
        self.context = context
        self.algorithm = algorithm.fetched
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    package mutating func start() {
        let done = EVP_DigestInit_ex2(context, algorithm, nil)
        precondition(done == 1 && algorithm != nil, "libcrypto lacks the hash function")
    }

    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    package mutating func finish() -> Digest {
        var storage = SIMD32<UInt8>()
        withUnsafeMutableBytes(of: &storage) { out in
            _ = EVP_DigestFinal_ex(context, out.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
        }
        return Digest(storage: storage)
    }

    package mutating func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
        start()
        add(bytes)
        return finish()
    }

    package mutating func digest(_ bytes: [UInt8]) -> Digest {
        start()
        bytes.withUnsafeBytes { add($0) }
        return finish()
    }
}

extension HashAlgorithm {
    /// Runs a body that will hash before long, and has libcrypto loaded and SHA-256 found on a thread of its own meanwhile:
    /// that took a sixth of a command that writes, which has a ledger to open first.
    ///
    /// It waits for that thread at the end: a process must not end while libcrypto is being made ready.
    package static func loading(_ body: () throws -> Void) rethrows {
        var thread = pthread_t()
        let started = pthread_create(
            &thread, nil,
            { _ in
                var hasher = SHA256Hasher()
                _ = hasher.digest([])
                return nil
            }, nil)
        defer { if started == 0 { pthread_join(thread, nil) } }
        try body()
    }
}

/// A hasher that is made without saying otherwise makes SHA-256.
package typealias SHA256Hasher = DigestHasher
