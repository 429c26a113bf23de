import ArgumentParser
import Foundation
import Ledger
import ReadModels

struct Receipt: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "receipt", abstract: say("回执：证明某一步已记入台账", "A receipt: proof that a step was recorded."),
        discussion: say(
            """
            例：
              taizhang receipt 98 -o 98.receipt
              taizhang receipt 98 --qr 98.svg
              taizhang check-proof 98.receipt --key 公钥

            交给办理这一步的人：日后台账若没有它，回执就是证据。二维码里没有记录原文，核对时用 --record 给出。\
            还没有检查点覆盖这一条时，先运行 taizhang checkpoint。
            """,
            """
            Examples:
              taizhang receipt 98 -o 98.receipt
              taizhang receipt 98 --qr 98.svg
              taizhang check-proof 98.receipt --key VKEY

            For whoever did the step: should the ledger lack it one day, the receipt is the evidence. A QR code leaves out \
            the record's bytes; give them with --record when it is checked. Where no checkpoint covers the record yet, run \
            taizhang checkpoint first.
            """))

    @Argument(help: help("记录序号", "the record", "序号|POSITION"))
    var record: Int

    @Option(
        name: .shortAndLong, help: help("写到哪个文件；不写则为标准输出", "the file; else standard output", "文件|FILE"),
        completion: .file())
    var output: String?

    @Option(
        name: .long,
        help: help(
            "另写成二维码：.svg、.png 文件，或 - 为终端", "a QR code as well: a .svg or .png file, or - for the terminal", "文件|FILE"),
        completion: .file())
    var qr: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            var proof = try session.ledger.recordProof(of: record)
            if qr == nil || output != nil { try OutputFile.write(Array(proof.text.utf8), to: output) }
            guard let qr else { return }
            proof.extra = nil
            try QRCode(proof.text).write(to: qr)
        }
    }
}

/// A QR code (ISO/IEC 18004), drawn by `qrencode`.
struct QRCode {
    private let text: String

    init(_ text: String) { self.text = text }

    /// - Parameter path: `-` for the terminal.
    /// - Throws: E-QR, E-OUTPUT-WRITE.
    func write(to path: String) throws {
        let form = path == "-" ? "UTF8" : path.hasSuffix(".png") ? "PNG" : "SVG"
        try OutputFile.write(try drawn(as: form), to: path)
    }

    private func drawn(as form: String) throws -> [UInt8] {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // Level L: a proof is long, and a code that is read from paper is read again when it fails.
        process.arguments = ["qrencode", "-8", "-l", "L", "-t", form, "-o", "-"]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { throw Fault.qr(Message(verbatim: "\(error)")) }
        input.fileHandleForWriting.write(Data(text.utf8))
        try? input.fileHandleForWriting.close()
        let drawn = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        guard process.terminationStatus == 0, !drawn.isEmpty else {
            throw Fault.qr(
                Message(
                    "qrencode 退出码 \(process.terminationStatus)。", "qrencode exited with \(process.terminationStatus)."))
        }
        return drawn
    }
}

extension Fault {
    fileprivate static func qr(_ found: Message) -> Fault {
        Fault(
            "E-QR", .cannotWrite, Message("画不出二维码。", "The QR code could not be drawn."), state: found,
            remedy: Message("安装 qrencode（apt-get install qrencode）。", "Install qrencode (apt-get install qrencode)."))
    }
}
