import Ledger
import Rectification

/// A list that can be asked for: a query on the tables whose columns have names for programs and titles for people.
///
/// Tables on screens, JSON, CSV, spreadsheets and filters all go by it, so that a new list is one value.
package struct Listing: Sendable {
    package struct Field: Sendable {
        package enum Kind: Sendable {
            case text, integer, day, flag
            /// Of a hundred.
            case percent
            /// A post or person; screens show the name without its kind.
            case actor
            /// Names with a line feed between.
            case names
            /// Days that something is overdue; nothing where it is not.
            case late
            /// One of a fixed set of words.
            case choice(Choices)
            /// A `DueLight`.
            case light
        }

        /// The words of a choice in their order, and what each is for people.
        package struct Choices: Sendable, ExpressibleByDictionaryLiteral {
            package var pairs: [(word: String, title: Message)]

            package init(_ pairs: [(word: String, title: Message)]) { self.pairs = pairs }

            package init(dictionaryLiteral elements: (String, Message)...) {
                pairs = elements.map { (word: $0.0, title: $0.1) }
            }

            package subscript(word: String) -> Message? { pairs.first { $0.word == word }?.title }
        }

        /// In JSON and in filters: English, camel case.
        package var name: String
        package var title: Message
        package var kind: Kind
        /// An SQL expression on the listing's tables. `{today}` and `{soon}` stand for the day of the view and the last
        /// day on which a light is yellow.
        package var sql: String
        /// How much it matters where not all columns fit a screen; nil where screens do not show it at all.
        package var importance: Int?
        /// Whether the column gives way on a narrow screen, down to so many columns; nil where it is never cut.
        package var minimum: Int?
        /// How the ledger writes what people type (`2020-15`), where that differs; nil for a text that is none of its.
        package var spelling: (@Sendable (String) -> String?)?
        /// What rows are sorted by, where it is not the value itself.
        package var rank: String?

        package init(
            _ name: String, _ title: Message, _ kind: Kind, _ sql: String, importance: Int? = 0,
            minimum: Int? = nil
        ) {
            self.name = name
            self.title = title
            self.kind = kind
            self.sql = sql
            self.importance = importance
            self.minimum = minimum
        }

        /// A text.
        package init(
            _ name: String, _ title: Message, _ sql: String, importance: Int? = 0, minimum: Int? = nil
        ) {
            self.init(name, title, .text, sql, importance: importance, minimum: minimum)
        }
    }

    /// What programs call it: a plural noun in English, camel case.
    package var name: String
    package var title: Message
    /// The kind of stream that each row is of; nil where a row is no single stream's.
    package var kind: String?
    /// What follows `FROM`.
    package var from: String
    /// The expression that is the stream's identifier.
    package var id: String
    package var fields: [Field]
    /// What follows `ORDER BY`.
    package var order: String
    /// Lists whose rows of the same identifier stand on the page of one thing of this list.
    package var parts: [Listing] = []
    /// The field that says when a thing of it began; the first day among the fields where it is not said.
    var day: String?
    /// The kind of stream that each row is of and that rows come in the order of, where they show nothing of others.
    var ranked: String?
    /// What the options of `finding list` ask of its rows; nil where they have nothing to ask.
    var narrowing: (@Sendable (FindingFilter, CalendarDate) -> Conditions)?

    package func field(_ name: String) -> Field? { fields.first { $0.name == name } }

    /// The value of a field in a row of this list; none where there is no such field.
    package func value(_ name: String, _ row: ListingRow) -> ListingValue {
        fields.firstIndex { $0.name == name }.map { row.values[$0] } ?? .none
    }

    /// Every list there is: what `query`, exports and reports choose from.
    package static let all: [Listing] = [
        .findings, .measures, .regulations,
        .activities, .plans, .planItems, .tasks, .taskPeriods, .duties, .dutyPeriods, .concerns,
        .members, .pointVersions, .pointItems, .quarters, .pointTotals, .adjustments, .objections, .gradeCriteria,
        .grades,
        .gradeYears, .models, .applications, .matters,
        .rounds, .roundStages, .progressReports, .publications, .accountability, .unitChecks, .sampledFindings,
        .findingList, .taskList, .responsibilityList, .supervised, .supervisionIssues,
        .extendedChecks, .lookBacks, .regulationVersions,
    ]
}

extension Listing.Field {
    /// A choice of these words.
    package static func choice<C: Choice>(
        _ name: String, _ title: Message, _ choice: C.Type, _ sql: String, importance: Int? = 0
    ) -> Listing.Field {
        let words = C.allCases.map { (word: $0.rawValue, title: $0.title) }
        return Listing.Field(name, title, .choice(Choices(words)), sql, importance: importance)
    }

    /// The light of a deadline, by the rule of `DueLight`.
    package static func light(due: String, importance: Int? = 7) -> Listing.Field {
        let sql = """
            CASE WHEN \(due) < '{today}' THEN 'red' WHEN \(due) <= '{soon}' THEN 'yellow' \
            WHEN \(due) IS NOT NULL THEN 'green' END
            """
        return Listing.Field("light", Message("灯", "Light"), .light, sql, importance: importance)
    }

    /// Days since a deadline passed; 0 where it did not.
    static func late(due: String, importance: Int? = 6) -> Listing.Field {
        let sql = "max(0, CAST(coalesce(julianday('{today}') - julianday(\(due)), 0) AS INTEGER))"
        return Listing.Field("overdueDays", Message("逾期", "Late"), .late, sql, importance: importance)
    }

    /// A finding's number, or names of findings.
    package func spelled(_ spelling: @escaping @Sendable (String) -> String?, rank: String? = nil) -> Listing.Field {
        var field = self
        field.spelling = spelling
        field.rank = rank
        return field
    }
}

/// A row of a listing: a value for each of its fields.
package struct ListingRow: Equatable, Sendable {
    package var values: [ListingValue]
}

package enum ListingValue: Hashable, Sendable {
    case none
    case text(String)
    case integer(Int)

    package var text: String? {
        switch self {
        case .none: nil
        case .text(let text): text
        case .integer(let number): String(number)
        }
    }
}
