import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct RoundSurvey: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "survey", abstract: say("登记满意度测评（登记人）", "Enter a survey of satisfaction (recorder)."),
        discussion: say(
            """
            例：
              taizhang round survey 巡察反馈-2020 --asked 60 --satisfied 48 --basically 7 --dissatisfied 1

            收回数是三项之和。满意度 =（满意 + 基本满意）÷ 收回；同一轮再次测评的，以最后一次为准。
            """,
            """
            Example:
              taizhang round survey inspection-2020 --asked 60 --satisfied 48 --basically 7 --dissatisfied 1

            Those who answered are the sum of the three. Satisfaction is (satisfied + basically) / answered, by the latest survey.
            """))

    @Argument(help: .round) var round: RoundID

    @Option(name: .long, help: help("发出多少份", "how many were asked", "份数|COUNT"))
    var asked: Int

    @Option(name: .long, help: help("满意", "satisfied", "份数|COUNT"))
    var satisfied: Int

    @Option(name: .long, help: help("基本满意", "basically satisfied", "份数|COUNT"))
    var basically: Int

    @Option(name: .long, help: help("不满意", "dissatisfied", "份数|COUNT"))
    var dissatisfied: Int

    @Option(name: .long, help: help("收回多少份；不写则为三项之和", "how many answered; the sum where it is left out", "份数|COUNT"))
    var answered: Int?

    @Option(name: .long, help: help("测评材料", "the survey", "文件|FILE"), completion: .file())
    var document: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(document: document, as: "测评材料", session)
            var survey = RoundSurveyed(
                asked: asked, satisfied: satisfied, basically: basically, dissatisfied: dissatisfied)
            survey.answered = answered ?? survey.answered
            survey.document = handedIn.document
            try desk.round(round, .survey(survey))
            try handedIn.keep(in: session, for: desk)
            let rate = Rate(survey.satisfied + survey.basicallySatisfied, survey.answered)?.text ?? ""
            return Message("轮次 \(round) 的满意度为 \(rate)。", "Satisfaction with \(round): \(rate).")
        }
    }
}
