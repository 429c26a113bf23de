import Foundation
import Testing

/// The twenty items of the bureau's work plan for the second half of 2020 (`domain.md`), each recorded, asked for and
/// replayed as the office would.
@Suite("the work plan, item by item")
struct PlanItemTests {
    let bureau: Bureau
    private let plan = Bureau.plan
    private static let approver = "局党组书记"
    private static let verifier = "督查科科长"

    init() throws { bureau = try Bureau() }

    /// The state of a task at the end of each of some days.
    private func standing(_ task: Int, _ days: String...) throws -> [String?] {
        try days.map { try bureau.field("standing", of: "task list --as-of \($0)", "task", "\(plan)-\(task)") }
    }

    /// How many of an item's tasks were done, on each of some days.
    private func done(_ item: Int, _ days: String...) throws -> [String?] {
        try days.map { try bureau.field("done", of: "plan items --as-of \($0)", "number", "\(item)") }
    }

    private func end() throws {
        #expect(try bureau.program.run("verify").code == 0)
        #expect(try bureau.program.run("rebuild", "--check").code == 0)
        bureau.remove()
    }

    @Test("item 1: the look-back of the education campaign is done by its evidence, its lessons become a regulation")
    func item1() throws {
        #expect(try standing(1, "2020-07-15", "2020-08-01") == ["running", "overdue"])
        #expect(try bureau.refusal(of: "task complete \(plan)-1 --on 2020-07-30") == "E-EVIDENCE-MISSING")
        try bureau.does("task complete \(plan)-1 --evidence 回头看报告=材料.txt --evidence 问题清单=材料.txt --on 2020-07-30")
        #expect(try standing(1, "2020-07-15", "2020-08-01") == ["running", "done"])
        try bureau.does("regulation draft 主题教育常态化办法 --unit 机关党支部 --on 2020-10-10")
        try bureau.does(
            "regulation adopt 主题教育常态化办法 --document 材料.txt --review-on 2021-10-31 --on 2020-11-10", by: Self.approver)
        try bureau.does("task complete \(plan)-2 --evidence 固化清单=材料.txt --evidence 制度文件=材料.txt --on 2020-11-20")
        #expect(try done(1, "2020-07-29", "2020-07-30", "2020-11-20") == ["0", "1", "2"])
        let trace = try bureau.does("trace regulation/主题教育常态化办法")
        #expect(trace.contains("\(plan)-1") && trace.contains("\(plan)-2"))
        try end()
    }

    @Test("item 2: an activity that names a quarterly task is what its quarter is done by")
    func item2() throws {
        let held = "activity hold --kind 政治忠诚教育 --branch 机关党支部 --topic 政治忠诚教育"
        #expect(try bureau.refusal(of: held + " --expected 8 --present 9 --on 2020-08-14") == "E-ACTIVITY-COUNT")
        try bureau.does(held + " --expected 8 --present 8 --task \(plan)-4 --evidence 签到表=材料.txt --on 2020-08-14")
        let periods = try bureau.asks("task show \(plan)-4")["taskPeriods"] as? [[String: Any]] ?? []
        #expect(periods.map { Bureau.text($0["metOn"]) } == ["2020-08-14", nil])
        #expect(try bureau.course("met", of: "task show \(plan)-4", on: "2020-08-13", "2020-08-14") == ["0", "1"])
        #expect(try standing(4, "2020-09-30", "2020-12-31", "2021-01-01") == ["running", "running", "overdue"])
        try end()
    }

    @Test("item 3: a matter reported is answered in time, the yearly meeting of the branches is held or missed")
    func item3() throws {
        try bureau.does("matter report --text 支部换届选举结果 --to 区直机关工委 --due 2020-09-20 --unit 机关党支部 --on 2020-09-10")
        #expect(try bureau.field("light", of: "matter list --as-of 2020-09-21", "number", "2020-001") == "red")
        try bureau.does("matter answer 2020-001 --text 同意换届选举结果 --on 2020-09-18")
        #expect(try bureau.field("answeredOn", of: "matter list", "number", "2020-001") == "2020-09-18")
        #expect(try bureau.field("light", of: "matter list --as-of 2020-09-21", "number", "2020-001") == nil)
        try bureau.does(
            "duty set 组织生活会 --kind 组织生活会 --frequency 每年 --unit 第一党支部 --unit 第二党支部 --unit 督查科 "
                + "--from 2020-01-01 --on 2020-07-01", by: Self.approver)
        let outcomes = { (day: String) in
            try bureau.list("duty periods --as-of \(day)").map { Bureau.text($0["outcome"]) ?? "" }
        }
        #expect(try outcomes("2020-11-30") == ["open", "open", "open"])
        #expect(try outcomes("2021-01-01").filter { $0 != "open" } == ["met", "met", "missed"])
        try end()
    }

    @Test("item 4: the Party group deals with Party building, the list of responsibilities is signed")
    func item4() throws {
        try bureau.does(
            "activity hold --kind 党组会 --branch 机关党支部 --topic 专题研究机关党建 --host 局党组书记 --task \(plan)-11 "
                + "--evidence 会议纪要=材料.txt --on 2020-08-20")
        try bureau.does("task complete \(plan)-12 --evidence 责任清单=材料.txt --on 2020-07-28")
        #expect(try done(4, "2020-07-27", "2020-07-28", "2020-08-20") == ["0", "1", "2"])
        let history = try bureau.does("log --stream task/\(plan)-12 --reverse")
        #expect(history.contains("责任清单"))
        try end()
    }

    @Test("item 5: the meetings of every branch, month by month, and what was missed")
    func item5() throws {
        for (kind, often) in [("支部党员大会", "每季度"), ("支委会", "每月"), ("党小组会", "每月"), ("党课", "每季度")] {
            try bureau.does(
                "duty set \(kind) --kind \(kind) --frequency \(often) --unit 机关党支部 --unit 第一党支部 --unit 第二党支部 "
                    + "--from 2020-07-01 --on 2020-07-01", by: Self.approver)
        }
        let missed = {
            try bureau.list("duty periods --as-of 2020-12-31").filter { Bureau.text($0["outcome"]) == "missed" }
                .map { "\($0["duty"] ?? "") \($0["unit"] ?? "") \($0["period"] ?? "")" }
        }
        #expect(try missed() == ["党课 第二党支部 2020-Q3", "支委会 第一党支部 2020-10"])
        #expect(try bureau.field("missed", of: "duty list --as-of 2020-10-31", "name", "支委会") == "0")
        #expect(try bureau.field("missed", of: "duty list --as-of 2020-11-01", "name", "支委会") == "1")
        let grid = try bureau.does("duty grid --as-of 2020-12-31 --csv")
        #expect(grid.contains("支委会,每月,第一党支部"))
        // Recorded late, held in time: the month is met on any day from then on, and what was known before stays so.
        let before = try bureau.does("log --limit 1 --json").firstMatch(of: /"id": ([0-9]+)/).map { String($0.1) }
        try bureau.does("activity hold --kind 支委会 --branch 第一党支部 --topic 十月支委会 --present 3 --on 2020-10-28")
        #expect(try missed() == ["党课 第二党支部 2020-Q3"])
        let known = try bureau.list("duty periods --as-of #\(try #require(before))")
        #expect(known.contains { Bureau.text($0["period"]) == "2020-10" && Bureau.text($0["outcome"]) == "missed" })
        try end()
    }

    @Test("item 6: a talk whose words can be erased, and the concern that came of it")
    func item6() throws {
        try bureau.does(
            "activity hold --kind 谈心谈话 --branch 第二党支部 --topic 家庭困难与岗位调整 --expected 2 --present 2 --member DY-018 "
                + "--content 配偶重病，希望调整值班 --person 王某 --on 2020-10-09")
        try bureau.does("concern raise --text 值班排班不均 --unit 第二党支部 --activity 2020-151 --on 2020-10-10")
        let steps = try bureau.asks("activity show 2020-151")["steps"] as? [[String: Any]]
        let record = try #require(Bureau.text(steps?.first?["id"]))
        #expect(try bureau.does("disclose \(record) content --json").contains("配偶重病"))
        try bureau.does("erase \(record) content --basis 个人信息保护法第四十七条 --reason 本人申请", by: Self.approver)
        #expect(try bureau.refusal(of: "disclose \(record) content") == "E-FIELD-ERASED")
        try bureau.does("concern answer 2020-001 --text 已按周轮换排班 --on 2020-10-20")
        let stages = try ["2020-10-10", "2020-10-20"].map {
            try bureau.field("stage", of: "concern list --as-of \($0)", "number", "2020-001")
        }
        #expect(stages == ["raised", "answered"])
        #expect(try bureau.does("trace activity/2020-151").contains("值班排班不均"))
        #expect(try bureau.does("trace concern/2020-001").contains("家庭困难与岗位调整"))
        try end()
    }

    @Test("item 7: what a discussion found becomes a measure in the ledger and is followed there")
    func item7() throws {
        try bureau.does("concern raise --kind 调研成果 --text 党建与接访两张皮 --unit 督查科 --on 2020-09-10")
        try bureau.does(
            "finding register --round 一线调研-2020 --unit 督查科 --category 调查研究 --description 党建与接访工作脱节 --on 2020-09-15")
        let number = try #require(Bureau.text(try bureau.list("finding list --text 工作脱节").first?["number"]))
        try bureau.does(
            "finding assign \(number) --leader 分管督查副局长 --lead-unit 督查科 --unit 督查科 --owner 督查科科长 --on 2020-09-16")
        try bureau.does(
            "measure plan \(number) --text 每月召开党建接访联席会 --deadline 2020-11-30 --expects 措施清单 --on 2020-09-18")
        #expect(
            try bureau.refusal(of: "concern turn 2020-001 --finding \(number) --measure 9 --on 2020-09-20")
                == "E-MEASURE-UNKNOWN")
        try bureau.does("concern turn 2020-001 --finding \(number) --measure 1 --on 2020-09-20")
        #expect(try bureau.does("trace \(number)").contains("两张皮"))
        try bureau.does("measure complete \(number) 1 --evidence 措施清单=材料.txt --on 2020-11-25", by: Self.verifier)
        let replayed = try bureau.does("replay --finding \(number) --json")
        #expect(replayed.contains("\"stageAfter\"") || replayed.contains("inprogress"))
        #expect(try bureau.does("finding diff \(number) --from 2020-09-19 --to 2020-11-25").contains("100%"))
        try end()
    }

    @Test("item 8: a branch sets its goal, assesses itself, is reviewed and graded, and loses the grade again")
    func item8() throws {
        try bureau.does(
            "grade adopt 支部评星定级办法 --grade 五星 --grade 四星 --grade 三星 --item 组织建设=40 --item 作用发挥=60 --on 2020-07-10",
            by: Self.approver)
        try bureau.does(
            "grade goal 第一党支部 --criteria 支部评星定级办法 --goal 2020=三星 --goal 2021=四星 --goal 2022=五星 --on 2020-07-20")
        try bureau.does(
            "grade assess 第一党支部 --year 2020 --criteria 支部评星定级办法 --mark 组织建设=36 --mark 作用发挥=50 "
                + "--evidence 自评表=材料.txt --on 2020-09-10")
        try bureau.does(
            "grade review 第一党支部 --year 2020 --mark 组织建设=35 --mark 作用发挥=48 --on 2020-11-20", by: Self.verifier)
        #expect(
            try bureau.refusal(of: "grade award 第一党支部 --year 2020 --grade 六星 --on 2020-12-10", by: Self.approver)
                == "E-GRADE-UNKNOWN")
        try bureau.does("grade award 第一党支部 --year 2020 --grade 四星 --document 材料.txt --on 2020-12-10", by: Self.approver)
        try bureau.does("grade withdraw 第一党支部 --year 2020 --reason 瞒报信访积案 --on 2021-03-01", by: Self.approver)
        let grades = try ["2020-12-09", "2020-12-10", "2021-03-01"].map {
            try bureau.field("grade", of: "grade years --as-of \($0)", "year", "2020")
        }
        #expect(grades == [nil, "四星", nil])
        #expect(try bureau.field("reviewMarks", of: "grade years", "year", "2020") == "83")
        #expect(try bureau.field("goal", of: "grade years", "year", "2022") == "五星")
        try end()
    }

    @Test("item 9: volunteer work is done month by month; a month whose activity does not count any more turns red")
    func item9() throws {
        #expect(try bureau.field("met", of: "task list --as-of 2020-12-31", "task", "\(plan)-33") == "6")
        let activity = try bureau.list("activity list --as-of 2020-12-31").first { row in
            Bureau.text(row["heldOn"])?.hasPrefix("2020-07") ?? false
                && (row["tasks"] as? [String]) == ["\(plan)-33"]
        }
        let number = try #require(Bureau.text(activity?["number"]))
        #expect(try bureau.refusal(of: "activity correct \(number) --without tasks --on 2020-08-03") == "E-REASON")
        try bureau.does("activity correct \(number) --without tasks --reason 系个人活动 --on 2020-08-03")
        let lights = try ["2020-08-02", "2020-08-04"].map {
            try bureau.field("light", of: "task list --as-of \($0)", "task", "\(plan)-33")
        }
        #expect(lights == ["green", "red"])
        // The register of activities says 照片, the plan asks for 活动照片: until that is shown, neither of two is done.
        #expect(try done(9, "2020-12-31") == ["1"])
        let missing = try bureau.asks("task show \(plan)-32")["missing"] as? [String]
        #expect(missing == ["活动照片"])
        for task in [32, 34] {
            try bureau.does("task progress \(plan)-\(task) --text 补交照片 --evidence 活动照片=材料.txt --on 2020-12-31")
        }
        #expect(try done(9, "2020-12-30", "2020-12-31") == ["1", "3"])
        try end()
    }

    @Test("item 10: what was found on the spot is turned into a regulation; the chain is walked both ways")
    func item10() throws {
        try bureau.does(
            "activity hold --kind 一线调研 --branch 机关党支部 --topic 街镇初信初访办理 --host 分管接访副局长 --task \(plan)-36 "
                + "--evidence 调研报告=材料.txt --on 2020-09-22")
        try bureau.does("concern raise --kind research --text 答复口径不一 --activity 2020-151 --unit 办信科 --on 2020-09-25")
        #expect(
            try bureau.refusal(of: "concern turn 2020-001 --regulation 初信初访办理办法 --on 2020-10-01") != nil)
        try bureau.does("regulation draft 初信初访办理办法 --unit 办信科 --on 2020-10-10")
        try bureau.does("concern turn 2020-001 --regulation 初信初访办理办法 --on 2020-10-11")
        try bureau.does("task complete \(plan)-37 --evidence 转化清单=材料.txt --on 2020-12-20")
        let down = try bureau.does("trace activity/2020-151"), up = try bureau.does("trace regulation/初信初访办理办法")
        #expect(down.contains("初信初访办理办法") && up.contains("街镇初信初访办理"))
        let stages = try ["2020-10-10", "2020-10-11"].map {
            try bureau.field("stage", of: "concern list --as-of \($0)", "number", "2020-001")
        }
        #expect(stages == ["raised", "turned"])
        #expect(try done(10, "2020-12-31") == ["2"])
        try end()
    }

    @Test("item 11: a model is nominated, made public for five working days, and selected; a title is applied for")
    func item11() throws {
        try bureau.does("model nominate --title 优秀共产党员 --member DY-010 --branch 第一党支部 --deeds 化解积案三件 --on 2020-10-20")
        #expect(try bureau.refusal(of: "model select 2020-001 --on 2020-10-21", by: Self.approver) == "E-MODEL-STAGE")
        let public3 = "model publicise 2020-001 --from 2020-10-26 --until 2020-10-28 --on 2020-10-26"
        #expect(try bureau.refusal(of: public3) == "E-PUBLIC-DAYS")
        try bureau.does("model publicise 2020-001 --from 2020-10-26 --until 2020-11-02 --on 2020-10-26")
        try bureau.does("model select 2020-001 --number 信访党〔2020〕9号 --on 2020-11-05", by: Self.approver)
        let stages = try ["2020-10-20", "2020-10-30", "2020-11-05"].map {
            try bureau.field("stage", of: "model list --as-of \($0)", "number", "2020-001")
        }
        #expect(stages == ["nominated", "publicised", "selected"])
        try bureau.does("application apply 模范机关-2020 --title 模范机关 --level 区级 --document 材料.txt --on 2020-08-10")
        try bureau.does("task complete \(plan)-38 --evidence 实施方案=材料.txt --on 2020-08-12")
        #expect(try bureau.field("stage", of: "application list", "name", "模范机关-2020") == "applied")
        try end()
    }

    @Test(
        "item 12: a quarter's points are counted, closed, published, objected to and corrected; they recompute the same"
    )
    func item12() throws {
        try bureau.does(
            "points adopt 党员量化积分 --file member-points-rules.csv --from 2020-07-01 --on 2020-07-01", by: Self.approver)
        try bureau.does(
            "activity hold --kind 主题党日 --branch 第一党支部 --topic 重温入党誓词 --present 3 --member DY-009 --member DY-010 "
                + "--member DY-011 --on 2020-08-20")
        try bureau.does(
            "points adjust DY-010 --quarter 2020-Q3 --item 意见建议被采纳 --times 2 --approver 局党组书记 --reason 建议被采纳 "
                + "--on 2020-09-10")
        // 60 at the beginning, 2 for the activity, 2 × 2 by hand.
        let preview = try bureau.asks("points show --quarter 2020-Q3 --member DY-010 --as-of 2020-09-30")
        #expect("\(preview)".contains("66"))
        try bureau.does("points close --quarter 2020-Q3 --approver 局党组书记 --on 2020-10-08")
        try bureau.does("points publish --quarter 2020-Q3 --until 2020-10-20 --document 材料.txt --on 2020-10-10")
        try bureau.does("points object DY-011 --quarter 2020-Q3 --text 漏计一次志愿服务 --on 2020-10-12")
        let decision = "points decide 1 --quarter 2020-Q3 --outcome upheld --points 2 --reason 属实 --on 2020-10-15"
        #expect(try bureau.refusal(of: decision) == "E-OBJECTION-SAME-PERSON")
        try bureau.does(decision, by: Self.approver)
        // What is recorded late, and rules that come later, change nothing that was closed.
        try bureau.does("activity hold --kind 主题党日 --branch 第一党支部 --topic 迟录 --member DY-009 --on 2020-09-05")
        let rules = bureau.program.folder.appendingPathComponent("member-points-rules.csv")
        let later = try String(contentsOf: rules, encoding: .utf8).replacing("参加主题党日,加,2,6", with: "参加主题党日,加,1,6")
        try later.write(
            to: bureau.program.folder.appendingPathComponent("later.csv"), atomically: true, encoding: .utf8)
        try bureau.does("points adopt 党员量化积分 --file later.csv --from 2020-10-01 --on 2020-10-16", by: Self.approver)
        try bureau.does("points verify --quarter 2020-Q3")
        let totals = try ["DY-010", "DY-011"].map { try bureau.field("standing", of: "points totals", "member", $0) }
        #expect(totals == ["66", "64"])
        try bureau.isSound()
        bureau.remove()
    }

    @Test("item 13: training by half-year, and who took part")
    func item13() throws {
        try bureau.does(
            "duty set 党务干部培训 --kind 培训 --frequency 每半年 --unit 机关党支部 --from 2020-07-01 --on 2020-07-01",
            by: Self.approver)
        #expect(try standing(46, "2020-09-21", "2020-09-22") == ["running", "done"])
        try bureau.does(
            "activity hold --kind 培训 --branch 机关党支部 --topic 党务干部业务培训 --member DY-006 --member DY-009 --present 6 "
                + "--task \(plan)-46 --evidence 培训通知=材料.txt --evidence 签到表=材料.txt --on 2020-10-22")
        let outcomes = try ["2020-07-02", "2020-12-31"].map {
            try bureau.field("outcome", of: "duty periods --as-of \($0)", "duty", "党务干部培训")
        }
        #expect(outcomes == ["open", "met"])
        #expect(try bureau.does("trace member/DY-006").contains("党务干部业务培训"))
        try end()
    }

    @Test("item 14: warnings by quarter and branch; the check of conduct goes through the units one by one")
    func item14() throws {
        try bureau.does(
            "duty set 警示教育 --kind 警示教育 --frequency 每季度 --unit 机关党支部 --unit 第一党支部 --from 2020-07-01 --on 2020-07-01",
            by: Self.approver)
        let outcomes = try bureau.list("duty periods --as-of 2020-12-31").map { Bureau.text($0["outcome"]) ?? "" }
        #expect(outcomes == ["met", "met", "missed", "open"])
        try bureau.does("supervise routine 四风自查-2020 --category 作风建设 --unit 办信科 --unit 来访接待科 --on 2020-09-01")
        try bureau.does(
            "finding register --round 四风自查-2020 --unit 来访接待科 --category 作风建设 --description 窗口脱岗 --on 2020-09-03")
        let number = try #require(Bureau.text(try bureau.list("finding list --text 窗口脱岗").first?["number"]))
        try bureau.does("supervise check 四风自查-2020 --unit 办信科 --none --note 抽查考勤 --on 2020-09-02", by: Self.verifier)
        try bureau.does("supervise check 四风自查-2020 --unit 来访接待科 --found \(number) --on 2020-09-03", by: Self.verifier)
        let unchecked = try ["2020-09-02", "2020-09-03"].map {
            try bureau.asks("round show 四风自查-2020 --as-of \($0)")["unchecked"] as? [String]
        }
        #expect(unchecked == [["来访接待科"], []])
        try bureau.does("task progress \(plan)-49 --text 三季度自查 --evidence 自查报告=材料.txt --on 2020-09-05")
        #expect(try bureau.field("met", of: "task list", "task", "\(plan)-49") == "1")
        try end()
    }

    @Test(
        "item 15: the inspection's findings: plan, monthly report, look-back by lot, relapse, common problem, regulation"
    )
    func item15() throws {
        let round = "巡察反馈-2020"
        try bureau.does(
            "round schedule \(round) --stage 集中整改=2020-10-17 --report-due 2020-07-17 --report-due 2020-10-17 --on 2020-06-01"
        )
        try bureau.does("round plan \(round) --document 材料.txt --on 2020-06-02")
        #expect(
            try bureau.refusal(of: "round approve-plan \(round) --on 2020-06-05") != nil,
            "nobody approves what they proposed")
        try bureau.does("round approve-plan \(round) --on 2020-06-05", by: Self.approver)
        try bureau.does("round report \(round) --due 2020-07-17 --text 七月调度 --on 2020-07-16")
        let late = try ["2020-10-17", "2020-10-18"].map {
            try bureau.field("reportsLate", of: "round list --as-of \($0)", "name", round)
        }
        #expect(late == [nil, "1"])
        // The lot can be drawn again by anybody: the first by SHA-256 of the seed, a line feed, and the number.
        try bureau.does("look-back draw 回头看-2020 --from-round \(round) --random 3 --seed 公开抽签1115 --on 2020-11-15")
        let page = try bureau.asks("look-back show 回头看-2020")
        let drawn = (page["sampledFindings"] as? [[String: Any]] ?? []).compactMap { Bureau.text($0["number"]) }
        let closed = try bureau.list("finding list --round \(round) --state closed --as-of 2020-11-15").compactMap {
            Bureau.text($0["number"])
        }
        let lot = try Program.system(
            "for n in \(closed.joined(separator: " ")); do printf '%s %s\\n' $(printf '公开抽签1115\\n%s' $n | sha256sum | cut -c1-64) $n; done "
                + "| sort | head -3 | cut -d' ' -f2 | sort | tr '\\n' ' '"
        ).output
        #expect(drawn.sorted().joined(separator: " ") == lot.trimmingCharacters(in: .whitespaces))
        for number in drawn.dropLast() {
            try bureau.does("finding look-back \(number) --outcome holds --on 2020-11-20", by: Self.verifier)
        }
        let relapsed = try #require(drawn.last)
        try bureau.does(
            "finding look-back \(relapsed) --outcome relapsed --reason 又有缺漏 --on 2020-11-21", by: Self.verifier)
        #expect(try bureau.field("stage", of: "finding list", "number", relapsed) == "inprogress")
        #expect(try bureau.field("relapsed", of: "look-back list", "name", "回头看-2020") == "1")
        // The same category in three units is a common problem, until a regulation ends it.
        #expect(try bureau.field("state", of: "common list --as-of 2020-12-01", "category", "三会一课") == "open")
        try bureau.does("regulation draft 巡察整改长效机制 --answers 2020-015 --on 2020-12-01")
        try bureau.does("regulation adopt 巡察整改长效机制 --document 材料.txt --on 2020-12-10", by: Self.approver)
        try bureau.does("common settle 三会一课 --regulation 巡察整改长效机制 --on 2020-12-11", by: Self.approver)
        #expect(try bureau.field("regulation", of: "common list", "category", "三会一课") == "巡察整改长效机制")
        #expect(try bureau.field("state", of: "common list --as-of 2020-12-10", "category", "三会一课") == "open")
        #expect(try bureau.does("replay --round \(round) --step month --json").contains("\"frames\""))
        try bureau.isSound()
        bureau.remove()
    }

    @Test("item 16: a design for the work in the office's service, and its model posts assessed by quarter")
    func item16() throws {
        try bureau.does("task complete \(plan)-54 --evidence 载体方案=材料.txt --on 2020-09-20")
        for day in ["2020-09-25", "2020-12-22"] {
            try bureau.does("task progress \(plan)-55 --text 示范岗考评 --evidence 考评表=材料.txt --on \(day)")
        }
        #expect(try done(16, "2020-09-19", "2020-09-20", "2020-12-22") == ["0", "1", "2"])
        #expect(try standing(55, "2020-09-24", "2020-10-01", "2020-12-22") == ["running", "running", "done"])
        try end()
    }

    @Test("item 17: a regulation in its versions, with the day it is to be looked at again")
    func item17() throws {
        try bureau.does("regulation draft 会议记录要素清单 --unit 办公室 --answers 2020-007 --on 2020-09-16")
        #expect(
            try bureau.refusal(of: "regulation adopt 会议记录要素清单 --on 2020-09-20", by: Self.approver) == "E-DOCUMENT")
        try bureau.does(
            "regulation adopt 会议记录要素清单 --document 材料.txt --number 信访党〔2020〕7号 --review-on 2020-12-15 --on 2020-09-25",
            by: Self.approver)
        try Data("修订。\n".utf8).write(to: bureau.program.folder.appendingPathComponent("修订.txt"))
        try bureau.does(
            "regulation amend 会议记录要素清单 --document 修订.txt --reason 增加表决情况 --on 2020-11-02", by: Self.approver)
        let lights = try ["2020-10-01", "2020-12-10", "2020-12-20"].map {
            try bureau.field("light", of: "regulation list --as-of \($0)", "name", "会议记录要素清单")
        }
        #expect(lights == ["green", "yellow", "red"])
        let versions = try bureau.list("regulation versions 会议记录要素清单")
        #expect(versions.map { Bureau.text($0["document"]) } == ["材料.txt", "修订.txt"])
        let second = try #require(Bureau.text(versions.last?["sha256"]))
        try bureau.does("evidence get \(second) --output 取回.txt")
        #expect(
            try String(contentsOf: bureau.program.folder.appendingPathComponent("取回.txt"), encoding: .utf8) == "修订。\n")
        try bureau.does("regulation review 会议记录要素清单 --outcome 继续执行 --review-on 2021-12-15 --on 2020-12-14")
        #expect(try bureau.does("trace 2020-007").contains("会议记录要素清单"))
        try end()
    }

    @Test(
        "item 18: last year's findings: what stays open by nature is named, and the report is checked against the ledger"
    )
    func item18() throws {
        let round = "民主生活会-2020"
        #expect(
            try bureau.list("finding list --round \(round) --state open").map { Bureau.text($0["number"]) } == [
                "2020-005"
            ])
        for format in ["html", "xlsx", "md", "csv"] {
            try bureau.does("report 整改情况报告 --round \(round) --as-of 2020-12-31 -o 报告.\(format)")
        }
        #expect(try bureau.refusal(of: "round close \(round) --on 2021-01-10") == "E-REASON")
        try bureau.does("round close \(round) --reason 下沉调研长期坚持 --on 2021-01-10")
        #expect(try bureau.field("leftOpen", of: "round list", "name", round) == "1")
        #expect(try bureau.field("closedOn", of: "round list --as-of 2021-01-09", "name", round) == nil)
        for format in ["html", "xlsx", "md", "csv"] { try bureau.does("verify --report 报告.\(format)") }
        let report = bureau.program.folder.appendingPathComponent("报告.md")
        let altered = try String(contentsOf: report, encoding: .utf8).replacing("2020-005", with: "2020-006")
        try altered.write(to: report, atomically: true, encoding: .utf8)
        #expect(try bureau.program.run("verify", "--report", "报告.md").code == 1)
        try bureau.isSound()
        bureau.remove()
    }

    @Test("item 19: a title is applied for and reviewed, and volunteers help the city's review")
    func item19() throws {
        try bureau.does(
            "application apply 区级文明单位 --title 文明单位 --level 区级 --review-on 2020-11-20 --document 材料.txt --on 2020-08-10")
        let lights = try ["2020-09-01", "2020-11-10", "2020-11-21"].map {
            try bureau.field("light", of: "application list --as-of \($0)", "name", "区级文明单位")
        }
        #expect(lights == ["green", "yellow", "red"])
        try bureau.does(
            "application review 区级文明单位 --outcome passed --body 区文明办 --review-on 2021-11-20 --document 材料.txt --on 2020-11-18"
        )
        #expect(try bureau.field("stage", of: "application list --as-of 2020-11-18", "name", "区级文明单位") == "held")
        #expect(try bureau.field("light", of: "application list --as-of 2020-11-21", "name", "区级文明单位") == "green")
        try bureau.does(
            "activity hold --kind 志愿服务 --branch 第二党支部 --topic 城市复审志愿服务 --member DY-017 --task \(plan)-62 "
                + "--evidence 志愿服务记录=材料.txt --on 2020-09-12")
        #expect(try bureau.course("met", of: "task show \(plan)-62", on: "2020-09-11", "2020-09-12") == ["0", "1"])
        try end()
    }

    @Test("item 20: month after month something is published, and each month shows it")
    func item20() throws {
        for month in 7...12 {
            let day = "2020-\(month < 10 ? "0" : "")\(month)-25"
            try bureau.does("task progress \(plan)-64 --text \(month)月更新 --evidence 发布截图=材料.txt --on \(day)")
        }
        let met = try ["2020-07-24", "2020-10-31", "2020-12-31"].map {
            try bureau.field("met", of: "task list --as-of \($0)", "task", "\(plan)-64")
        }
        #expect(met == ["0", "4", "6"])
        #expect(try standing(64, "2020-09-30", "2020-12-25") == ["running", "done"])
        #expect(
            try bureau.field("light", of: "plan items --as-of 2021-01-01", "number", "20") == "red", "65 was not done")
        try end()
    }
}
