import Ledger

/// A work plan, by its name (`2020年下半年`).
package struct PlanID: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "plan"
}

/// An identifier that is a plan's name and a number in it: `2020年下半年-15`.
package protocol PlanNumber: StreamIdentifier {
    var plan: PlanID { get }
    /// From 1.
    var number: Int { get }
    init(plan: PlanID, number: Int)
}

extension PlanNumber {
    /// Reads what stands before the last hyphen as the plan's name.
    package init?(_ text: String) {
        guard let hyphen = text.lastIndex(of: "-"), let plan = PlanID(String(text[..<hyphen])), Self.isName(text[...])
        else { return nil }
        let digits = text[text.index(after: hyphen)...].utf8
        guard (1...9).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(String(text[text.index(after: hyphen)...])), number > 0
        else { return nil }
        self.init(plan: plan, number: number)
    }

    package var text: String { "\(plan)-\(number)" }

    package static func < (left: Self, right: Self) -> Bool {
        left.plan == right.plan ? left.number < right.number : left.plan < right.plan
    }
}

/// A task of a plan: streams `task/…`.
package struct TaskID: PlanNumber {
    package let plan: PlanID
    package let number: Int

    package init(plan: PlanID, number: Int) {
        self.plan = plan
        self.number = number
    }

    package static let kind = "task"
}

/// An item of a plan. It has no stream of its own: its plan's stream tells of it, and other streams may name it.
package struct PlanItemID: PlanNumber {
    package let plan: PlanID
    package let number: Int

    package init(plan: PlanID, number: Int) {
        self.plan = plan
        self.number = number
    }

    package static let kind = "item"
}
