import ArgumentParser
import Foundation
import Ledger

struct WitnessCosign: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "cosign", abstract: say("见证一个检查点", "Cosign a checkpoint."),
        discussion: say(
            """
            例：
              taizhang witness cosign request.txt --passphrase-file 口令.txt > cosignature.txt

            请求的格式见 C2SP tlog-witness 的 add-checkpoint；“-”为标准输入。见证行写到标准输出。
            与上次见证的对不上（分叉，或证明不成立）退出码 1；来源、密钥、旧大小不对 2；请求不合格式 65。
            """,
            """
            Example:
              taizhang witness cosign request.txt --passphrase-file secret.txt > cosignature.txt

            The request is the body of add-checkpoint (C2SP tlog-witness); - is standard input. The cosignature line goes \
            to standard output. Exits with 1 where the checkpoint does not go on from the last one (a fork, or a proof that \
            does not hold), 2 for an origin, key or old size that is not right, 65 for what is no request.
            """))

    @Argument(help: help("请求文件", "the file of the request", "文件|REQUEST-FILE"))
    var file: String

    @OptionGroup var witness: WitnessOptions
    @OptionGroup var secret: PassphraseOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let body = try InputFile.bytes(of: file)
        let folder = try witness.open()
        let signer = try witness.signer(of: folder, secret)
        let answer = try Witness(folder, signer: signer, surroundings: .system).addCheckpoint(body)
        guard case .cosigned(let signature) = answer else { throw Fault.notCosigned(answer, folder) }
        try Session.show(NewCosignature(signature: signature), options)
    }
}

/// A cosignature that was just made.
struct NewCosignature: Answer {
    var signature: SignedNote.Signature

    func text(on screen: Screen, _ language: Language) -> String { signature.line }

    var json: JSONValue {
        ["cosignature": .string(signature.line), "time": .text(Cosignature.time(of: signature))]
    }
}

extension Fault {
    /// Why a witness did not cosign, as an exit code: 1 for what speaks against the ledger, 2 for what the rules refuse.
    fileprivate static func notCosigned(_ answer: WitnessAnswer, _ folder: WitnessFolder) -> Fault {
        switch answer {
        case .inconsistent:
            Fault(
                "E-WITNESS-INCONSISTENT", .checkFailed,
                Message("没有见证：检查点与上次见证的对不上。", "Not cosigned: the checkpoint does not go on from the last one."),
                state: answer.message,
                remedy: Message(
                    "请台账方补正证明后重新提交。所交检查点留在 \(folder.folder.path)/logs 下：分叉的在 forks，未证实的在 unproven。",
                    "Ask the ledger's keeper for the right proof. The checkpoint is kept below \(folder.folder.path)/logs: "
                        + "in forks where it proves a fork, else in unproven."))
        case .malformed:
            Fault(
                "E-WITNESS-REQUEST", .badData,
                Message("这不是提交给见证人的检查点请求。", "This is no request to a witness (add-checkpoint)."),
                state: answer.message,
                remedy: Message("请取原件，一个字节也不要改。", "Take the original, every byte as it was."))
        default:
            Fault(
                "E-WITNESS-REFUSED", .refused, Message("没有见证。", "Not cosigned."), state: answer.message,
                remedy: Message(
                    "用 taizhang witness list 查看已登记的台账、密钥和上次的大小。",
                    "taizhang witness list shows the ledgers, their keys and last sizes."))
        }
    }
}
