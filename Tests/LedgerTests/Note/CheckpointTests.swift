import Testing

@testable import Ledger

@Suite("checkpoints (C2SP tlog-checkpoint)")
struct CheckpointTests {
    private static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

    @Test("the 16 checkpoints of Tessera's golden log are signed by its key, and their text is as it was")
    func tessera() throws {
        let key = try VerifierKey("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")
        let rows = try fixture("tessera-checkpoints.txt")
        #expect(rows.count == 16)
        for (size, row) in rows.enumerated() {
            let text = "example.com/log/testdata\n\(row[0])\n\(row[1])\n"
            let note = try SignedNote(Array("\(text)\n— example.com/log/testdata \(row[2])\n".utf8))
            #expect(try note.verified(by: [key]) == [key])
            let checkpoint = try Checkpoint(text: note.text)
            #expect(checkpoint.size == size && checkpoint.origin == key.name && checkpoint.extensions.isEmpty)
            #expect(checkpoint.text == text)
        }
        #expect(try Checkpoint(text: "x\n0\n\(rows[0][1])\n").root == Digest.sha256([]))
    }

    /// The bodies of transparency-dev/formats log/checkpoint_test.go (Apache-2.0), with a root of 32 bytes: that source
    /// does not look at the root's length, a reader of SHA-256 does.
    @Test(
        "valid bodies of transparency-dev/formats checkpoint_test.go",
        arguments: [
            ("Log\n123\n", ""), ("Banana\n9944\n", ""), ("Log\n9944\n", "Here's some associated data.\n"),
        ])
    func valid(start: String, end: String) throws {
        let text = start + CheckpointTests.root + "\n" + end
        let checkpoint = try Checkpoint(text: text)
        #expect(checkpoint.text == text)
        #expect(checkpoint.extensions == (end.isEmpty ? [] : [String(end.dropLast())]))
    }

    @Test(
        "what is no checkpoint is E-CHECKPOINT",
        arguments: [
            "Log\n123\nYmFuYW5hcw==\n", "Head\n9944\n", "\n9944\n\(root)\n", "Log\n123\n\(root)",
            "Log\nbananas\n\(root)\n",
            "Log\n-34\n\(root)\n", "Log\n3438945738945739845734895735\n\(root)\n", "Log\n123\nThisIsn'tBase64\n", "",
            "\n",
            "\n\n\n", "Log\n\n\(root)\n", "Log\n+3\n\(root)\n", "Log\n03\n\(root)\n", "Log\n00\n\(root)\n",
            "Log\n１\n\(root)\n",
            "Log\n3 \n\(root)\n", "Log\n9223372036854775808\n\(root)\n", "Log\n3\n\(root)\n\n",
            "Log\n3\n\(root)\nx\n\ny\n",
            "Log\n3\n\(root)=\n", "Log\n3\n\(root)\nextension", "Log\r\n3\r\n\(root)\r\n",
        ])
    func invalid(text: String) {
        #expect(faultCode { _ = try Checkpoint(text: text) } == "E-CHECKPOINT")
    }

    @Test("the largest size is 2^63 − 1; an origin need not look like a key name")
    func edges() throws {
        #expect(try Checkpoint(text: "Log\n9223372036854775807\n\(CheckpointTests.root)\n").size == Int.max)
        #expect(try Checkpoint(text: "go.sum database tree\n0\n\(CheckpointTests.root)\n").size == 0)
    }
}

@Suite("cosignatures (C2SP tlog-cosignature, version 1)")
struct CosignatureTests {
    private let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    /// The checkpoint and time of tlog-cosignature.md, the key of RFC 8032 §7.1 test 1, signed by `openssl pkeyutl`.
    private let vkey = "witness.example.com/w1+7e6f4aaa+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"
    private let line =
        "— witness.example.com/w1 fm9KqgAAAABkGFDL+TPmh4BYuAjsYRoqMJCWb/gWJaeRF/kmm5tlCr9sJ57DLErur7K0yDXc2ArN"
        + "+TIuotuB/HbuL3AJsp3bv/aNCQ==\n"
    private let seed = Digest(hex: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")!.bytes
    private let instant = Instant(milliseconds: 1_679_315_147_999)

    @Test("a cosignature made elsewhere holds, and ours is the same byte for byte")
    func known() throws {
        let (key, signature) = (try VerifierKey(vkey), try SignedNote.Signature(line: line))
        #expect(key.kind == .cosignature && key.text == vkey)
        #expect(try SignedNote(text: text, signatures: [signature]).verified(by: [key]) == [key])
        #expect(Cosignature.time(of: signature) == Instant(milliseconds: 1_679_315_147_000))
        let signer = try SeedSigner("witness.example.com/w1", seed: seed, kind: .cosignature)
        #expect(try Cosignature.sign(text, with: signer, at: instant).line == line)
    }

    @Test("the example of tlog-cosignature.md says when it was made")
    func example() throws {
        let signature = try SignedNote.Signature(
            line:
                "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqh"
                + "f5nNo0xUe+mbIUBkBIfZ+qnA==\n")
        #expect(Cosignature.time(of: signature)?.description == "2023-03-20T12:25:47.000Z")
    }

    @Test("another time, text, length or a time beyond 2^63 − 1 does not hold")
    func changed() throws {
        let (key, signature) = (try VerifierKey(vkey), try SignedNote.Signature(line: line))
        let message = Array(text.utf8)
        for place in [0, 7, 8, 71] {
            var bytes = signature.bytes
            bytes[place] ^= 0x80
            #expect(!key.isValid(bytes, of: message))
        }
        #expect(!key.isValid(signature.bytes, of: message + [10]))
        #expect(!key.isValid(Array(signature.bytes.dropLast()), of: message))
        #expect(!key.isValid([], of: message))
        let far = SignedNote.Signature(name: "w", keyID: 1, bytes: [0xFF] + signature.bytes.dropFirst())
        #expect(Cosignature.time(of: far) == nil)
        let signer = try SeedSigner("witness.example.com/w1", seed: seed, kind: .cosignature)
        let seconds = UInt64(Int64.max)
        for (seconds, holds) in [(seconds, true), (seconds + 1, false)] {
            let bare = try signer.sign(Cosignature.message(message, seconds: seconds))
            #expect(key.isValid(withUnsafeBytes(of: seconds.bigEndian) { Array($0) } + bare, of: message) == holds)
        }
    }

    @Test("a key for notes makes no cosignature, and a witness's key signs no note")
    func wrongKind() throws {
        let (signer, witness) = (try SeedSigner("a"), try SeedSigner("a", kind: .cosignature))
        #expect(faultCode { _ = try Cosignature.sign(text, with: signer, at: instant) } == "E-SIGNER")
        var note = SignedNote(text: text)
        #expect(faultCode { try note.sign(with: witness) } == "E-SIGNER")
    }
}

@Suite("SM2 with SM3 (GB/T 32918.5 Annex A)")
struct SM2Tests {
    /// As carried by openssl/openssl test/sm2_internal_test.c (Apache-2.0).
    private let point =
        "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e"
        + "084a6632f6072da9ad13"
    private let r = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    private let s = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"

    private func key() throws -> VerifierKey {
        let bytes = stride(from: 0, to: 130, by: 2).map { UInt8(point.dropFirst($0).prefix(2), radix: 16)! }
        return try VerifierKey(name: "taizhang/sm", kind: .sm2, publicKey: bytes)
    }

    /// DER: SEQUENCE of two INTEGERs, each with a zero before its high bit.
    private func signature() throws -> [UInt8] {
        let (r, s) = (try #require(Digest(hex: r)).bytes, try #require(Digest(hex: s)).bytes)
        return [0x30, 70, 0x02, 33, 0] + r + [0x02, 33, 0] + s
    }

    @Test("the worked example holds with id 1234567812345678, and with no other byte")
    func example() throws {
        let (key, signature) = (try key(), try signature())
        #expect(key.isValid(signature, of: Array("message digest".utf8)))
        #expect(!key.isValid(signature, of: Array("message digesu".utf8)))
        #expect(!key.isValid(signature + [0], of: Array("message digest".utf8)))
        #expect(!key.isValid([], of: Array("message digest".utf8)))
        for place in signature.indices {
            var changed = signature
            changed[place] ^= 1
            #expect(!key.isValid(changed, of: Array("message digest".utf8)))
        }
    }

    @Test("a verifier key of type 0xff taizhang/sm2-sm3 is read and written as it was")
    func verifierKey() throws {
        let key = try key()
        #expect(try VerifierKey(key.text) == key)
        let content = try #require(StandardBase64.decode(key.text.split(separator: "+", maxSplits: 2)[2]))
        #expect(content.starts(with: [0xFF] + Array("taizhang/sm2-sm3".utf8) + [0x04]) && content.count == 82)
    }

    @Test("a point that is not on the curve, compressed, hybrid or cut is refused")
    func badPoint() throws {
        let good = try key().publicKey
        for bytes in [
            Array(good.dropLast()) + [0], Array(good.dropLast()), [0x02] + good[1...32], [0x07] + good[1...], [],
        ] {
            #expect(faultCode { _ = try VerifierKey(name: "a", kind: .sm2, publicKey: bytes) } == "E-VKEY")
        }
    }
}
