import Foundation
import Testing

/// Members, points, grades, models, applications and matters, typed as a user types them on a terminal of 80 columns.
/// `TAIZHANG_REWRITE=1` writes the screens anew: read the diff as a person would read the screen.
@Suite("screens of members and branches", .serialized)
struct MembersTranscriptTests {
    static let lines: [String] = [
        "taizhang init --name 区信访局整改台账 --actor post/机关党委专职副书记", ":机关党委专职副书记",
        "taizhang actor add 局党组书记; taizhang role grant approver 局党组书记",
        "taizhang member import members.csv --on 2020-07-01 --dry-run",
        "taizhang member import members.csv --on 2020-07-01",
        "taizhang member list | head -4", "taizhang member change DY-014 --post 科长 --on 2020-10-01",
        "taizhang member change DY-014 --post 科长 --on 2020-10-02", "taizhang member leave DY-016 --on 2020-11-01",
        "taizhang member leave DY-016 --reason 组织关系转出 --on 2020-11-01", "taizhang member show DY-014",
        "taizhang points show --quarter 2020-Q3",
        ":局党组书记",
        "taizhang points adopt 党员量化积分 --file rules.csv --from 2020-07-01 --on 2020-07-01 --count 形成一线调研报告=hosting:一线调研",
        ":机关党委专职副书记", "taizhang points rules | tail -3",
        "taizhang activity import activities.csv | tail -1", "taizhang import sheet.csv --round 巡察反馈-2020 | tail -1",
        "taizhang points adjust DY-009 --quarter 2020-Q3 --item 建议被采纳 --reason 回复单第3号 --approver 局党组书记 --on 2020-09-01",
        "taizhang points adjust DY-009 --quarter 2020-Q3 --item 意见建议被采纳 --reason 回复单第3号 --approver 局党组书记 --on 2020-09-01",
        "taizhang points adjust DY-012 --quarter 2020-Q3 --points -3 --reason 支部决定 --approver 局党组书记 --on 2020-09-01",
        "taizhang points show --quarter 2020-Q3", "taizhang points show --quarter 2020-Q3 --member DY-009",
        "taizhang points close --quarter 2020-Q3 --approver 局党组书记 --on 2020-09-30",
        "taizhang points close --quarter 2020-Q3 --approver 局党组书记 --on 2020-10-08",
        "taizhang points adjust DY-009 --quarter 2020-Q3 --points 1 --reason 补登 --approver 局党组书记 --on 2020-10-09",
        "taizhang points publish --quarter 2020-Q3 --until 2020-10-16 --on 2020-10-09",
        "taizhang points object DY-012 --quarter 2020-Q3 --text 志愿服务少计一次 --on 2020-10-10",
        ":局党组书记",
        "taizhang points decide 1 --quarter 2020-Q3 --outcome upheld --points 2 --reason 签到表漏登 --on 2020-10-12",
        "taizhang points adopt 党员量化积分 --file rules.csv --from 2020-07-01 --on 2020-10-13 --label 修订版 | tail -1",
        "taizhang points verify", "taizhang points list", "taizhang points objections",
        "taizhang points totals | head -4", "taizhang points show --quarter 2020-Q3 --branch 第二党支部 | tail -3",
        "taizhang grade adopt 支部评星定级办法 --grade 五星 --grade 四星 --grade 三星 --item 组织建设=40 --item 作用发挥=60 --on 2020-06-10",
        "taizhang role grant verifier 督查科科长", ":机关党委专职副书记",
        "taizhang grade goal 第一党支部 --criteria 支部评星定级办法 --goal 2020=三星 --goal 2021=四星 --goal 2022=五星 --on 2020-07-01",
        "taizhang grade assess 第一党支部 --year 2020 --criteria 支部评星定级办法 --mark 组织建设=36 --on 2020-09-10",
        "taizhang grade assess 第一党支部 --year 2020 --criteria 支部评星定级办法 --mark 组织建设=36 --mark 作用发挥=50 --on 2020-09-10",
        ":督查科科长",
        "taizhang grade review 第一党支部 --year 2020 --mark 组织建设=34 --mark 作用发挥=48 --note 台账齐全 --on 2020-11-20",
        ":局党组书记", "taizhang grade award 第一党支部 --year 2020 --grade 四星 --on 2020-12-10",
        "taizhang grade list --as-of 2020-12-31", "taizhang grade years",
        "taizhang grade show 第一党支部 --as-of 2020-12-31",
        ":机关党委专职副书记",
        "taizhang model nominate --title 优秀共产党员 --member DY-011 --branch 第一党支部 --deeds 带头包案化解积案 --on 2020-10-20",
        "taizhang model publicise 2020-1 --until 2020-11-05 --on 2020-11-02",
        "taizhang model publicise 2020-1 --until 2020-11-06 --on 2020-11-02", ":局党组书记",
        "taizhang model select 2020-1 --on 2020-11-06",
        "taizhang model select 2020-1 --number 信访党〔2020〕20号 --on 2020-11-09", "taizhang model list",
        ":机关党委专职副书记",
        "taizhang application apply 区级文明单位 --title 文明单位 --level 区级 --review-on 2020-12-20 --on 2020-09-01",
        "taizhang application list --as-of 2020-12-10",
        "taizhang application review 区级文明单位 --outcome passed --body 区文明办 --review-on 2021-12-20 --on 2020-12-18",
        "taizhang application show 区级文明单位",
        "taizhang matter report --text 拟调整支部委员 --to 区直机关工委 --due 2020-08-15 --on 2020-08-01",
        "taizhang matter list --as-of 2020-08-20", "taizhang matter answer 2020-1 --text 同意 --on 2020-08-21",
        "taizhang matter list", "taizhang log --limit 3 --until 2020-12-31", "taizhang verify",
        "taizhang points --help",
    ]

    @Test("read as they did when a person last looked at them", arguments: ["zh", "en"])
    func screens(_ language: String) throws {
        var program = try Program()
        defer { program.remove() }
        program.language = language == "zh" ? "zh_CN.UTF-8" : "en_US.UTF-8"
        program.actor = "post/机关党委专职副书记"
        let samples = [
            "members.csv": "members.csv", "rules.csv": "member-points-rules.csv",
            "activities.csv": "activities-2020h2.csv", "sheet.csv": "rectification-ledger-2020.csv",
        ]
        for (name, sample) in samples {
            let source = Program.root.appendingPathComponent("tools/samples/\(sample)")
            try FileManager.default.copyItem(at: source, to: program.folder.appendingPathComponent(name))
        }
        // Without the column that names tasks of a plan: there is none here.
        let activities = program.folder.appendingPathComponent("activities.csv")
        let rows = try String(contentsOf: activities, encoding: .utf8).split(separator: "\n")
        let kept = rows.map {
            $0.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",")
        }
        try (kept.joined(separator: "\n") + "\n").write(to: activities, atomically: true, encoding: .utf8)
        try program.compare(Self.lines, with: "members.\(language).txt")
    }
}
