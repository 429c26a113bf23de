import Ledger

/// An inspection or another occasion that finds problems, from its feedback to the end of its rectification.
package struct Round: Concept {
    package var id: RoundID
    package var source = ""
    package var body: String?
    package var feedbackOn: CalendarDate?
    package var intensiveUntil: CalendarDate?
    package var document: EvidenceFile?
    package var openedOn: CalendarDate
    package var closedOn: CalendarDate?
    /// Findings that stayed open when it was closed.
    package var leftOpen: [FindingNumber] = []
    package var isClaimed = false

    /// The months of the intensive period where none is set (`domain.md`: 整改时限, 集中整改期).
    package static let usualIntensiveMonths = 6

    /// The round after an event. Total; what comes before the opening has no round to change.
    package static func evolve(_ state: Round?, _ entry: Entry<Event>, in stream: StreamName) -> Round? {
        switch entry.event {
        case .opened(let opened):
            guard let id = RoundID(String(stream.id)) else { return state }
            return Round(
                id: id, source: opened.source, body: opened.body, feedbackOn: opened.feedbackOn,
                intensiveUntil: opened.intensiveUntil, document: opened.document, openedOn: entry.occurredOn,
                isClaimed: opened.claim != nil)
        case .closed(let closed):
            guard var round = state else { return nil }
            round.closedOn = entry.occurredOn
            round.leftOpen = closed.open
            return round
        }
    }
}

extension Round {
    package enum Command: Sendable {
        /// The feedback day is the day of the step; the intensive period is `usualIntensiveMonths` where it is not given.
        case open(source: String, body: String?, document: EvidenceFile?, intensiveUntil: CalendarDate?)
        /// `open`: the findings of the round that are neither closed nor withdrawn nor merged.
        case close(open: [FindingNumber])
    }

    /// - Throws: E-ROLE, E-EXISTS, E-TEXT-EMPTY, E-INTENSIVE-BEFORE, E-ROUND-UNKNOWN, E-ROUND-CLOSED,
    ///   E-DATE-BEFORE-STEP, E-ROUND-OPEN-FINDINGS.
    package static func decide(
        _ command: Command, _ id: RoundID, _ state: Round?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        try context.require(.recorder, to: Message("开启或结束一轮整改", "open or close a round"))
        switch command {
        case .open(let source, let body, let document, let intensiveUntil):
            guard state == nil else { throw .exists(Message("轮次“\(id)”", "round “\(id)”")) }
            guard !source.isBlank else { throw .blank(Message("问题来源", "source")) }
            var opened = RoundOpened()
            opened.source = source
            opened.body = body
            opened.document = document
            opened.feedbackOn = context.on
            opened.intensiveUntil = intensiveUntil ?? context.on.adding(months: usualIntensiveMonths)
            if let until = opened.intensiveUntil, until < context.on { throw .intensiveBefore(until, context.on) }
            return [.opened(opened)]
        case .close(let open):
            let round = try known(state, id)
            guard context.on >= round.openedOn else { throw .beforeStep(context.on, round.openedOn) }
            guard open.isEmpty || context.reason.map({ !$0.isBlank }) ?? false else { throw .openFindings(open) }
            return [.closed(RoundClosed(open: open.sorted()))]
        }
    }

    /// The round, where it takes findings.
    static func known(_ state: Round?, _ id: RoundID) throws(Fault) -> Round {
        guard let round = state else {
            throw Fault(
                "E-ROUND-UNKNOWN", .refused, Message("台账里没有轮次“\(id)”。", "The ledger has no round “\(id)”."),
                remedy: Message("先开启：taizhang round open \(id)。", "Open it first: taizhang round open \(id)."))
        }
        if let closedOn = round.closedOn {
            throw Fault(
                "E-ROUND-CLOSED", .refused,
                Message("轮次“\(id)”已于 \(closedOn) 结束。", "The round “\(id)” was closed on \(closedOn)."),
                remedy: Message("登记到另一轮。", "Use another round."))
        }
        return round
    }
}

extension Fault {
    static func beforeStep(_ day: CalendarDate, _ last: CalendarDate) -> Fault {
        Fault(
            "E-DATE-BEFORE-STEP", .refused,
            Message("\(day) 早于上一步的日期 \(last)。", "\(day) is before the step it follows, of \(last)."),
            state: Message("上一步发生在 \(last)。", "The last step was on \(last)."),
            remedy: Message("用 --on 给出不早于 \(last) 的日期。", "Give a day not before \(last) with --on."))
    }

    fileprivate static func intensiveBefore(_ until: CalendarDate, _ feedback: CalendarDate) -> Fault {
        Fault(
            "E-INTENSIVE-BEFORE", .refused,
            Message(
                "集中整改期截止日 \(until) 早于反馈日期 \(feedback)。",
                "The intensive period would end on \(until), before the feedback of \(feedback)."),
            remedy: Message("改正其中一个日期。", "Correct one of the two."))
    }

    fileprivate static func openFindings(_ open: [FindingNumber]) -> Fault {
        let list = open.sorted().prefix(10).map(\.text)
        return Fault(
            "E-ROUND-OPEN-FINDINGS", .refused,
            Message("这一轮还有 \(open.count) 个问题没有销号。", "\(open.count) findings of the round are not closed."),
            state: Message(list.joined(separator: "、"), list.joined(separator: ", ")),
            remedy: Message("先销号，或用 --reason 说明哪些为何仍开着。", "Close them, or say with --reason why they stay open."))
    }
}
