import ArgumentParser
import Rectification

/// Where a member belongs and what posts they hold.
struct PlacingOptions: ParsableArguments {
    @Option(name: .long, help: help("党支部", "the Party branch", "单位|UNIT"))
    var branch: UnitID?

    @Option(name: .long, help: help("科室", "the section", "单位|UNIT"))
    var section: UnitID?

    @Option(name: .long, help: help("职务，如 科长", "the post in the section, such as head", "职务|POST"))
    var post: String?

    @Option(
        name: .customLong("party-post"),
        help: help("党内职务，如 第一党支部书记", "the Party post, such as branch secretary", "职务|POST"))
    var partyPost: String?

    var placing: Placing { Placing(branch: branch, section: section, post: post, partyPost: partyPost) }
}
