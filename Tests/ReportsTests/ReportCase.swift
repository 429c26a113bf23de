import Testing

@testable import Reports

/// A report of the office, with its routine work or without.
struct ReportCase: Sendable, CustomTestStringConvertible {
    var name: String
    var order: ReportOrder
    var isWhole: Bool

    var testDescription: String { name }

    private init(_ report: String, _ subject: String? = nil, whole name: String? = nil) {
        self.name = name ?? report
        order = ReportOrder(report: report, subject: subject)
        isWhole = name != nil
    }

    func office() throws -> ReportOffice {
        let office = try ReportOffice()
        if isWhole { try office.enterRoutine() }
        return office
    }

    /// Every kind of report is among them.
    static let all: [ReportCase] = [
        ReportCase("rectification"), ReportCase("lists"), ReportCase("closures"), ReportCase("circular"),
        ReportCase("audit", "2020-001"), ReportCase("rectification", whole: "rectification-outcomes"),
        ReportCase("circular", whole: "circular-issued"), ReportCase("work-plan", whole: "work-plan"),
        ReportCase("points", "2020-Q3", whole: "points"), ReportCase("points", "2020-Q4", whole: "points-preview"),
    ]
}
