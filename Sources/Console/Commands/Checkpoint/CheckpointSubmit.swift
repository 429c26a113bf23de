import ArgumentParser
import Foundation
import Interchange
import Ledger
import ReadModels

struct CheckpointSubmit: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "submit", abstract: say("向见证人提交，收回签名", "Submit to witnesses, and take their cosignatures in."),
        discussion: say(
            """
            例：
              taizhang checkpoint submit --all
              taizhang checkpoint submit --witness 档案局 --url https://witness.example/

            网址写在核验规则的 witness 行里（policy adopt），或用 --url 给出。按 C2SP tlog-witness 提交，只送检查点和\
            一致性证明，没有台账内容；要用 curl。--all 提交给规则里有网址的每一位，谁没有见证都会说明；规则要求的见证数\
            仍未达到时退出码 1。
            """,
            """
            Examples:
              taizhang checkpoint submit --all
              taizhang checkpoint submit --witness archives --url https://witness.example/

            Addresses stand in the policy's witness lines (policy adopt), or are given with --url. What is sent (C2SP \
            tlog-witness, with curl) is the checkpoint and a consistency proof, nothing of the ledger. --all asks every \
            witness of the policy that has an address and says who did not cosign; exits with 1 where the quorum is still \
            not met.
            """))

    @Option(name: .long, help: help("哪个见证人，按规则里的名称", "which witness, as the policy calls it", "名称|NAME"))
    var witness: String?

    @Flag(name: .long, help: help("规则里有网址的每一位", "every witness of the policy that has an address"))
    var all = false

    @Option(name: .long, help: help("见证人的网址；不写则用规则里的", "the witness's address; else the policy's", "网址|URL"))
    var url: String?

    @Option(name: .long, help: help("哪个检查点；不写则为最新", "which checkpoint; the latest where left out", "条数|SIZE"))
    var at: Int?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard all != (witness != nil), !(all && url != nil) else {
            throw ValidationError(
                say("--witness 名称（可加 --url）与 --all 须给出一个。", "Give either --witness NAME (and --url) or --all."))
        }
    }

    func run() throws {
        var isEnough = true
        try Session.maintain(options) { session in
            let ledger = try session.ledger
            let size = try ledger.quorum(of: at).size
            var answer = SubmitAnswer(standing: try ledger.quorum(of: size))
            for client in try clients(of: ledger) where !answer.standing.cosigned.contains(client.name) {
                do { try client.submit(size, of: ledger) } catch let fault as Fault where all {
                    answer.failures.append((client.name, fault))
                    try session.tell(fault, of: client.name)
                }
            }
            answer.standing = try ledger.quorum(of: size)
            try session.show(answer)
            isEnough = !all || answer.standing.isMet
        }
        guard isEnough else { throw ExitCode(Fault.Kind.checkFailed.rawValue) }
    }

    private func clients(of ledger: OpenLedger) throws -> [WitnessClient] {
        let known = try ledger.witnesses()
        guard let witness else {
            let clients = try known.compactMap { one in
                try one.url.map { try WitnessClient(one, url: $0) }
            }
            guard !clients.isEmpty else { throw Fault.noAddress(nil) }
            return clients
        }
        guard let found = known.first(where: { $0.name.text == witness }) else {
            throw Fault.noSuchWitness(witness, known.map(\.name.text))
        }
        guard let url = url ?? found.url else { throw Fault.noAddress(witness) }
        return [try WitnessClient(found, url: url)]
    }
}

extension Session {
    /// Says which witness did not cosign, and goes on.
    fileprivate func tell(_ fault: Fault, of witness: String) throws {
        guard !wantsJSON else { return }
        try StandardStream.errors.write(FaultScreen(fault, language).text(on: terminal.errors))
    }
}

/// Who has cosigned a checkpoint by now, and who did not.
struct SubmitAnswer: Answer {
    var standing: QuorumStanding
    var failures: [(name: String, fault: Fault)] = []

    func text(on screen: Screen, _ language: Language) -> String {
        let names = standing.cosigned
        let who =
            names.isEmpty
            ? Message("\(standing.size) 条处的检查点还没有见证。", "The checkpoint of size \(standing.size) has no cosignature.")
            : Message(
                "\(standing.size) 条处的检查点已有见证：\(names.joined(separator: "、"))。",
                "The checkpoint of size \(standing.size) is cosigned by \(names.joined(separator: ", ")).")
        let missing = standing.missing
        let quorum =
            standing.isMet
            ? Message("达到规则的要求。", "The quorum is met.")
            : Message(
                "未达到规则的要求，可再请：\(missing.joined(separator: "、"))。",
                "The quorum is not met; left: \(missing.joined(separator: ", ")).")
        return shown(who.text(language)) + "\n" + shown(quorum.text(language)) + "\n"
    }

    var json: JSONValue {
        [
            "size": .integer(standing.size), "cosigned": .texts(standing.cosigned), "missing": .texts(standing.missing),
            "quorum": .bool(standing.isMet),
            "failures": .array(
                failures.map { name, fault in
                    [
                        "witness": .string(name), "code": .string(fault.code), "message": .string(fault.message.en),
                        "state": .text(fault.state?.en),
                    ]
                }),
        ]
    }
}

extension Fault {
    fileprivate static func noAddress(_ witness: String?) -> Fault {
        Fault(
            "E-WITNESS-URL", .usage,
            witness.map { Message("规则里没有见证人“\($0)”的网址。", "The policy has no address for witness “\($0)”.") }
                ?? Message("规则里没有带网址的见证人。", "The policy names no witness with an address."),
            remedy: Message(
                "用 --url 给出，或在规则的 witness 行末写上网址（policy adopt），或用文件往来（checkpoint request）。",
                "Give it with --url, or put it at the end of the policy's witness line (policy adopt), or send files "
                    + "(checkpoint request)."))
    }

    fileprivate static func noSuchWitness(_ name: String, _ known: [String]) -> Fault {
        Fault(
            "E-WITNESS-UNKNOWN", .badData,
            Message("规则里没有见证人“\(name)”。", "The policy names no witness “\(name)”."),
            state: known.isEmpty
                ? nil
                : Message("有：\(known.joined(separator: "、"))。", "There are: \(known.joined(separator: ", "))."),
            remedy: Message(
                "用 taizhang policy show 查看，用 policy adopt 列入。", "See taizhang policy show; name it with policy adopt."))
    }
}
