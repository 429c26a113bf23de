import ArgumentParser
import Ledger
import Rectification

/// The marks of a self-assessment or a review.
struct MarkOptions: ParsableArguments {
    @Option(name: .long, help: help("项目=得分，逐项给出", "an item and its marks; one for each item", "项目=得分|ITEM=MARKS"))
    var mark: [String] = []

    func marks() throws -> [GradeMark] {
        try mark.map { argument in
            let (item, marks) = try Assigned.number(argument, Message("项目=得分", "item and marks"))
            return GradeMark(item, marks)
        }
    }
}
