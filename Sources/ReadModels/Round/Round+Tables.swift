import GRDB
import Ledger
import Rectification

extension Round: Tabled {
    package static let tables = [
        Tables.round, Tables.roundStage, Tables.roundReport, Tables.roundPlan, Tables.publication,
        Tables.accountability, Tables.roundUnit, Tables.unitCheck, Tables.roundFrom, Tables.sample,
    ]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(Tables.round, row)
        for (place, stage) in stages.enumerated() {
            try add(Tables.roundStage, [id.text, place, stage.name, stage.until])
        }
        for due in Set(reportDates + reports.map(\.due)).sorted() {
            let report = reports.first { $0.due == due }
            try add(
                Tables.roundReport,
                [
                    id.text, due, report?.on, report?.text, report?.document?.name,
                    report?.document?.digest.hex,
                ])
        }
        for (place, measure) in (plan?.measures ?? []).enumerated() {
            try add(Tables.roundPlan, [id.text, place, measure.finding?.text, measure.measure])
        }
        for (place, it) in publications.enumerated() {
            try add(
                Tables.publication,
                [
                    id.text, place, it.on, it.place, it.document?.name, it.document?.digest.hex,
                    it.until,
                ])
        }
        for (unit, counts) in accountability {
            try add(Tables.accountability, [id.text, unit?.text ?? ""] + counts.all)
        }
        for (place, unit) in (scope?.units ?? []).enumerated() {
            try add(Tables.roundUnit, [id.text, place, unit.text])
        }
        for (place, check) in checks.enumerated() {
            try add(
                Tables.unitCheck,
                [
                    id.text, place, check.unit.text, check.on, check.outcome.rawValue, check.finding?.text,
                    check.note,
                ])
        }
        for (place, from) in (sample?.from ?? []).enumerated() {
            try add(Tables.roundFrom, [id.text, place, from.text])
        }
        for (place, number) in (sample?.sample ?? []).enumerated() {
            try add(Tables.sample, [id.text, place, number.text])
        }
    }

    package var links: [Link] {
        let plan = Set((plan?.measures ?? []).compactMap(\.finding)).map { Link("plan", $0.stream) }
        return plan + leftOpen.map { Link("leftOpen", $0.stream) }
            + checks.compactMap { $0.finding.map { Link("found", $0.stream) } }
            + (sample?.from ?? []).map { Link("drawnFrom", $0.stream) }
            + (sample?.sample ?? []).map { Link("sample", $0.stream) }
    }

    private var row: [any RowValue] {
        let basics: [any RowValue] = [
            id.text, source, body, feedbackOn, intensiveUntil, document?.name,
            openedOn, closedOn, leftOpen.count, isClaimed,
        ]
        let work: [any RowValue] = [
            plan?.state.rawValue, plan?.on, plan?.document?.name, plan?.measures.count,
            publications.last?.on, survey?.asked, survey?.answered, survey?.satisfied,
            survey?.basicallySatisfied, survey?.dissatisfied, surveyedOn,
        ]
        return basics + work + [
            scope?.category, sample?.method.rawValue, sample?.seed, sample?.population.count, sampledOn,
        ]
    }

    package static let texts: [TextField<Round>] = [
        TextField("id", Message("轮次", "round")) { $0.id.text },
        TextField("source", Message("来源", "source")) { $0.source },
        TextField("body", Message("检查机构", "body")) { $0.body },
        TextField("document", Message("反馈意见", "document")) { $0.document?.name },
    ]
}

extension Tables {
    static let round = Definition(
        "rm_round", key: ["id"],
        """
        id TEXT NOT NULL, source TEXT NOT NULL, body TEXT, feedback_on TEXT, intensive_until TEXT, document TEXT, \
        opened_on TEXT NOT NULL, closed_on TEXT, left_open INTEGER NOT NULL, is_claimed INTEGER NOT NULL, \
        plan TEXT, plan_on TEXT, plan_document TEXT, plan_measures INTEGER, published_on TEXT, asked INTEGER, \
        answered INTEGER, satisfied INTEGER, basically_satisfied INTEGER, dissatisfied INTEGER, surveyed_on TEXT, \
        category TEXT, method TEXT, seed TEXT, population INTEGER, sampled_on TEXT
        """)
    static let roundStage = Definition(
        "rm_round_stage", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, until_on TEXT")
    static let roundReport = Definition(
        "rm_round_report", key: ["id", "due"],
        "id TEXT NOT NULL, due TEXT NOT NULL, reported_on TEXT, text TEXT, document TEXT, digest TEXT")
    /// The measures that the rectification plan holds.
    static let roundPlan = Definition(
        "rm_round_plan", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, number TEXT, measure INTEGER NOT NULL")
    static let publication = Definition(
        "rm_publication", key: ["id", "place"],
        """
        id TEXT NOT NULL, place INTEGER NOT NULL, published_on TEXT NOT NULL, venue TEXT NOT NULL, document TEXT, \
        digest TEXT, until_on TEXT
        """)
    /// `unit` is empty for the office as a whole.
    static let accountability = Definition(
        "rm_accountability", key: ["id", "unit"],
        """
        id TEXT NOT NULL, unit TEXT NOT NULL, talk INTEGER NOT NULL, criticism INTEGER NOT NULL, \
        organisational INTEGER NOT NULL, discipline INTEGER NOT NULL
        """)
    /// The units that routine supervision is to check.
    static let roundUnit = Definition(
        "rm_round_unit", key: ["id", "place"], "id TEXT NOT NULL, place INTEGER NOT NULL, unit TEXT NOT NULL")
    static let unitCheck = Definition(
        "rm_unit_check", key: ["id", "place"],
        """
        id TEXT NOT NULL, place INTEGER NOT NULL, unit TEXT NOT NULL, checked_on TEXT NOT NULL, \
        outcome TEXT NOT NULL, number TEXT, note TEXT
        """)
    static let roundFrom = Definition(
        "rm_round_from", key: ["id", "place"], "id TEXT NOT NULL, place INTEGER NOT NULL, round TEXT NOT NULL")
    static let sample = Definition(
        "rm_sample", key: ["id", "place"], "id TEXT NOT NULL, place INTEGER NOT NULL, number TEXT NOT NULL")
}
