import Ledger
import ReadModels
import Rectification

/// A kind of report: made in a file of its own, and named in `ReportCatalogue.types`.
package struct ReportType: Sendable {
    /// What it is asked for by. The English name is stored in stamps and never changes.
    package var name: Message
    package var title: Message
    /// What is in it, in a sentence.
    package var about: Message
    /// What it is about where it is about one thing, as help names it (`编号`, `NUMBER`); nil where filters choose.
    package var subject: Message?
    /// Whether it is computed by rules for points, of which one set may be named.
    package var takesRules: Bool
    /// - Throws: `Fault` where what is asked for is not there or makes no sense.
    package var make: @Sendable (ReportRequest) throws -> Report

    package init(
        name: Message, title: Message, about: Message, subject: Message? = nil, takesRules: Bool = false,
        make: @escaping @Sendable (ReportRequest) throws -> Report
    ) {
        self.name = name
        self.title = title
        self.about = about
        self.subject = subject
        self.takesRules = takesRules
        self.make = make
    }
}

/// What a report is made of.
package struct ReportRequest {
    package var outlook: Outlook
    package var order: ReportOrder
    /// A record in words.
    package var describe: (Record) -> StepWords

    package var filter: FindingFilter { order.filter }
    package var day: CalendarDate { outlook.day }

    package init(outlook: Outlook, order: ReportOrder, describe: @escaping (Record) -> StepWords) {
        self.outlook = outlook
        self.order = order
        self.describe = describe
    }

    /// That no filter of findings is asked for, since the report is not of findings that filters choose.
    ///
    /// - Throws: `Fault` E-REPORT-FILTER.
    func requireNoFilter() throws {
        guard !filter.isEmpty else { return }
        let name = ReportCatalogue.type(named: order.report)?.name ?? Message(verbatim: order.report)
        throw Fault(
            "E-REPORT-FILTER", .usage,
            Message("“\(name.zh)”不按问题筛选。", "The report “\(name.en)” takes no filters of findings."),
            remedy: Message("去掉 --round、--unit 等条件。", "Leave out --round, --unit and the like."))
    }

    /// What every report says of itself at its head.
    ///
    /// - Parameter range: what it is of; nil: of the findings that the filter chooses.
    package func facts(range: Message? = nil, _ more: [ReportFact?] = []) throws -> [ReportFact] {
        [
            ReportFact(Message("截至", "As of"), Message(verbatim: day.description)),
            ReportFact(Message("范围", "Range"), range ?? order.conditions ?? Message("全部问题", "all findings")),
            ReportFact(Message("台账", "Ledger"), Message(verbatim: try outlook.name())),
            ReportFact(
                Message("取自", "Taken from"),
                Message("台账前 \(outlook.standpoint.size) 条记录", "the ledger's first \(outlook.standpoint.size) records")),
        ] + more.compactMap { $0 }
    }
}

/// What a record says, in words.
package struct StepWords: Equatable, Sendable {
    package var title: Message
    package var detail: Message?

    package init(title: Message, detail: Message?) {
        self.title = title
        self.detail = detail
    }
}

/// Every report that there is.
package enum ReportCatalogue {
    /// In the order in which they are listed.
    package static let types = [
        RectificationReport.type, ThreeLists.type, ClosureRegister.type, SupervisionCircular.type, WorkPlanReport.type,
        PointsNotice.type, AuditReport.type,
    ]

    /// By its Chinese or English name; nil where there is none.
    package static func type(named name: String) -> ReportType? {
        types.first { [$0.name.zh, $0.name.en].contains(name.lowercased()) }
    }
}

extension FindingFilter {
    /// Those of its findings that are also in one of these stages; nil where there can be none.
    func within(_ stages: [Finding.Stage]) -> FindingFilter? {
        var narrowed = self
        narrowed.stages = self.stages.isEmpty ? stages : self.stages.filter(stages.contains)
        return narrowed.stages.isEmpty ? nil : narrowed
    }
}
