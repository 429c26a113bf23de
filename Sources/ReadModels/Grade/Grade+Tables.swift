import GRDB
import Ledger
import Rectification

extension GradeCriteria: Tabled {
    package static let tables = [Tables.gradeCriteria, Tables.gradeItem, Tables.gradeRank]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        guard let current else { return }
        try add(
            Tables.gradeCriteria,
            [
                id.text, current.number, current.on, current.grades.joined(separator: "\n"),
                current.fullMarks,
            ])
        for (place, item) in current.items.enumerated() {
            try add(Tables.gradeItem, [id.text, place, item.item, item.full])
        }
        for version in versions {
            for (place, grade) in version.grades.enumerated() {
                try add(Tables.gradeRank, [id.text, version.number, place + 1, grade])
            }
        }
    }

    package var headline: Headline { Headline(on: current?.on) }
}

extension BranchGrade: Tabled {
    package static let tables = [Tables.grade, Tables.gradeYear]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(Tables.grade, [id.text, current?.grade, current?.year])
        for year in years {
            try add(
                Tables.gradeYear,
                [
                    id.text, year.year, year.stage.rawValue, year.goal?.grade, year.goal?.rank,
                    year.criteria?.criteria?.text, year.criteria?.version, year.selfTotal,
                    year.selfAssessedOn, year.reviewTotal, year.reviewedOn,
                    year.reviewer?.text, year.awarded?.grade, year.awarded?.rank, year.awardedOn,
                    year.withdrawnOn,
                ])
        }
    }

    package var links: [Link] {
        years.compactMap { $0.criteria?.criteria.map { Link("criteria", $0.stream) } }
    }

    package var headline: Headline { Headline(current?.grade, on: lastStepOn) }
}

extension Tables {
    /// As they stand; `grades` from the highest, a line each.
    static let gradeCriteria = Definition(
        "rm_grade_criteria", key: ["id"],
        """
        id TEXT NOT NULL, version INTEGER NOT NULL, adopted_on TEXT NOT NULL, grades TEXT NOT NULL, \
        full_marks INTEGER NOT NULL
        """)
    static let gradeItem = Definition(
        "rm_grade_item", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, item TEXT NOT NULL, full_marks INTEGER NOT NULL")
    /// Of every version.
    static let gradeRank = Definition(
        "rm_grade_rank", key: ["id", "version", "rank"],
        "id TEXT NOT NULL, version INTEGER NOT NULL, rank INTEGER NOT NULL, grade TEXT NOT NULL")
    static let grade = Definition("rm_grade", key: ["id"], "id TEXT NOT NULL, grade TEXT, year INTEGER")
    static let gradeYear = Definition(
        "rm_grade_year", key: ["id", "year"],
        """
        id TEXT NOT NULL, year INTEGER NOT NULL, stage TEXT NOT NULL, goal TEXT, goal_rank INTEGER, criteria TEXT, \
        version INTEGER, self_marks INTEGER, self_assessed_on TEXT, review_marks INTEGER, reviewed_on TEXT, \
        reviewer TEXT, grade TEXT, rank INTEGER, awarded_on TEXT, withdrawn_on TEXT
        """)
}

extension Listing {
    package static let gradeCriteria = Listing(
        name: "gradeCriteria", title: Message("支部定级标准", "Criteria for branch grades"), kind: GradeCriteriaID.kind,
        from: "rm_grade_criteria c", id: "c.id",
        fields: [
            Field("name", Message("标准", "Criteria"), "c.id", importance: 9, minimum: 10),
            Field("version", Message("版本", "Version"), .integer, "c.version", importance: 7),
            Field("adoptedOn", Message("印发", "Adopted"), .day, "c.adopted_on", importance: 5),
            Field("grades", Message("等级", "Grades"), .names, "c.grades", importance: 8, minimum: 8),
            Field(
                "items", Message("项目", "Items"), .names,
                """
                (SELECT group_concat(item || ' ' || full_marks, char(10)) FROM \
                (SELECT item, full_marks FROM rm_grade_item i WHERE i.id = c.id ORDER BY place))
                """, importance: 6, minimum: 10),
            Field("fullMarks", Message("满分", "Full marks"), .integer, "c.full_marks", importance: 6),
        ],
        order: "c.id")

    /// Whether the goal of the year `y` was reached; null where there is no goal, or nothing is decided. The goal's grade is
    /// looked up by its name in the criteria of the award; where these have no such grade, the ranks are compared.
    private static let isReached = """
        CASE WHEN y.goal IS NULL THEN NULL WHEN y.withdrawn_on IS NOT NULL THEN 0 ELSE y.rank <= coalesce(\
        (SELECT k.rank FROM rm_grade_rank k WHERE k.id = y.criteria AND k.version = y.version AND k.grade = y.goal), \
        y.goal_rank) END
        """

    /// A branch a row: the grade that it has, and this year's goal against what was reached.
    package static let grades = Listing(
        name: "grades", title: Message("支部等级", "Branch grades"), kind: BranchGradeID.kind,
        from: """
            rm_grade g LEFT JOIN rm_grade_year y ON y.id = g.id \
            AND y.year = CAST(substr('{today}', 1, 4) AS INTEGER)
            """, id: "g.id",
        fields: [
            Field("branch", Message("党支部", "Branch"), "g.id", importance: 9, minimum: 8),
            Field("grade", Message("现等级", "Grade"), "g.grade", importance: 9, minimum: 6),
            Field("gradeYear", Message("评定年度", "Of year"), .integer, "g.year", importance: 6),
            Field("goal", Message("今年目标", "Goal this year"), "y.goal", importance: 8),
            .choice("stage", Message("今年进度", "This year"), BranchGrade.Stage.self, "y.stage", importance: 7),
            Field("selfMarks", Message("自评", "Self"), .integer, "y.self_marks", importance: 4),
            Field("reviewMarks", Message("评审", "Review"), .integer, "y.review_marks", importance: 5),
            Field("isReached", Message("达成", "Reached"), .flag, isReached, importance: 7),
            Field(
                "goals", Message("三年目标", "Goals"), .names,
                """
                (SELECT group_concat(year || ' ' || goal, char(10)) FROM \
                (SELECT year, goal FROM rm_grade_year w WHERE w.id = g.id AND goal IS NOT NULL ORDER BY year))
                """, importance: 3, minimum: 24),
        ],
        order: "g.id")

    /// A branch and year a row: goal against what was reached.
    package static let gradeYears = Listing(
        name: "gradeYears", title: Message("支部争创进度", "Branch grades by year"), kind: nil, from: "rm_grade_year y",
        id: "y.id || '/' || y.year",
        fields: [
            Field("branch", Message("党支部", "Branch"), "y.id", importance: 9, minimum: 8),
            Field("year", Message("年度", "Year"), .integer, "y.year", importance: 9),
            Field("goal", Message("目标", "Goal"), "y.goal", importance: 8),
            Field(
                "grade", Message("评定", "Awarded"), "CASE WHEN y.withdrawn_on IS NULL THEN y.grade END", importance: 8,
                minimum: 6),
            Field("isReached", Message("达成", "Reached"), .flag, isReached, importance: 7),
            .choice("stage", Message("进度", "Stage"), BranchGrade.Stage.self, "y.stage", importance: 6),
            Field("selfMarks", Message("自评", "Self"), .integer, "y.self_marks", importance: 4),
            Field("reviewMarks", Message("评审", "Review"), .integer, "y.review_marks", importance: 5),
            Field("reviewer", Message("评审人", "Reviewer"), .actor, "y.reviewer", importance: 2, minimum: 8),
            Field("criteria", Message("标准", "Criteria"), "y.criteria", importance: 1, minimum: 8),
            Field("version", Message("版本", "Version"), .integer, "y.version", importance: nil),
            Field("selfAssessedOn", Message("自评日期", "Self-assessed"), .day, "y.self_assessed_on", importance: nil),
            Field("reviewedOn", Message("评审日期", "Reviewed"), .day, "y.reviewed_on", importance: nil),
            Field("awardedOn", Message("定级日期", "Awarded on"), .day, "y.awarded_on", importance: 2),
            Field("withdrawnOn", Message("撤销日期", "Withdrawn"), .day, "y.withdrawn_on", importance: 3),
        ],
        order: "y.id, y.year")
}
