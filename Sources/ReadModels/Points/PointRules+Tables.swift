import GRDB
import Ledger
import Rectification

extension PointRules: Tabled {
    package static let tables = [Tables.pointVersion, Tables.pointItem]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        for version in versions {
            try add(
                Tables.pointVersion,
                [
                    id.text, version.number, version.from, version.adoptedOn, version.label,
                    version.floor, version.rules.count, version.document?.name,
                ])
            for (place, rule) in version.rules.enumerated() {
                try add(
                    Tables.pointItem,
                    [
                        id.text, version.number, place, rule.item, rule.sign.rawValue, rule.value, rule.cap,
                        rule.period.rawValue, rule.counts.rawValue,
                        rule.kinds.isEmpty ? nil : rule.kinds.joined(separator: "\n"), rule.note,
                    ])
            }
        }
    }

    package var headline: Headline { Headline(versions.last?.label, on: versions.last?.from) }
}

extension Tables {
    static let pointVersion = Definition(
        "rm_point_version", key: ["id", "version"],
        """
        id TEXT NOT NULL, version INTEGER NOT NULL, from_on TEXT NOT NULL, adopted_on TEXT NOT NULL, label TEXT, \
        floor INTEGER NOT NULL, items INTEGER NOT NULL, document TEXT
        """)
    static let pointItem = Definition(
        "rm_point_item", key: ["id", "version", "place"],
        """
        id TEXT NOT NULL, version INTEGER NOT NULL, place INTEGER NOT NULL, item TEXT NOT NULL, sign TEXT NOT NULL, \
        value INTEGER NOT NULL, cap INTEGER, period TEXT NOT NULL, counts TEXT NOT NULL, kinds TEXT, note TEXT
        """)
}

extension Listing {
    /// By the rule of `PointRules.version(on:)`.
    private static let inForce = """
        v.from_on <= '{today}' AND NOT EXISTS (SELECT 1 FROM rm_point_version w WHERE w.id = v.id \
        AND w.from_on <= '{today}' AND (w.from_on > v.from_on OR w.from_on = v.from_on AND w.version > v.version))
        """

    /// Rule sets, version by version, the last first.
    package static let pointVersions = Listing(
        name: "pointVersions", title: Message("积分规则", "Rules for points"), kind: PointRulesID.kind,
        from: "rm_point_version v", id: "v.id",
        fields: [
            Field("rules", Message("规则", "Rules"), "v.id", importance: 9, minimum: 10),
            Field("version", Message("版本", "Version"), .integer, "v.version", importance: 9),
            Field("label", Message("名目", "Label"), "v.label", importance: 5, minimum: 6),
            Field("from", Message("施行", "From"), .day, "v.from_on", importance: 8),
            Field("inForce", Message("现行", "In force"), .flag, "CASE WHEN \(inForce) THEN 1 ELSE 0 END", importance: 7),
            Field("items", Message("条目", "Items"), .integer, "v.items", importance: 6),
            Field("floor", Message("最低分", "Floor"), .integer, "v.floor", importance: 2),
            Field("adoptedOn", Message("印发", "Adopted"), .day, "v.adopted_on", importance: 4),
            Field("document", Message("文件", "Document"), "v.document", importance: 1, minimum: 8),
        ],
        order: "v.id, v.version DESC")

    /// The items in force on the day of the view.
    package static let pointItems = Listing(
        name: "pointItems", title: Message("积分条目", "Items of points"), kind: nil,
        from: """
            (SELECT i.*, v.from_on FROM rm_point_item i JOIN rm_point_version v USING (id, version) WHERE \(inForce)) i
            """,
        id: "i.id",
        fields: [
            Field("rules", Message("规则", "Rules"), "i.id", importance: nil),
            Field("version", Message("版本", "Version"), .integer, "i.version", importance: nil),
            Field("item", Message("条目", "Item"), "i.item", importance: 9, minimum: 18),
            .choice("sign", Message("加减", "Sign"), PointRule.Sign.self, "i.sign", importance: 8),
            Field("value", Message("分值", "Points"), .integer, "i.value", importance: 9),
            Field("cap", Message("上限", "Cap"), .integer, "i.cap", importance: 7),
            .choice("period", Message("周期", "Period"), PointRule.Period.self, "i.period", importance: 6),
            .choice("counts", Message("如何计", "Counted by"), Counting.self, "i.counts", importance: 7),
            Field("kinds", Message("活动类别", "Kinds"), .names, "i.kinds", importance: 5, minimum: 12),
            Field("note", Message("说明", "Note"), "i.note", importance: 1, minimum: 24),
        ],
        order: "i.id, i.place")
}
