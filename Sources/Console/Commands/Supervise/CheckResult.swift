import ArgumentParser
import Ledger
import Rectification

/// What a check of a unit came to: nothing, or a finding.
struct CheckResult: ParsableArguments {
    @Flag(name: .long, help: help("没有发现", "nothing was found"))
    var none = false

    @Option(name: .long, help: help("发现了，登记为这个问题", "it was found, and is this finding", "编号|NUMBER"))
    var found: FindingNumber?

    /// The finding; nil where nothing was found. One of the two is said.
    func finding() throws(Fault) -> FindingNumber? {
        guard none != (found != nil) else {
            throw Fault(
                "E-ARGUMENT", .usage, Message("须写明 --none 或 --found 编号。", "Say either --none or --found NUMBER."),
                remedy: Message("参阅 --help。", "See --help."))
        }
        return found
    }
}
