import ArgumentParser
import Foundation
import Interchange
import Ledger

struct EvidenceGet: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "get", abstract: say("取出一份佐证材料", "Take a copy of a file of evidence."),
        discussion: say(
            """
            例：
              taizhang evidence get 3f9a -o 纪要.pdf
              taizhang evidence get 3f9a | sha256sum

            SHA-256 见 taizhang finding show；写开头几位即可。内容与 SHA-256 不符的不给。
            """,
            """
            Examples:
              taizhang evidence get 3f9a -o minutes.pdf
              taizhang evidence get 3f9a | sha256sum

            taizhang finding show tells the SHA-256; its first digits will do. A file that does not match is not given.
            """))

    @Argument(help: help("SHA-256，或其开头至少 4 位", "the SHA-256, or at least its first 4 digits", "SHA256"))
    var digest: String

    @Option(
        name: [.short, .long],
        help: help("写到这个文件；不写则输出到标准输出", "write it to this file; standard output where it is left out", "文件|FILE"))
    var output: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let store = try session.ledger.evidence
            let digest = try find(in: store)
            let bytes: [UInt8]
            do {
                bytes = [UInt8](try Data(contentsOf: store.url(of: digest)))
            } catch { throw Fault.unread(digest, error) }
            guard Digest.sha256(bytes) == digest else { throw Fault.altered(digest) }
            guard let output else { return try StandardStream.output.write(bytes: bytes) }
            // Never over a file that is there: evidence does not destroy evidence.
            let file = URL(fileURLWithPath: output, relativeTo: session.currentFolder)
            try DraftFile.write(bytes, to: file, called: file.path)
        }
    }

    private func find(in store: EvidenceStore) throws(Fault) -> Digest {
        let wanted = String(digest.lowercased().prefix { $0 != "…" })
        guard wanted.count >= 4, wanted.allSatisfy(\.isHexDigit) else {
            throw .unreadableArgument(digest, Message("佐证的 SHA-256", "SHA-256 of evidence"))
        }
        let found = store.digests().filter { $0.hex.hasPrefix(wanted) }
        guard let one = found.first else { throw .noEvidence(digest) }
        guard found.count == 1 else { throw .severalFiles(digest, found.count) }
        return one
    }
}

extension Fault {
    fileprivate static func noEvidence(_ text: String) -> Fault {
        Fault(
            "E-EVIDENCE-UNKNOWN", .notFound,
            Message(
                "台账里没有 SHA-256 以 \(text) 开头的佐证。", "The ledger holds no evidence whose SHA-256 begins with \(text)."),
            remedy: Message("用 taizhang finding show 编号 查看。", "See taizhang finding show NUMBER."))
    }

    fileprivate static func severalFiles(_ text: String, _ count: Int) -> Fault {
        Fault(
            "E-EVIDENCE-SEVERAL", .usage,
            Message("有 \(count) 份佐证的 SHA-256 以 \(text) 开头。", "\(count) files of evidence begin with \(text)."),
            remedy: Message("多写几位。", "Give more digits."))
    }

    fileprivate static func unread(_ digest: Digest, _ error: any Error) -> Fault {
        Fault(
            "E-EVIDENCE-UNREADABLE", .inputOutput,
            Message("佐证 \(digest.short) 读不出来。", "The evidence \(digest.short) cannot be read."),
            state: Message(of: error),
            remedy: Message("检查 evidence/ 的权限和磁盘。", "Check the permissions of evidence/ and the disk."))
    }

    fileprivate static func altered(_ digest: Digest) -> Fault {
        Fault(
            "E-EVIDENCE-ALTERED", .checkFailed,
            Message("佐证 \(digest.short) 的内容已被改动。", "The evidence \(digest.short) has been altered."),
            remedy: Message("请运行 taizhang verify，并从备份恢复。", "Run taizhang verify, and restore it from a backup."))
    }
}
