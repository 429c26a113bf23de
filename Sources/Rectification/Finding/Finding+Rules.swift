import Ledger

// The rules that several steps share, and how their refusals read.

extension Finding {
    func require(stages: [Stage], to step: Message) throws(Fault) {
        guard !stages.contains(stage) else { return }
        throw Fault(
            "E-STATE", .refused,
            Message("问题 \(number) 现在不能\(step.zh)。", "Finding \(number) is not at a stage to \(step.en)."),
            state: Message(
                "它的状态是“\(stage.title.zh)”（\(stageSince)）。",
                "It has been \(stage.title.en) since \(stageSince)."),
            remedy: nextStep)
    }

    func requireOpen(to step: Message) throws(Fault) {
        try require(stages: Stage.allCases.filter(\.isOpen), to: step)
    }

    /// A step that changes the stage is not dated before the one it follows (`format.md`: two times).
    func requireOrder(_ context: Context) throws(Fault) {
        guard context.on >= lastStepOn else { throw .beforeStep(context.on, lastStepOn) }
    }

    func requireOwner(_ owner: ActorID?, _ step: Message, _ context: Context) throws(Fault) {
        guard let owner else { throw .unassigned(number) }
        guard context.doer == owner else {
            throw Fault(
                "E-OWNER", .notPermitted,
                Message(
                    "\(step.zh)须由责任人办理，\(context.doer.name)不是。",
                    "To \(step.en) takes the owner; \(context.doer.name) is not."),
                state: Message("责任人是\(owner.name)。", "The owner is \(owner.name)."),
                remedy: Message(
                    "由责任人办理，或由登记人代为录入：--on-behalf-of \(owner.name)。",
                    "Have the owner do it, or a recorder enter it with --on-behalf-of \(owner)."))
        }
    }

    /// A verifier who is not the owner, and not of the responsible units alone (`domain.md`: verify / return): one of them
    /// is of a unit that is known and is none of these.
    func requireVerifier(with others: [ActorID], _ step: Message, _ context: Context) throws(Fault) {
        try context.require(.verifier, to: step)
        try context.require(known: others)
        let hands = context.hands.union(others)
        for hand in hands.sorted() where owners.contains(hand) {
            throw Fault(
                "E-VERIFY-SAME-PERSON", .refused,
                Message("\(step.zh)的人不能是整改责任人（\(hand.name)）。", "The owner (\(hand.name)) may not \(step.en)."),
                state: .holders(of: .verifier, in: context.office),
                remedy: Message("请另一位验收人办理。", "Have another verifier do it."))
        }
        let team = [context.doer] + others
        let verifiers = team.filter { context.office.holds(.verifier, $0) }
        guard verifiers.contains(where: { context.office.unit(of: $0).map { !units.contains($0) } ?? false }) else {
            let names = units.map(\.text)
            let unplaced = verifiers.first { context.office.unit(of: $0) == nil }
            throw Fault(
                "E-VERIFY-OWN-UNIT", .refused,
                Message("\(step.zh)不能只由责任单位自己的人办理。", "People of the responsible units alone may not \(step.en)."),
                state: Message(
                    "责任单位：\(names.joined(separator: "、"))。", "Responsible units: \(names.joined(separator: ", "))."),
                remedy: unplaced.map {
                    Message(
                        "\($0.name)的单位没有登记：taizhang actor move \($0) --unit 单位。",
                        "The unit of \($0.name) is not known: taizhang actor move \($0) --unit UNIT.")
                }
                    ?? Message(
                        "请其他单位的验收人办理，或用 --with 加入一位。", "Have a verifier of another unit do it, or add one with --with.")
            )
        }
    }

    /// What could be done at this stage instead.
    package var nextStep: Message {
        switch stage {
        case .registered:
            Message("先分派：taizhang finding assign \(number)。", "Assign it: taizhang finding assign \(number).")
        case .assigned, .inprogress:
            Message(
                "可以报告进展、完成措施，然后申请销号：taizhang finding submit \(number)。",
                "Report progress, complete the measures, then submit it: taizhang finding submit \(number).")
        case .submitted:
            Message(
                "等待验收：taizhang finding verify \(number)，或退回：taizhang finding return \(number)。",
                "It waits to be verified (taizhang finding verify \(number)) or returned (taizhang finding return \(number))."
            )
        case .verified:
            Message(
                "等待销号：taizhang finding close \(number)。", "It waits to be closed: taizhang finding close \(number).")
        case .closed:
            Message(
                "问题再现时重新打开：taizhang finding reopen \(number)。",
                "If it is back, reopen it: taizhang finding reopen \(number).")
        case .withdrawn: Message("另行登记：taizhang finding register。", "Register it anew: taizhang finding register.")
        case .merged:
            Message(
                "请到问题 \(mergedInto?.text ?? "") 上办理。", "Work on finding \(mergedInto?.text ?? "") instead.")
        }
    }
}

extension Fault {
    static func unknownFinding(_ number: FindingNumber) -> Fault {
        Fault(
            "E-FINDING-UNKNOWN", .notFound, Message("台账里没有问题 \(number)。", "The ledger has no finding \(number)."),
            remedy: Message("用 taizhang finding list 查看编号。", "See the numbers with taizhang finding list."))
    }

    static func unassigned(_ number: FindingNumber) -> Fault {
        Fault(
            "E-UNASSIGNED", .refused, Message("问题 \(number) 还没有责任人。", "Finding \(number) has no owner yet."),
            remedy: Message("先分派：taizhang finding assign \(number)。", "Assign it: taizhang finding assign \(number)."))
    }

    static func unchanged(_ what: Message) -> Fault {
        Fault(
            "E-UNCHANGED", .refused, Message("\(what.zh)没有变化。", "The \(what.en) would stay as it is."),
            remedy: Message("写明要改成什么。", "Say what it should become."))
    }

    static func noMeasure(_ number: FindingNumber) -> Fault {
        Fault(
            "E-SUBMIT-NO-MEASURE", .refused,
            Message("问题 \(number) 没有整改措施，不能申请销号。", "Finding \(number) has no measure to submit."),
            remedy: Message("先制定措施：taizhang measure plan \(number)。", "Plan one: taizhang measure plan \(number)."))
    }

    static func noNewMeasure(_ number: FindingNumber) -> Fault {
        Fault(
            "E-SUBMIT-NO-NEW-MEASURE", .refused,
            Message("问题 \(number) 重新打开后还没有新的措施。", "Finding \(number) has no new measure since it was reopened."),
            remedy: Message(
                "原措施没有管住，先制定新措施：taizhang measure plan \(number)。",
                "The old ones did not hold; plan a new one: taizhang measure plan \(number)."))
    }

    static func measuresOpen(_ open: [Measure], _ day: CalendarDate) -> Fault {
        let zh = open.map { "措施 \($0.number)（\($0.kind == .sustained ? "尚无通过的复核" : "未完成")）" }
        let en = open.map { "measure \($0.number) (\($0.kind == .sustained ? "no review passed" : "not complete"))" }
        return Fault(
            "E-SUBMIT-MEASURE-OPEN", .refused,
            Message("还有 \(open.count) 条措施没有完成，不能申请销号。", "\(open.count) measures are not done; it cannot be submitted."),
            state: Message(zh.joined(separator: "、"), en.joined(separator: ", ")),
            remedy: Message(
                "完成措施（measure complete）或复核长期措施（measure review）。",
                "Complete them (measure complete), or have the sustained ones reviewed (measure review)."))
    }

    static func closeSamePerson(_ hand: ActorID, as role: Message) -> Fault {
        Fault(
            "E-CLOSE-SAME-PERSON", .refused,
            Message("销号人不能是\(role.zh)（\(hand.name)）。", "The \(role.en) (\(hand.name)) may not close the finding."),
            remedy: Message("请另一位审批人销号。", "Have another approver close it."))
    }

    static func mergeItself(_ number: FindingNumber) -> Fault {
        Fault(
            "E-MERGE-ITSELF", .refused,
            Message("问题 \(number) 不能并入它自己。", "Finding \(number) cannot be merged into itself."),
            remedy: Message("写明另一个编号。", "Name another finding."))
    }
}
