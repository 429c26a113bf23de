import Ledger

extension Member {
    package enum Command: Sendable {
        case enroll(MemberEnrolled)
        case change(MemberChanged)
        case leave
    }

    /// Members are entered by a recorder.
    ///
    /// - Throws: E-ROLE, E-EXISTS, E-UNIT-UNKNOWN, E-MEMBER-BRANCH, E-MEMBER-UNKNOWN, E-MEMBER-LEFT, E-MEMBER-SAME,
    ///   E-REASON, E-TEXT-EMPTY, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: MemberCode, _ state: Member?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        try context.require(.recorder, to: Message("登记党员", "enter a member"))
        if let state, context.on < state.lastStepOn { throw .beforeStep(context.on, state.lastStepOn) }
        switch command {
        case .enroll(let enrolled):
            if let state, state.leftOn == nil { throw .exists(Message("党员 \(id)", "member \(state.id)")) }
            guard enrolled.placing.branch != nil else { throw .noBranch(id) }
            try requireSound(enrolled.placing, context)
            return [.enrolled(enrolled)]
        case .change(let changed):
            let member = try present(state, id)
            try requireSound(changed.placing, context)
            guard let difference = member.placing.difference(to: changed.placing) else { throw .same(id) }
            return [.changed(MemberChanged(difference, claim: changed.claim))]
        case .leave:
            _ = try present(state, id)
            try context.requireReason(for: Message("登记党员离开", "enter that a member left"))
            return [.left(MemberLeft())]
        }
    }

    private static func requireSound(_ placing: Placing, _ context: Context) throws(Fault) {
        try context.require(known: placing.units)
        for text in [placing.post, placing.partyPost].compactMap({ $0 }) where text.isBlank {
            throw .blank(Message("职务", "post"))
        }
    }

    private static func present(_ state: Member?, _ id: MemberCode) throws(Fault) -> Member {
        guard let member = state else { throw .unknownMember(id) }
        if let leftOn = member.leftOn {
            throw Fault(
                "E-MEMBER-LEFT", .refused, Message("党员 \(id) 已离开。", "The member \(id) has left."),
                state: Message(
                    "\(leftOn) 离开：\(member.leftBecause ?? "")", "Left on \(leftOn): \(member.leftBecause ?? "")"),
                remedy: Message(
                    "回来的用 taizhang member add 再登记。", "Who is back is entered again with taizhang member add."))
        }
        return member
    }
}

extension Fault {
    static func unknownMember(_ id: MemberCode) -> Fault {
        Fault(
            "E-MEMBER-UNKNOWN", .refused, Message("台账里没有党员 \(id)。", "The ledger has no member \(id)."),
            remedy: Message(
                "先登记：taizhang member add \(id) --branch 党支部，或 taizhang member import 名册.csv。",
                "Enter them first: taizhang member add \(id) --branch UNIT, or taizhang member import FILE."))
    }

    fileprivate static func noBranch(_ id: MemberCode) -> Fault {
        Fault(
            "E-MEMBER-BRANCH", .refused, Message("没有说明 \(id) 属哪个党支部。", "It is not said to which branch \(id) belongs."),
            remedy: Message("加上 --branch。", "Give it with --branch."))
    }

    fileprivate static func same(_ id: MemberCode) -> Fault {
        Fault(
            "E-MEMBER-SAME", .refused, Message("\(id) 没有变动。", "Nothing of \(id) would change."),
            remedy: Message("给出不同的党支部、科室或职务。", "Give another branch, section or post."))
    }
}
