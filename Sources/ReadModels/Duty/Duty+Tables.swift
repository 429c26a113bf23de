import GRDB
import Ledger
import Rectification

extension Duty: Tabled {
    package static let tables = [Tables.duty, Tables.dutyKind, Tables.dutyUnit]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(
            Tables.duty,
            [
                id.text, frequency.rawValue, frequency.months ?? 0, frequency.calendarStart(of: from),
                from, until, owner?.text, setOn, endedOn,
            ])
        for (place, kind) in kinds.enumerated() { try add(Tables.dutyKind, [id.text, place, kind]) }
        for (place, unit) in units.enumerated() { try add(Tables.dutyUnit, [id.text, place, unit.text]) }
    }

    package var headline: Headline { Headline(kinds.joined(separator: "、"), on: from) }
}

extension Tables {
    /// `starts_on`: the first day of the period of the calendar that `from_on` falls in.
    static let duty = Definition(
        "rm_duty", key: ["id"],
        """
        id TEXT NOT NULL, frequency TEXT NOT NULL, months INTEGER NOT NULL, starts_on TEXT NOT NULL, \
        from_on TEXT NOT NULL, until_on TEXT, owner TEXT, set_on TEXT NOT NULL, ended_on TEXT
        """)
    static let dutyKind = Definition(
        "rm_duty_kind", key: ["id", "place"], "id TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL")
    static let dutyUnit = Definition(
        "rm_duty_unit", key: ["id", "place"], "id TEXT NOT NULL, place INTEGER NOT NULL, unit TEXT NOT NULL")
}

// MARK: - Derived on a day

/// Whether a unit has done its duty in a period.
package enum DutyOutcome: String, Choice {
    case met, missed
    /// The period has not ended, and nothing has been held in it.
    case open

    package var title: Message {
        switch self {
        case .met: Message("已办", "met")
        case .missed: Message("未办", "missed")
        case .open: Message("待办", "open")
        }
    }
}

extension Duty {
    /// Every period of every duty and unit that has begun by `{today}`, with the first activity that met it.
    ///
    /// A period in which the duty itself was ended is only in it where it was met.
    static let metPeriods = """
        WITH RECURSIVE start(id, starts_on) AS (SELECT id, starts_on FROM rm_duty WHERE months > 0 \
        UNION ALL SELECT s.id, date(s.starts_on, '+' || d.months || ' months') FROM start s \
        JOIN rm_duty d ON d.id = s.id WHERE date(s.starts_on, '+' || d.months || ' months') \
        <= min('{today}', coalesce(d.until_on, '{today}'), coalesce(d.ended_on, '{today}'))), \
        period AS (SELECT d.id, d.frequency, d.ended_on, u.place, u.unit, s.starts_on, \
        max(s.starts_on, d.from_on) AS from_on, min(date(s.starts_on, '+' || d.months || ' months', '-1 day'), \
        coalesce(d.until_on, '9999-12-31')) AS until_on FROM start s JOIN rm_duty d ON d.id = s.id \
        JOIN rm_duty_unit u ON u.id = d.id WHERE max(s.starts_on, d.from_on) <= '{today}'), \
        met AS (SELECT p.id, p.frequency, p.ended_on, p.place, p.unit, p.starts_on, p.from_on, p.until_on, \
        min(a.held_on || a.id) AS first FROM period p LEFT JOIN \
        (SELECT k.id AS duty, a.branch, a.held_on, a.id FROM rm_duty_kind k JOIN rm_activity a ON a.kind = k.kind \
        WHERE a.is_withdrawn = 0) a \
        ON a.duty = p.id AND a.branch = p.unit AND a.held_on BETWEEN p.from_on AND p.until_on \
        GROUP BY p.id, p.place, p.starts_on) \
        SELECT id, frequency, place, unit, from_on, until_on, \
        CASE frequency WHEN 'monthly' THEN substr(starts_on, 1, 7) \
        WHEN 'quarterly' THEN substr(starts_on, 1, 4) || '-Q' || ((substr(starts_on, 6, 2) + 2) / 3) \
        WHEN 'halfyearly' THEN substr(starts_on, 1, 4) || '-H' || ((substr(starts_on, 6, 2) + 5) / 6) \
        ELSE substr(starts_on, 1, 4) END AS label, \
        substr(first, 1, 10) AS met_on, substr(first, 11) AS activity, \
        CASE WHEN first IS NOT NULL THEN 'met' WHEN until_on < '{today}' THEN 'missed' ELSE 'open' END AS outcome \
        FROM met WHERE ended_on IS NULL OR until_on <= ended_on OR first IS NOT NULL
        """
}

extension Listing {
    package static let duties = Listing(
        name: "duties", title: Message("经常性工作", "Recurring duties"), kind: DutyID.kind,
        from: """
            rm_duty d LEFT JOIN (SELECT id, count(*) AS periods, sum(outcome = 'met') AS met, \
            sum(outcome = 'missed') AS missed, sum(outcome = 'open') AS open, \
            min(CASE WHEN outcome = 'open' THEN until_on END) AS due FROM (\(Duty.metPeriods)) GROUP BY id) s \
            ON s.id = d.id
            """,
        id: "d.id",
        fields: [
            Field("name", Message("经常性工作", "Duty"), "d.id", importance: 9, minimum: 10),
            .light(due: "s.due"),
            .choice("frequency", Message("频次", "How often"), Frequency.self, "d.frequency", importance: 8),
            Field(
                "units", Message("单位", "Units"), .names,
                "(SELECT group_concat(unit, char(10)) FROM (SELECT unit FROM rm_duty_unit u "
                    + "WHERE u.id = d.id ORDER BY place))", importance: 6, minimum: 8),
            Field(
                "kinds", Message("活动类别", "Kinds"), .names,
                "(SELECT group_concat(kind, char(10)) FROM (SELECT kind FROM rm_duty_kind k "
                    + "WHERE k.id = d.id ORDER BY place))", importance: 4, minimum: 8),
            Field("owner", Message("责任人", "Owner"), .actor, "d.owner", importance: 1, minimum: 8),
            Field("from", Message("起", "From"), .day, "d.from_on", importance: 3),
            Field("until", Message("止", "Until"), .day, "d.until_on", importance: 2),
            Field("periods", Message("应办", "Due"), .integer, "coalesce(s.periods, 0)", importance: 5),
            Field("met", Message("已办", "Met"), .integer, "coalesce(s.met, 0)", importance: 7),
            Field("missed", Message("未办", "Missed"), .integer, "coalesce(s.missed, 0)", importance: 7),
            Field("open", Message("待办", "Open"), .integer, "coalesce(s.open, 0)", importance: 7),
            Field("due", Message("下一时限", "Next due"), .day, "s.due", importance: 4),
            Field("setOn", Message("设定", "Set on"), .day, "d.set_on", importance: nil),
            Field("endedOn", Message("取消", "Ended"), .day, "d.ended_on", importance: 5),
        ],
        order: "d.id")

    package static let dutyPeriods = Listing(
        name: "dutyPeriods", title: Message("经常性工作各期", "Periods of duties"), kind: nil,
        from: "(\(Duty.metPeriods)) p", id: "p.id",
        fields: [
            Field("duty", Message("经常性工作", "Duty"), "p.id", importance: 9, minimum: 10),
            Field("unit", Message("单位", "Unit"), "p.unit", importance: 8, minimum: 8),
            .choice("frequency", Message("频次", "How often"), Frequency.self, "p.frequency", importance: nil),
            Field("period", Message("期", "Period"), "p.label", importance: 8),
            Field("from", Message("起", "From"), .day, "p.from_on", importance: nil),
            Field("until", Message("止", "Until"), .day, "p.until_on", importance: 5),
            .choice("outcome", Message("结果", "Outcome"), DutyOutcome.self, "p.outcome", importance: 9),
            .light(due: "CASE WHEN p.outcome <> 'met' THEN p.until_on END"),
            Field("metOn", Message("日期", "Met on"), .day, "p.met_on", importance: 6),
            Field("activity", Message("活动", "Activity"), "p.activity", importance: 7),
        ],
        order: "p.id, p.place, p.from_on")
}
