import Foundation
import Testing

/// A real ledger with everything in it, made once by the built program: an import, a person of whom one field was erased,
/// a ledger key that was rotated, actors' keys and steps signed with them, a quorum that is met, checkpoints, a time-stamp.
enum LaboratoryLedger {
    /// Its folder holds beside `.taizhang`: `first.checkpoint` and `kept.checkpoint` (the last one), `root.pem` of the
    /// time-stamp authority, `older`, a copy from before the last checkpoint, `ledger.key` of the key that signs at last.
    static let made: Result<Program, any Error> = Result {
        let program = try Program()
        var environment = program.environment
        environment["PATH"] = Program.file.deletingLastPathComponent().path + ":" + (environment["PATH"] ?? "")
        environment["SAMPLE"] = Program.sample.path
        let answer = try Program.run(
            URL(fileURLWithPath: "/bin/sh"), ["-ec", steps + authority + last], in: program.folder, environment)
        try #require(answer.code == 0, "\(answer.errors)")
        return program
    }

    private static let steps = """
        taizhang init --name 台账
        taizhang import "$SAMPLE" --round 巡察反馈-2020
        taizhang actor add person/DY-001 --personal-name 张三 --phone 13800000000
        taizhang erase 354 phone --basis 个人信息保护法第四十七条 --reason 本人申请
        taizhang actor add person/DY-002 --personal-name 李四 --phone 13900000000
        for unit in 实验科 核验科; do taizhang unit add $unit; done
        taizhang actor add 实验科科长 --unit 实验科
        for post in 核验科科长 实验副局长 实验书记; do taizhang actor add $post --unit 核验科; done
        taizhang role grant verifier 核验科科长
        taizhang role grant approver 实验书记
        echo 情况说明 > 情况说明.txt
        echo 回访记录 > 回访记录.txt
        taizhang finding register --round 巡察反馈-2020 --unit 实验科 --category 信访业务 --description 超期办理 --on 2020-04-20
        taizhang finding assign 2020-040 --leader 实验副局长 --lead-unit 实验科 --unit 实验科 --owner 实验科科长 --on 2020-04-21
        taizhang measure plan 2020-040 --text 逐件回访 --kind bydeadline --deadline 2020-05-31 --expects 情况说明 --on 2020-04-22
        taizhang key new --name lab.example/ledger
        for post in 实验科科长 核验科科长 实验书记; do taizhang key new --for $post; done
        taizhang checkpoint > first.checkpoint
        taizhang key rotate lab.example/ledger
        taizhang witness init --name city.example/witness --folder city
        printf 'witness city %s\\nquorum city\\n' "$(cat city/vkey)" > policy.txt
        taizhang policy adopt --quorum policy.txt --sign weighty
        taizhang measure complete 2020-040 1 --evidence 情况说明=情况说明.txt --evidence 回访记录=回访记录.txt --on 2020-06-02 --actor 实验科科长
        taizhang finding submit 2020-040 --on 2020-06-08 --actor 实验科科长
        taizhang finding verify 2020-040 --method onsite --on 2020-06-10 --actor 核验科科长
        taizhang finding close 2020-040 --on 2020-06-11 --actor 实验书记
        taizhang checkpoint > second.checkpoint
        taizhang key list --json | grep -o 'lab.example/ledger+[^"]*' > keys.txt
        for key in $(cat keys.txt); do taizhang witness add-log --folder city --vkey $key || true; done
        taizhang checkpoint request --old 0 > request.txt
        taizhang witness cosign --folder city request.txt > line.txt
        taizhang checkpoint attach line.txt
        cp -r .taizhang older
        taizhang unit add 信息科
        taizhang checkpoint > kept.checkpoint
        taizhang timestamp request -o request.tsq

        """

    /// A time-stamp authority of the test's own, and its answer (openssl-ts(1)).
    private static let authority = """
        openssl ecparam -name prime256v1 -genkey -noout -out root.key
        openssl req -x509 -key root.key -out root.pem -days 30 -subj /CN=Root
        openssl ecparam -name prime256v1 -genkey -noout -out tsa.key
        openssl req -new -key tsa.key -out tsa.csr -subj /CN=TSA
        echo extendedKeyUsage=critical,timeStamping > extension
        openssl x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -days 30 -extfile extension -out tsa.pem
        echo 01 > serial
        printf '%s\\n' '[tsa]' default_tsa=t '[t]' serial=serial signer_cert=tsa.pem signer_key=tsa.key \
        signer_digest=sha256 default_policy=1.2.3.4 digests=sha256 accuracy=secs:1 > tsa.cnf
        openssl ts -reply -config tsa.cnf -section t -queryfile request.tsq -out kept.tsr

        """

    private static let last = """
        taizhang timestamp attach kept.tsr
        taizhang unit add 档案科
        for folder in .taizhang older; do sqlite3 $folder/ledger.db 'PRAGMA wal_checkpoint(TRUNCATE)'; done
        """
}
