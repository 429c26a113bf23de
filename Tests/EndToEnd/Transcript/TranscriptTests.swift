import Foundation
import Testing

/// Whole screens, typed as a user types them, on a terminal of 80 columns. `TAIZHANG_REWRITE=1` writes them anew: read
/// the diff as a person would read the screen.
@Suite("screens", .serialized)
struct TranscriptTests {
    /// A line of typing; `:actor` changes who types.
    static let office: [String] = [
        "taizhang init --name 区信访局整改台账 --actor post/机关党委专职副书记",
        "taizhang unit add 办信科", "taizhang unit add 督查科", "taizhang actor add 办信科科长 --unit 办信科",
        "taizhang actor add 督查科科长 --unit 督查科", "taizhang actor add 分管副局长 --personal-name 张三",
        "taizhang actor add 党组书记", "taizhang actor list",
        "taizhang role grant verifier 督查科科长", "taizhang role grant approver 党组书记", "taizhang role list",
        "taizhang round open 巡察反馈-2020 --source 巡察反馈 --on 2020-04-17", "taizhang round list",
        "taizhang finding register --round 巡察反馈-2020 --unit 办信科 --category 信访业务 --description 信访件超期办理 --on 2020-04-20",
        "taizhang finding assign 2020-1 --leader 分管副局长 --lead-unit 办信科 --unit 办信科 --owner 办信科科长 --on 2020-04-21",
        "taizhang measure plan 2020-1 --text 逐件说明原因并回访 --kind bydeadline --deadline 2020年5月底前 --expects 情况说明 --on 2020-04-22 --dry-run",
        "taizhang measure plan 2020-1 --text 逐件说明原因并回访 --kind bydeadline --deadline 2020年5月底前 --expects 情况说明 --on 2020-04-22",
        ":办信科科长", "taizhang measure progress 2020-1 1 --text 已核5件 --percent 60 --on 2020-05-01",
        "taizhang measure extend 2020-1 1 --until 2020-06-30 --reason 装订机故障 --on 2020-05-20",
        "taizhang measure complete 2020-1 1 --on 2020-06-02",
        ":分管副局长", "taizhang measure decide-extension 2020-1 1 --grant --on 2020-05-21",
        ":办信科科长", "taizhang measure complete 2020-1 1 --evidence 情况说明=情况说明.txt --on 2020-06-02",
        "taizhang measure list", "taizhang finding submit 2020-1 --on 2020-06-03",
        "taizhang finding verify 2020-1 --method onsite --on 2020-06-04",
        ":督查科科长", "taizhang finding return 2020-1 --reason 缺回访记录 --on 2020-06-04",
        ":办信科科长", "taizhang finding submit 2020-1 --on 2020-06-08",
        ":督查科科长", "taizhang finding verify 2020-1 --method onsite --on 2020-06-10",
        "taizhang finding close 2020-1 --on 2020-06-11",
        ":党组书记", "taizhang finding close 2020-1 --on 2020-06-11",
        ":督查科科长", "taizhang finding look-back 2020-1 --outcome relapsed --note 又有4件超期 --reason 8月又超期 --on 2020-09-18",
        "taizhang finding history 2020-1", "taizhang finding show 2020-1 --as-of 2020-09-30",
        "taizhang finding diff 2020-1 --from 2020-05-01 --to 2020-09-30", "taizhang replay --finding 2020-1 | cat",
        "taizhang log --limit 3 --until 2020-12-31", "taizhang evidence get $(sha256sum 情况说明.txt | cut -c1-8)",
        "taizhang verify", "taizhang rebuild --check", "taizhang backup copy",
        "taizhang finding close", "taizhang finding show 2020-9", "taizhang finding list --state 办结",
        "taizhang finding close --help", "taizhang help topics",
    ]

    static let sheet: [String] = [
        "taizhang init --name 区信访局整改台账 --actor post/机关党委专职副书记",
        ":机关党委专职副书记", "taizhang import sheet.csv --round 巡察反馈-2020 --dry-run | head -3",
        "taizhang import sheet.csv --round 巡察反馈-2020", "cat import-report.csv",
        "taizhang import sheet.csv --round 巡察反馈-2020",
        "taizhang finding list --overdue --as-of 2020-12-15",
        "taizhang finding list --category 三会一课 --as-of 2020-12-31",
        "taizhang finding show 2020-022", "taizhang finding history 2020-017",
        "taizhang finding diff 2020-015 --from 2020-07-01 --to 2020-10-01",
        "taizhang stats --by source --as-of 2020-12-31 --compare 2020-06-30",
        "taizhang stats --as-of 2020-12-31 --json",
        "taizhang measure list --overdue --as-of 2020-12-15",
        "taizhang replay --round 巡察反馈-2020 --step month | head -40",
        "taizhang state --as-of '#100'", "taizhang verify",
    ]

    /// A ledger that proves: keys, policy, checkpoint, witness, proofs, receipt, erasure, rollback.
    static let proofs: [String] = [
        "taizhang init --name 区信访局整改台账 --actor post/机关党委专职副书记",
        ":机关党委专职副书记", "taizhang import sheet.csv --round 巡察反馈-2020 | tail -1",
        "taizhang actor add person/DY-001 --unit 督查科 --personal-name 张三 --phone 13800138000",
        "taizhang checkpoint", "taizhang key new --name xinfang.example/2020", "taizhang key new --for 督查科科长",
        "taizhang key list",
        "taizhang witness init --name city.example/witness --folder city",
        "printf 'witness 市委巡察办 %s\\nquorum 市委巡察办\\n' \"$(cat city/vkey)\" > quorum.txt",
        "taizhang policy adopt --quorum quorum.txt --sign weighty", "taizhang policy show | cat",
        "taizhang checkpoint > first.checkpoint", "cat first.checkpoint", "taizhang verify",
        "taizhang key list --json | grep -o 'xinfang[^\"]*+[^\"]*' | head -1 > key.txt",
        "taizhang witness add-log --folder city --vkey \"$(cat key.txt)\"",
        "taizhang checkpoint request --witness 市委巡察办 > request.txt",
        "taizhang witness cosign --folder city request.txt > answer.txt",
        "cat answer.txt", "taizhang checkpoint attach answer.txt", "taizhang checkpoint list",
        "taizhang witness list --folder city",
        "taizhang verify --against first.checkpoint",
        "taizhang prove 98 > 98.tlog-proof; taizhang check-proof 98.tlog-proof --key key.txt",
        "taizhang prove --finding 2020-015 > 015.proof; taizhang check-proof 015.proof --key key.txt",
        "taizhang check-proof 98.tlog-proof",
        "sed 's/gEV0/gEV1/; s/^index 97/index 96/' 98.tlog-proof > bad.proof; taizhang check-proof bad.proof --key key.txt",
        "taizhang disclose 354 name > name.txt; taizhang prove 354 | taizhang check-proof - --key key.txt --disclosure name.txt",
        "taizhang erase 354 phone --basis 个人信息保护法第四十七条 --reason 本人申请", "taizhang record show 354",
        "taizhang checkpoint > second.checkpoint",
        "taizhang prove --consistency $(sed -n 2p first.checkpoint) > c.proof; taizhang check-proof c.proof --key key.txt --checkpoint first.checkpoint",
        "taizhang timestamp request -o request.tsq && openssl ts -query -in request.tsq -text 2>/dev/null | head -3",
        "taizhang receipt 98 -o 98.receipt && taizhang check-proof 98.receipt --key key.txt | head -1",
        "taizhang log --limit 2", "taizhang verify",
        "taizhang backup copy; taizhang unit add 新科室; taizhang checkpoint > third.checkpoint; rm -r .taizhang; mv copy .taizhang; taizhang unit list",
        "taizhang verify", "taizhang restore --reason 硬盘损坏", "taizhang verify --against third.checkpoint",
        "taizhang key retire post/督查科科长 --reason 调离", "taizhang --help",
    ]

    /// Searching, filtering, saving what was asked.
    static let query: [String] = [
        "taizhang init --name 区信访局整改台账 --actor post/机关党委专职副书记",
        ":机关党委专职副书记", "taizhang import sheet.csv --round 巡察反馈-2020 | tail -1",
        "taizhang find 三会一课", "taizhang find 会议 记录 --kind 问题", "taizhang find 公务接待 --as-of 2020-04-30",
        "taizhang find 会议 --limit 2", "taizhang find 没有的词", "taizhang find 台账 --kind 人员",
        "taizhang find 三会一课 --json | head -12",
        "taizhang finding list --where '灯 = 红 且 逾期 > 10' --sort -逾期 --as-of 2020-12-15",
        "taizhang finding list --where '登记 = 2020年4月 且 非 (类别 ~ 信访 或 责任人 为空)' --limit 3 --columns 编号,类别,问题,登记",
        "taizhang measure list --where 'deadline < 2020-06 and status != done' --as-of 2020-12-15",
        "taizhang query findings --where '状态 != 已销号' --group-by 责任单位,灯 --as-of 2020-12-15",
        "taizhang query findings --where 'stage != closed' --count", "taizhang query rounds --json | head -8",
        "taizhang round list --where '逾期数 > 0' --as-of 2020-12-15",
        "taizhang finding list --where '灯 = 蓝'", "taizhang finding list --where '责任 = 办信科'",
        "taizhang finding list --where '灯=红且状态=整改中'", "taizhang finding list --where '编号 > 2020-010'",
        "taizhang measure list --sort 时限,没有", "taizhang query problems",
        "taizhang query 措施 --where '时限 < today 且 情况 != 完成' --columns 措施,时限,内容 --limit 3 --save 逾期措施",
        "taizhang view list", "taizhang view show 逾期措施", "taizhang query --view 逾期措施 --where '责任单位 = 组织人事科' --limit 2",
        "taizhang query findings --save ../x", "taizhang query findings --count --save 逾期措施",
        "printf 'list = findings\nwhree = x\n' > 坏.view; taizhang query --view ./坏.view",
        "taizhang view remove 逾期措施; taizhang query --view 逾期措施", "taizhang verify",
        "taizhang query | head -30", "taizhang help filters",
    ]

    @Test(
        "read as they did when a person last looked at them",
        arguments: [
            ("office", "zh"), ("office", "en"), ("sheet", "zh"), ("sheet", "en"), ("proofs", "zh"), ("proofs", "en"),
            ("query", "zh"), ("query", "en"),
        ])
    func screens(_ name: String, _ language: String) throws {
        var program = try Program()
        defer { program.remove() }
        program.language = language == "zh" ? "zh_CN.UTF-8" : "en_US.UTF-8"
        program.actor = "post/机关党委专职副书记"
        try FileManager.default.copyItem(at: Program.sample, to: program.folder.appendingPathComponent("sheet.csv"))
        try Data("9 件均已说明原因。\n".utf8).write(to: program.folder.appendingPathComponent("情况说明.txt"))
        var text = ""
        for line in ["office": Self.office, "sheet": Self.sheet, "proofs": Self.proofs, "query": Self.query][name] ?? []
        {
            if line.hasPrefix(":") {
                program.actor = "post/" + line.dropFirst()
                text += "# \(line.dropFirst())\n"
            } else {
                text += "$ \(line)\n" + (try program.screen(line)) + "\n"
            }
        }
        let file = Program.root.appendingPathComponent("Tests/EndToEnd/Transcript/Fixtures/\(name).\(language).txt")
        if ProcessInfo.processInfo.environment["TAIZHANG_REWRITE"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, (was, now)) in zip(expected, found).enumerated() where was != now {
            Issue.record("line \(line + 1) of \(file.lastPathComponent) was\n\(was)\nand is now\n\(now)")
            return
        }
        #expect(expected.count == found.count)
    }
}

extension Program {
    /// What a terminal of 80 by 200 shows, exit code at the end where it is not 0; what no two runs share stands as N.
    func screen(_ line: String) throws -> String {
        let inner = "stty cols 80 rows 200; \(line); code=$?; [ $code = 0 ] || echo \"[exit $code]\""
        var environment = environment
        environment["PATH"] = Program.file.deletingLastPathComponent().path + ":" + (environment["PATH"] ?? "")
        environment["SHELL"] = "/bin/sh"
        let answer = try Program.run(
            URL(fileURLWithPath: "/usr/bin/script"), ["-qec", inner, "/dev/null"], in: folder, environment)
        return steady(answer.output.replacing("\r\n", with: "\n"))
    }

    private func steady(_ text: String) -> String {
        var text = text.replacing(folder.path, with: "~")
        let patterns: [(String, String)] = [
            ("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID"), ("\\b[0-9a-f]{64}\\b", "HASH"),
            ("[0-9a-f]{4}…[0-9a-f]{2}", "HASH"), ("[0-9]+\\.[0-9]{2} (秒|s)\\b", "0.00 $1"),
            ("\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]{44}", "+ID+KEY"), ("\\b[0-9a-f]{8}\\b(?=\\.pem| )", "KEYID"),
            ("(?m)^(— \\S+) \\S+$", "$1 SIGNATURE"), ("(?m)^[A-Za-z0-9+/]{43}=$", "ROOT"),
            ("\"[A-Za-z0-9_-]{43}\"", "DIGEST"),
            ("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]{3})?Z", "MOMENT"), (today, "TODAY"),
            ("T[0-9:]{8}\\+08:00", "TTIME"),
        ]
        for (pattern, replacement) in patterns {
            text = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
        }
        return text
    }

    /// The day in Shanghai, as the ledger has it.
    private var today: String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "Asia/Shanghai")
        formatter.dateFormat = "yyyy-MM-dd"
        return formatter.string(from: Date())
    }
}
