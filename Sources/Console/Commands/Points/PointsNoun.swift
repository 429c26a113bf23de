import ArgumentParser

struct PointsNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "points",
        abstract: say("党员量化积分：规则、计算、结账、公示、异议", "Points of members: rules, computing, closing, publishing, objections"),
        subcommands: [
            PointsAdopt.self, PointsRules.self, PointsVersions.self, PointsShow.self, PointsAdjust.self,
            PointsAdjustments.self, PointsClose.self, PointsPublish.self, PointsObject.self, PointsDecide.self,
            PointsObjections.self, PointsList.self, PointsTotals.self, PointsVerify.self,
        ])
}

extension ArgumentHelp {
    static var quarter: ArgumentHelp { help("季度，如 2020-Q3", "the quarter, such as 2020-Q3", "季度|QUARTER") }
    static var pointRules: ArgumentHelp {
        help("积分规则；只有一套时不必写", "which rules; not needed where there is one set", "名称|NAME")
    }
}
