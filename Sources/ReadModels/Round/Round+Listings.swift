import Ledger
import Rectification

/// Where a round stands in its time.
package enum RoundPeriod: String, Choice {
    case intensive, after, closed

    package var title: Message {
        switch self {
        case .intensive: Message("集中整改期", "intensive")
        case .after: Message("集中整改期已过", "past intensive")
        case .closed: Message("已结束", "closed")
        }
    }
}

extension Listing {
    package static let rounds = Listing(
        name: "rounds", title: Message("轮次", "Rounds"), kind: RoundID.kind, from: "rm_round r", id: "r.id",
        fields: [
            Field("name", Message("轮次", "Round"), "r.id", importance: 9, minimum: 12),
            Field("source", Message("来源", "Source"), "r.source", importance: 2, minimum: 8),
            Field("body", Message("检查机构", "Body"), "r.body", importance: nil),
            Field("category", Message("检查类别", "Category"), "r.category", importance: nil),
            Field("feedbackOn", Message("反馈", "Feedback"), .day, "r.feedback_on", importance: 3),
            Field("document", Message("反馈意见", "Feedback document"), "r.document", importance: nil),
            Field("openedOn", Message("开启", "Opened"), .day, "r.opened_on", importance: nil),
            .choice("period", Message("时段", "Period"), RoundPeriod.self, period, importance: 1),
            Field(
                "stage", Message("阶段", "Stage"),
                """
                CASE WHEN r.closed_on IS NULL THEN (SELECT s.name FROM rm_round_stage s WHERE s.id = r.id \
                AND s.until_on >= '{today}' ORDER BY s.place LIMIT 1) END
                """, importance: 5, minimum: 8),
            Field("intensiveUntil", Message("集中整改至", "Intensive until"), .day, "r.intensive_until", importance: 3),
            .choice("plan", Message("方案", "Plan"), Round.Plan.State.self, "r.plan", importance: 6),
            Field("planOn", Message("方案日期", "Plan since"), .day, "r.plan_on", importance: nil),
            Field("planDocument", Message("方案文件", "Plan document"), "r.plan_document", importance: nil),
            Field("planMeasures", Message("方案措施", "Measures in plan"), .integer, "r.plan_measures", importance: nil),
            Field("unplanned", Message("方案外措施", "Measures outside it"), .integer, unplanned, importance: nil),
            Field("findings", Message("问题", "Findings"), .integer, "\(count))", importance: 8),
            Field("open", Message("未销号", "Open"), .integer, "\(count) AND f.is_open)", importance: 8),
            Field("overdue", Message("逾期", "Overdue"), .integer, "\(count) AND f.due < '{today}')", importance: 7),
            Field("sustained", Message("长期坚持", "Sustained"), .integer, "\(count) AND f.is_sustained)", importance: nil),
            Field(
                "nextReport", Message("下次报告", "Next report"), .day,
                """
                (SELECT min(p.due) FROM rm_round_report p WHERE p.id = r.id AND p.reported_on IS NULL \
                AND p.due >= '{today}' AND r.closed_on IS NULL)
                """, importance: nil),
            Field(
                "reportsLate", Message("迟报", "Reports late"), .integer,
                """
                (SELECT nullif(count(*), 0) FROM rm_round_report p WHERE p.id = r.id \
                AND coalesce(p.reported_on, r.closed_on, '{today}') > p.due)
                """, importance: 6),
            Field("publishedOn", Message("公开", "Published"), .day, "r.published_on", importance: 3),
            Field("surveyedOn", Message("测评日期", "Surveyed"), .day, "r.surveyed_on", importance: nil),
            Field("asked", Message("发出测评", "Asked"), .integer, "r.asked", importance: nil),
            Field("answered", Message("收回测评", "Answered"), .integer, "r.answered", importance: nil),
            Field("satisfied", Message("满意", "Fully satisfied"), .integer, "r.satisfied", importance: nil),
            Field(
                "basicallySatisfied", Message("基本满意", "Basically satisfied"), .integer, "r.basically_satisfied",
                importance: nil),
            Field("dissatisfied", Message("不满意", "Dissatisfied"), .integer, "r.dissatisfied", importance: nil),
            // Whole per cent, never rounded up: 99.9 % is not all of them. `stats` has the tenth.
            Field(
                "satisfaction", Message("满意度", "Satisfied"), .percent,
                "(r.satisfied + r.basically_satisfied) * 100 / r.answered", importance: 5),
            Field(
                "accountable", Message("问责人数", "Accountable"), .integer,
                """
                (SELECT sum(a.talk + a.criticism + a.organisational + a.discipline) FROM rm_accountability a \
                WHERE a.id = r.id)
                """, importance: 5),
            Field(
                "units", Message("检查单位", "Units"), .integer,
                "(SELECT nullif(count(*), 0) FROM rm_round_unit u WHERE u.id = r.id)", importance: nil),
            Field(
                "unchecked", Message("尚未检查", "Not checked yet"), .names,
                """
                (SELECT group_concat(unit, char(10)) FROM (SELECT unit FROM rm_round_unit u WHERE u.id = r.id \
                AND NOT EXISTS (SELECT 1 FROM rm_unit_check c WHERE c.id = r.id AND c.unit = u.unit) ORDER BY place))
                """, importance: 4, minimum: 6),
            .choice(
                "sampling", Message("抽取方法", "Drawn"), RoundSampled.Method.self, "r.method", importance: nil),
            Field("closedOn", Message("结束", "Closed"), .day, "r.closed_on", importance: 6),
            Field(
                "leftOpen", Message("结束时未销号", "Left open"), .integer,
                "CASE WHEN r.closed_on IS NOT NULL THEN r.left_open END", importance: nil),
            Field("claimed", Message("来自导入", "Imported"), .flag, "r.is_claimed", importance: nil),
        ],
        order: "r.opened_on, r.id",
        parts: [.roundStages, .progressReports, .publications, .accountability, .unitChecks, .sampledFindings])

    private static let count = """
        (SELECT count(*) FROM rm_finding f WHERE f.round = r.id AND f.stage NOT IN ('withdrawn', 'merged')
        """

    private static let period = """
        CASE WHEN r.closed_on IS NOT NULL THEN 'closed' WHEN r.intensive_until >= '{today}' THEN 'intensive' \
        WHEN r.intensive_until IS NOT NULL THEN 'after' END
        """

    private static let unplanned = """
        CASE WHEN r.plan IS NOT NULL THEN (SELECT count(*) FROM rm_measure m JOIN rm_finding f \
        ON f.number = m.number WHERE f.round = r.id AND f.stage NOT IN ('withdrawn', 'merged') AND NOT EXISTS \
        (SELECT 1 FROM rm_round_plan p WHERE p.id = r.id AND p.number = m.number AND p.measure = m.measure)) END
        """

    package static let roundStages = Listing(
        name: "roundStages", title: Message("阶段", "Stages"), from: "rm_round_stage s", id: "s.id",
        fields: [
            Field("round", Message("轮次", "Round"), "s.id", importance: nil),
            Field("stage", Message("阶段", "Stage"), "s.name", importance: 9, minimum: 12),
            Field("until", Message("最后一天", "Last day"), .day, "s.until_on", importance: 8),
            Field("over", Message("已过", "Over"), .flag, "s.until_on < '{today}'", importance: 7),
        ],
        order: "s.id, s.place")

    package static let progressReports = Listing(
        name: "progressReports", title: Message("进展报告", "Progress reports"),
        from: "rm_round_report p JOIN rm_round r ON r.id = p.id", id: "p.id",
        fields: [
            Field("round", Message("轮次", "Round"), "p.id", importance: nil),
            Field("due", Message("应报", "Due"), .day, "p.due", importance: 9),
            Field("reportedOn", Message("报告", "Reported"), .day, "p.reported_on", importance: 8),
            // What is due after the round was closed is due no more.
            Field(
                "late", Message("迟报", "Late"), .flag, "coalesce(p.reported_on, r.closed_on, '{today}') > p.due",
                importance: 7),
            Field("text", Message("进展", "Progress"), "p.text", importance: 6, minimum: 12),
            Field("document", Message("文件", "Document"), "p.document", importance: 5, minimum: 8),
            Field("sha256", Message("SHA-256", "SHA-256"), "p.digest", importance: 2, minimum: 8),
        ],
        order: "p.id, p.due")

    package static let publications = Listing(
        name: "publications", title: Message("公开", "Publications"), from: "rm_publication p", id: "p.id",
        fields: [
            Field("round", Message("轮次", "Round"), "p.id", importance: nil),
            Field("publishedOn", Message("公开日期", "Published"), .day, "p.published_on", importance: 9),
            Field("until", Message("公开至", "Until"), .day, "p.until_on", importance: 7),
            Field("place", Message("地点", "Where"), "p.venue", importance: 8, minimum: 12),
            Field("document", Message("文件", "Document"), "p.document", importance: 6, minimum: 8),
            Field("sha256", Message("SHA-256", "SHA-256"), "p.digest", importance: 2, minimum: 8),
        ],
        order: "p.id, p.place")

    package static let accountability = Listing(
        name: "accountability", title: Message("问责", "Accountability"), from: "rm_accountability a", id: "a.id",
        fields: [
            Field("round", Message("轮次", "Round"), "a.id", importance: nil),
            Field("unit", Message("单位", "Unit"), "nullif(a.unit, '')", importance: 9, minimum: 8),
            Field("talk", Message("谈话提醒", "Talks"), .integer, "a.talk", importance: 7),
            Field("criticism", Message("批评教育", "Criticism"), .integer, "a.criticism", importance: 6),
            Field("organisational", Message("组织处理", "Organisational"), .integer, "a.organisational", importance: 5),
            Field("discipline", Message("党纪政务处分", "Discipline"), .integer, "a.discipline", importance: 4),
            Field(
                "total", Message("合计", "Total"), .integer, "a.talk + a.criticism + a.organisational + a.discipline",
                importance: 8),
        ],
        order: "a.id, a.unit")

    /// What routine supervision has checked; units of its scope that it has not stand in it without a day.
    package static let unitChecks = Listing(
        name: "unitChecks", title: Message("检查单位", "Units checked"),
        from: """
            (SELECT id, unit, checked_on, outcome, number, note, place FROM rm_unit_check UNION ALL \
            SELECT u.id, u.unit, NULL, NULL, NULL, NULL, 1000000 + u.place FROM rm_round_unit u \
            WHERE NOT EXISTS (SELECT 1 FROM rm_unit_check k WHERE k.id = u.id AND k.unit = u.unit)) c
            """, id: "c.id",
        fields: [
            Field("round", Message("轮次", "Round"), "c.id", importance: nil),
            Field("unit", Message("单位", "Unit"), "c.unit", importance: 9, minimum: 8),
            Field("checkedOn", Message("检查", "Checked"), .day, "c.checked_on", importance: 8),
            .choice("outcome", Message("结果", "Outcome"), RoundChecked.Outcome.self, "c.outcome", importance: 7),
            Field("finding", Message("问题", "Finding"), "c.number", importance: 6),
            Field("note", Message("检查情况", "Note"), "c.note", importance: 5, minimum: 12),
        ],
        order: "c.id, c.place")
}

// MARK: - The three lists of a round (问题清单 / 任务清单 / 责任清单)

extension Listing {
    /// Whose rows are of the round `f.round`: withdrawn and merged findings are none of it any more.
    private static let listed = "(SELECT * FROM rm_finding WHERE stage NOT IN ('withdrawn', 'merged')) f"

    private static let units = Field(
        "units", Message("责任单位", "Units"), .names,
        """
        (SELECT group_concat(unit, char(10)) FROM (SELECT unit FROM rm_finding_unit u WHERE u.number = f.number \
        ORDER BY place))
        """, importance: 6, minimum: 6)

    private static let roundOf = Field("round", Message("轮次", "Round"), "f.round", importance: nil)
    private static let number = Field("number", Message("编号", "No."), "f.number", importance: 9)
    private static let stage = Field.choice(
        "stage", Message("状态", "Stage"), Finding.Stage.self, "f.stage", importance: 4)

    private static func description(_ importance: Int) -> Field {
        Field("description", Message("问题", "Finding"), "f.description", importance: importance, minimum: 15)
    }

    package static let findingList = Listing(
        name: "findingList", title: Message("问题清单", "Finding list"), from: listed, id: "f.round",
        fields: [
            roundOf, number, Field("category", Message("类别", "Category"), "f.category", importance: 5, minimum: 6),
            description(8), Field("details", Message("具体表现", "Details"), "f.details", importance: 3, minimum: 12),
            Field("goal", Message("整改目标", "Goal"), "f.goal", importance: 2, minimum: 12),
            Field("unit", Message("所在单位", "Found in"), "f.unit", importance: 6, minimum: 6),
            Field("source", Message("来源", "Source"), "f.source", importance: 1, minimum: 6),
            Field("feedbackOn", Message("反馈", "Feedback"), .day, "f.feedback_on", importance: 1), stage,
        ],
        order: "f.year, f.ordinal")

    package static let taskList = Listing(
        name: "taskList", title: Message("任务清单", "Task list"),
        from: "rm_measure m JOIN \(listed) ON f.number = m.number", id: "f.round",
        fields: [
            roundOf, number, Field("measure", Message("措施", "Measure"), .integer, "m.measure", importance: 9),
            .light(due: "CASE WHEN f.is_open AND m.completed_on IS NULL THEN m.deadline END"),
            description(3), Field("text", Message("整改措施", "What is to be done"), "m.text", importance: 8, minimum: 15),
            .choice("kind", Message("方式", "Kind"), Measure.Kind.self, "m.kind", importance: 5),
            Field("deadline", Message("时限", "Due"), .day, "m.deadline", importance: 7),
            Field("nextReview", Message("复核", "Review"), .day, "m.next_review", importance: 4),
            Field(
                "units", Message("责任单位", "Units"), .names,
                """
                (SELECT group_concat(unit, char(10)) FROM (SELECT unit FROM rm_measure_unit u \
                WHERE u.number = m.number AND u.measure = m.measure ORDER BY place))
                """, importance: 3, minimum: 6),
            Field("owner", Message("责任人", "Owner"), .actor, "m.owner", importance: 6, minimum: 6),
            Field("percent", Message("进度", "Progress"), .percent, "m.percent", importance: 5),
            Field("completedOn", Message("完成", "Completed"), .day, "m.completed_on", importance: 5),
            Field(
                "planned", Message("在方案内", "In the plan"), .flag,
                """
                EXISTS (SELECT 1 FROM rm_round_plan p WHERE p.id = f.round AND p.number = m.number \
                AND p.measure = m.measure)
                """, importance: nil),
        ],
        order: "f.year, f.ordinal, m.measure")

    package static let responsibilityList = Listing(
        name: "responsibilityList", title: Message("责任清单", "Responsibility list"), from: listed, id: "f.round",
        fields: [
            roundOf, number, .light(due: "f.due"), description(8),
            Field("leader", Message("责任领导", "Leader"), .actor, "f.leader", importance: 7, minimum: 6),
            Field("leadUnit", Message("牵头单位", "Lead unit"), "f.lead_unit", importance: 5, minimum: 6), units,
            Field("owner", Message("责任人", "Owner"), .actor, "f.owner", importance: 7, minimum: 6),
            Field("deadline", Message("时限", "Due"), .day, "f.deadline", importance: 6), stage,
        ],
        order: "f.year, f.ordinal")

    /// Open findings under supervision.
    package static let supervised = Listing(
        name: "supervised", title: Message("督办中的问题", "Findings under supervision"), kind: nil,
        from: "(SELECT * FROM rm_finding WHERE supervision IS NOT NULL) f", id: "f.number",
        fields: [
            number, .light(due: "f.due"),
            .choice("level", Message("级别", "Level"), Supervision.Level.self, "f.supervision", importance: 8),
            Field("since", Message("自", "Since"), .day, "f.supervision_on", importance: 6),
            description(7), units,
            Field("owner", Message("责任人", "Owner"), .actor, "f.owner", importance: 4, minimum: 6),
            Field("due", Message("时限", "Due"), .day, "f.due", importance: 5),
            Field(
                "overdueDays", Message("逾期天数", "Days late"), .integer,
                "CASE WHEN f.due < '{today}' THEN CAST(julianday('{today}') - julianday(f.due) AS INTEGER) END",
                importance: 8),
            Field(
                "issued", Message("督办次数", "Issued"), .integer,
                "(SELECT count(*) FROM rm_supervision s WHERE s.number = f.number)", importance: 2),
            roundOf, stage,
        ],
        order:
            """
            CASE f.supervision WHEN 'circular' THEN 0 WHEN 'listed' THEN 1 WHEN 'notice' THEN 2 ELSE 3 END, f.due, \
            f.year, f.ordinal
            """,
        narrowing: { Conditions.findings($0, on: $1) })

    /// What was ever issued of a finding that is overdue or was, the earliest first.
    package static let supervisionIssues = Listing(
        name: "supervisionIssues", title: Message("发出的督办", "Supervision issued"),
        from: "rm_supervision s JOIN \(listed) ON f.number = s.number", id: "f.number",
        fields: [
            Field("issuedOn", Message("日期", "Issued"), .day, "s.issued_on", importance: 8),
            .choice("level", Message("级别", "Level"), Supervision.Level.self, "s.level", importance: 8),
            number, description(7), units,
            Field("owner", Message("责任人", "Owner"), .actor, "f.owner", importance: 4, minimum: 6),
            Field("due", Message("已过的时限", "Deadline passed"), .day, "s.due", importance: 5),
            roundOf, stage,
        ],
        order: "s.issued_on, f.year, f.ordinal, s.place", narrowing: { Conditions.findings($0, on: $1) })

    /// What other units were asked to look for (举一反三), and what they answered.
    package static let extendedChecks = Listing(
        name: "extendedChecks", title: Message("举一反三", "Extended checks"),
        from: "rm_check c JOIN \(listed) ON f.number = c.number", id: "f.number",
        fields: [
            number, .light(due: "CASE WHEN c.answered_on IS NULL THEN c.due END"), description(5),
            Field("unit", Message("自查单位", "Unit"), "c.unit", importance: 8, minimum: 6),
            Field("askedOn", Message("提出", "Asked"), .day, "c.asked_on", importance: 3),
            Field("due", Message("期限", "Due"), .day, "c.due", importance: 7),
            Field("answeredOn", Message("答复", "Answered"), .day, "c.answered_on", importance: 6),
            .choice("outcome", Message("结果", "Outcome"), CheckAnswered.Outcome.self, "c.outcome", importance: 6),
            Field("found", Message("登记的问题", "Finding there"), "c.found", importance: 5),
            Field("text", Message("自查情况", "What was seen"), "c.text", importance: 2, minimum: 8),
        ],
        order: "c.answered_on IS NOT NULL, c.due, f.year, f.ordinal, c.place")
}
