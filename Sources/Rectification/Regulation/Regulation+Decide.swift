import Ledger

extension Regulation {
    package enum Command: Sendable {
        /// `unknown`: those of the findings to be answered that the ledger does not have.
        case draft(RegulationDrafted, unknown: [FindingNumber])
        case adopt(RegulationVersion, unknown: [FindingNumber])
        case amend(RegulationVersion, unknown: [FindingNumber])
        case review(RegulationReviewed)
        /// `knowsSuccessor`: whether the ledger has the regulation that is to take its place.
        case repeal(successor: RegulationID?, knowsSuccessor: Bool)
    }

    /// Drafts and reviews are entered by a recorder; an approver adopts, amends and repeals (`domain.md`: roles).
    ///
    /// - Throws: E-ROLE, E-EXISTS, E-UNIT-UNKNOWN, E-FINDING-UNKNOWN, E-REGULATION-UNKNOWN, E-REGULATION-STAGE, E-REASON,
    ///   E-DOCUMENT, E-REVIEW-DATE, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: RegulationID, _ state: Regulation?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        if case .draft(let drafted, let unknown) = command {
            try context.require(.recorder, to: Message("起草制度", "draft a regulation"))
            guard state == nil else { throw .exists(Message("制度“\(id)”", "regulation “\(id)”")) }
            try context.require(known: drafted.unit.map { [$0] } ?? [])
            if let number = unknown.first { throw .unknownFinding(number) }
            return [.drafted(drafted)]
        }
        guard let regulation = state else { throw .unknownRegulation(id) }
        guard context.on >= regulation.lastStepOn else { throw .beforeStep(context.on, regulation.lastStepOn) }
        return [try regulation.step(command, context)]
    }

    private func step(_ command: Command, _ context: Context) throws(Fault) -> Event {
        switch command {
        case .draft: throw .exists(Message("制度“\(id)”", "regulation “\(id)”"))
        case .adopt(let version, let unknown):
            try context.require(.approver, to: Message("印发制度", "adopt a regulation"))
            try require(.drafted, to: Message("印发", "adopt it"))
            guard version.document != nil || draft != nil else { throw .noDocument }
            try requireSound(version.reviewOn, unknown, context)
            return .adopted(RegulationAdopted(version))
        case .amend(let version, let unknown):
            try context.require(.approver, to: Message("修订制度", "amend a regulation"))
            try require(.inforce, to: Message("修订", "amend it"))
            try context.requireReason(for: Message("修订制度", "amend a regulation"))
            guard version.document != nil else { throw .noDocument }
            try requireSound(version.reviewOn, unknown, context)
            return .amended(RegulationAmended(version))
        case .review(let reviewed):
            try context.require(.recorder, to: Message("复核制度", "review a regulation"))
            try require(.inforce, to: Message("复核", "review it"))
            try requireSound(reviewed.reviewOn, [], context)
            return .reviewed(reviewed)
        case .repeal(let successor, let knowsSuccessor):
            try context.require(.approver, to: Message("废止制度", "repeal a regulation"))
            guard stage != .repealed else { throw .stage(self, Message("废止", "repeal it")) }
            try context.requireReason(for: Message("废止制度", "repeal a regulation"))
            if let successor, !knowsSuccessor { throw .unknownRegulation(successor) }
            var repealed = RegulationRepealed()
            repealed.successor = successor
            return .repealed(repealed)
        }
    }

    private func require(_ wanted: Stage, to step: Message) throws(Fault) {
        guard stage == wanted else { throw .stage(self, step) }
    }

    private func requireSound(
        _ review: CalendarDate?, _ unknown: [FindingNumber], _ context: Context
    ) throws(Fault) {
        if let number = unknown.first { throw .unknownFinding(number) }
        if let review, review <= context.on { throw .reviewDate(review, context.on) }
    }
}

extension Fault {
    static func unknownRegulation(_ id: RegulationID) -> Fault {
        Fault(
            "E-REGULATION-UNKNOWN", .refused,
            Message("台账里没有制度“\(id)”。", "The ledger has no regulation “\(id)”."),
            remedy: Message(
                "先起草：taizhang regulation draft \(id)。", "Draft it first: taizhang regulation draft \(id)."))
    }

    fileprivate static func stage(_ regulation: Regulation, _ step: Message) -> Fault {
        Fault(
            "E-REGULATION-STAGE", .refused,
            Message(
                "制度“\(regulation.id)”\(regulation.stage.title.zh)，不能\(step.zh)。",
                "The regulation “\(regulation.id)” is \(regulation.stage.title.en); one cannot \(step.en)."),
            state: Message("自 \(regulation.lastStepOn) 起如此。", "It has been so since \(regulation.lastStepOn)."),
            remedy: Message(
                "用 taizhang regulation show \(regulation.id) 查看。", "See taizhang regulation show \(regulation.id)."))
    }

    fileprivate static let noDocument = Fault(
        "E-DOCUMENT", .refused, Message("没有制度文稿。", "There is no text of the regulation."),
        remedy: Message("用 --document 给出文件。", "Give the file with --document."))

    static func reviewDate(_ review: CalendarDate, _ day: CalendarDate) -> Fault {
        Fault(
            "E-REVIEW-DATE", .refused,
            Message("复核日期 \(review) 不晚于 \(day)。", "The review would be due on \(review), not after \(day)."),
            remedy: Message("给出更晚的日期。", "Give a later day."))
    }
}
