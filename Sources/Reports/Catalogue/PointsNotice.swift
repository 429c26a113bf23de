import Ledger
import ReadModels
import Rectification

/// 党员积分公示: the points of a quarter as they are posted. Members stand in it by their codes alone, and the words of
/// objections, which may name people, are left out.
enum PointsNotice {
    static let type = ReportType(
        name: Message("党员积分公示", "points"),
        title: title,
        about: Message(
            "一个季度的党员积分、规则版本、异议期和异议的裁定，只列党员编号",
            "members' points of a quarter, the rules, objections and how they were decided; codes, no names"),
        subject: Message("季度", "QUARTER"), takesRules: true,
        make: make)

    private static let title = Message("党员积分公示", "Notice of members' points")

    @Sendable private static func make(_ request: ReportRequest) throws -> Report {
        try request.requireNoFilter()
        guard let quarter = request.order.subject.flatMap({ QuarterID($0) }) else {
            throw Fault.noQuarter(request.order.subject)
        }
        guard let state = try request.outlook.quarter(quarter), let closing = state.closing else {
            return try preview(of: quarter, request)
        }
        if let rules = request.order.rules, rules != closing.rules { throw Fault.closedBy(closing, quarter) }
        let version = try request.outlook.rules(closing.rules, version: closing.version)
        var sections = [
            ReportSection(
                Message("积分", "Points"), [.paragraph(said(state, closing)), .table(try totals(quarter, request))])
        ]
        if let version { sections.append(ReportSection(Message("积分规则", "Rules"), [.table(rules(version))])) }
        if !state.objections.isEmpty {
            sections.append(ReportSection(Message("异议", "Objections"), try objections(state, request)))
        }
        return try report(
            quarter, request,
            [
                ReportFact(Message("状态", "Stage"), state.stage.title), fact(closing.rules, closing.version, version),
                ReportFact(Message("结账", "Closed on"), Message(verbatim: closing.on.description)),
                ReportFact(
                    Message("计至", "Computed up to"), Message("第 \(closing.position) 条记录", "record \(closing.position)")),
                ReportFact(Message("公示", "Published on"), optional: state.publishedOn?.description),
                ReportFact(Message("异议截止", "Objections until"), optional: state.objectionsUntil?.description),
            ], sections)
    }

    private static func report(
        _ quarter: QuarterID, _ request: ReportRequest, _ facts: [ReportFact?], _ sections: [ReportSection]
    ) throws -> Report {
        Report(
            title: title, subtitle: Message(verbatim: quarter.text),
            facts: try request.facts(
                range: Message("\(quarter) 的党员积分", "members' points of \(quarter)"), facts),
            sections: sections)
    }

    private static func fact(_ id: PointRulesID, _ number: Int, _ version: PointRules.Version?) -> ReportFact {
        let label = version?.label.map { Message("，\($0)", ", \($0)") } ?? Message("", "")
        return ReportFact(
            Message("规则", "Rules"), Message("\(id) 第 \(number) 版", "\(id), version \(number)") + label)
    }
}

// MARK: - A closed quarter

extension PointsNotice {
    private static func said(_ state: PointsQuarter, _ closing: PointsQuarter.Closing) -> Message {
        let corrected = Set(state.objections.compactMap(\.member)).count { state.correction(of: $0) != 0 }
        let first = Message(
            "\(state.id) 共 \(closing.totals.count) 名党员计分，于 \(closing.on) 结账",
            "\(state.id): the points of \(Message.counted(closing.totals.count, "", "member", "members").en), closed on "
                + "\(closing.on)")
        let then =
            corrected > 0
            ? Message("，其后经异议更正 \(corrected) 人。", "; those of \(corrected) were corrected after objections.")
            : Message("。", ".")
        let until = state.objectionsUntil.map {
            Message("对积分有异议的，可在 \($0) 前（含当日）提出。", " Objections may be raised until \($0).")
        }
        return first + then + (until ?? Message("尚未公示。", " Not published yet."))
    }

    private static func totals(_ quarter: QuarterID, _ request: ReportRequest) throws -> ReportTable {
        try ReportTable(
            .pointTotals, ListingQuery(["quarter": [.text(quarter.text)]]), from: request.outlook,
            fields: ["branch", "member", "points", "correction", "standing"])
    }

    private static func objections(_ state: PointsQuarter, _ request: ReportRequest) throws -> [ReportBlock] {
        let (upheld, refused) = (ObjectionDecided.Outcome.upheld, ObjectionDecided.Outcome.refused)
        let count = { (outcome: ObjectionDecided.Outcome?) in state.objections.count { $0.outcome == outcome } }
        let summary = Message(
            "提出异议 \(state.objections.count) 件："
                + "\(upheld.title.zh) \(count(upheld)) 件，\(refused.title.zh) \(count(refused)) 件，未裁定 \(count(nil)) 件。",
            "\(Message.counted(state.objections.count, "", "objection", "objections").en): "
                + "\(count(upheld)) \(upheld.title.en), \(count(refused)) \(refused.title.en), \(count(nil)) undecided."
        )
        let table = try ReportTable(
            .objections, ListingQuery(["quarter": [.text(state.id.text)]]), from: request.outlook,
            fields: ["number", "member", "raisedOn", "decidedOn", "outcome", "points"])
        return [.paragraph(summary), .table(table)]
    }

    private static func rules(_ version: PointRules.Version) -> ReportTable {
        ReportTable(
            Message("积分规则", "Rules"),
            [
                .init(Message("条目", "Item")), .init(Message("加减", "Sign"), .key),
                .init(Message("分值", "Points"), .integer), .init(Message("上限", "Cap"), .integer),
                .init(Message("周期", "Period"), .key),
            ],
            rows: version.rules.map { rule in
                [
                    .text(rule.item), .text(rule.sign.title), .integer(rule.value),
                    rule.cap.map { .integer($0) } ?? .none,
                    .text(rule.period.title),
                ]
            })
    }
}

// MARK: - An open quarter

extension PointsNotice {
    private static func preview(of quarter: QuarterID, _ request: ReportRequest) throws -> Report {
        let points = try request.outlook.preview(of: quarter, by: request.order.rules)
        let rows = points.sheet.rows.sorted { order($0) < order($1) }
        let said = Message(
            "\(quarter) 尚未结账：以下是计至 \(points.until) 的预览，不是公示的积分，以结账为准。",
            "\(quarter) is not closed: these are the points as computed up to \(points.until), a preview and not what will be "
                + "published.")
        let nobodys = points.sheet.unattributed.count
        let left = Message(
            "另有 \(nobodys) 处未能归到个人，见 taizhang points show --quarter \(quarter)。",
            "\(nobodys) more could not be given to a member: see taizhang points show --quarter \(quarter).")
        let table = ReportTable(
            Message("积分预览", "Preview"),
            [
                .init(Message("党支部", "Branch")), .init(Message("党员", "Member"), .key),
                .init(Message("得分（预览）", "Points (preview)"), .integer),
            ],
            rows: rows.map { [.text($0.placing.branch?.text), .text($0.member.text), .integer($0.total)] })
        return try report(
            quarter, request,
            [
                ReportFact(Message("状态", "Stage"), Message("未结账（预览）", "open (a preview)")),
                fact(points.rules, points.version.number, points.version),
            ],
            [
                ReportSection(
                    Message("积分预览", "Preview of the points"),
                    [.paragraph(said)] + (nobodys > 0 ? [.paragraph(left)] : []) + [.table(table)]),
                ReportSection(Message("积分规则", "Rules"), [.table(rules(points.version))]),
            ])
    }

    /// As a closed quarter's are listed: by branch, the most points first.
    private static func order(_ row: MemberPoints) -> (String, Int, MemberCode) {
        (row.placing.branch?.text ?? "", -row.total, row.member)
    }
}

extension Fault {
    fileprivate static func noQuarter(_ given: String?) -> Fault {
        Fault(
            "E-REPORT-SUBJECT", .usage,
            given.map { Message("“\($0)”不是季度。", "“\($0)” is no quarter.") }
                ?? Message("积分公示要写明季度。", "A notice of points is of one quarter, and none was named."),
            remedy: Message(
                "如 taizhang report 党员积分公示 2020-Q3。", "Such as taizhang report points 2020-Q3."))
    }
}
