import ArgumentParser
import Foundation
import Ledger

/// Which witness is meant.
struct WitnessOptions: ParsableArguments {
    @Option(
        name: .long,
        help: help(
            "见证人的文件夹；不写则用 $TAIZHANG_WITNESS，再不然用当前文件夹里的 witness",
            "the witness's folder; else $TAIZHANG_WITNESS, else witness in the current folder", "路径|DIR"))
    var folder: String?

    var url: URL {
        let named = folder ?? Environment.own.filled("TAIZHANG_WITNESS")
        return URL(fileURLWithPath: named ?? "witness", relativeTo: Session.currentFolder).standardizedFileURL
    }

    /// - Throws: E-WITNESS-NONE where there is none.
    func open() throws -> WitnessFolder { try WitnessFolder(url) }

    /// The witness's own signer; its passphrase is asked for here, once. Throws E-KEY-…, E-PASSPHRASE-NONE, E-SIGNER.
    func signer(of folder: WitnessFolder, _ secret: PassphraseOptions) throws -> FileSigner {
        let passphrase = try secret.source.passphrase(for: folder.key.name)
        return try FileSigner(
            key: folder.key, privateKey: try KeyFile.read(folder.privateKeyFile, passphrase: passphrase))
    }
}
