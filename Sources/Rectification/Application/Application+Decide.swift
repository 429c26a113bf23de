import Ledger

extension Application {
    package enum Command: Sendable {
        case apply(ApplicationApplied)
        case review(ApplicationReviewed)
        case keep(ApplicationKept)
        case lose
    }

    /// What another body decides is entered by a recorder.
    ///
    /// - Throws: E-ROLE, E-TEXT-EMPTY, E-APPLICATION-UNKNOWN, E-APPLICATION-STAGE, E-REVIEW-DATE, E-REASON,
    ///   E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: ApplicationID, _ state: Application?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        try context.require(.recorder, to: Message("登记申报和评审", "enter applications and reviews"))
        if let state, context.on < state.lastStepOn { throw .beforeStep(context.on, state.lastStepOn) }
        switch command {
        case .apply(let applied):
            guard !applied.title.isBlank else { throw .blank(Message("称号", "title")) }
            try require(applied.reviewOn, after: context.on)
            if let state, state.stage == .applied || state.stage == .held {
                throw .applicationStage(state, Message("再申报", "be applied for"))
            }
            return [.applied(applied)]
        case .review(let reviewed):
            _ = try known(state, id, [.applied, .held], Message("评审", "be reviewed"))
            try require(reviewed.reviewOn, after: context.on)
            return [.reviewed(reviewed)]
        case .keep(let kept):
            _ = try known(state, id, [.held], Message("保留", "be kept"))
            try require(kept.reviewOn, after: context.on)
            return [.kept(kept)]
        case .lose:
            _ = try known(state, id, [.held], Message("撤销", "be lost"))
            try context.requireReason(for: Message("登记失去称号", "enter that a title was lost"))
            return [.lost(ApplicationLost())]
        }
    }

    private static func known(
        _ state: Application?, _ id: ApplicationID, _ stages: [Stage], _ step: Message
    ) throws(Fault) -> Application {
        guard let application = state else {
            throw Fault(
                "E-APPLICATION-UNKNOWN", .refused,
                Message("台账里没有申报“\(id)”。", "The ledger has no application “\(id)”."),
                remedy: Message(
                    "先申报：taizhang application apply \(id) --title 称号。",
                    "Apply first: taizhang application apply \(id) --title TITLE."))
        }
        guard stages.contains(application.stage) else { throw .applicationStage(application, step) }
        return application
    }

    private static func require(_ review: CalendarDate?, after day: CalendarDate) throws(Fault) {
        if let review, review <= day { throw .reviewDate(review, day) }
    }
}

extension Fault {
    fileprivate static func applicationStage(_ application: Application, _ step: Message) -> Fault {
        Fault(
            "E-APPLICATION-STAGE", .refused,
            Message(
                "“\(application.id)”\(application.stage.title.zh)，现在不能\(step.zh)。",
                "“\(application.id)” (\(application.stage.title.en)) cannot \(step.en) now."),
            state: Message("自 \(application.lastStepOn) 起如此。", "It has been so since \(application.lastStepOn)."),
            remedy: Message(
                "用 taizhang application show \(application.id) 查看。",
                "See taizhang application show \(application.id)."))
    }
}
