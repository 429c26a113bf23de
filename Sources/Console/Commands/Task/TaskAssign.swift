import ArgumentParser
import Ledger
import Rectification

struct TaskAssign: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "assign", abstract: say("分解一项任务（登记人或审批人）", "Assign a task (recorder or approver)."),
        discussion: say(
            """
            例：
              taizhang task assign 2020年下半年-66 --item 5 --text 召开支委会 --unit 第一党支部 --owner 第一党支部书记 \
            --from 2020-07-01 --until 2020-12-31 --frequency 每月 --expects 会议记录 --regulation 三会一课制度

            任务号是 计划-序号。每月、每季度等要办的，每一期都须有佐证或带佐证的活动；一次性的在截止前有即可。
            """,
            """
            Example:
              taizhang task assign 2020-h2-66 --item 5 --text "committee meets" --unit "Branch 1" --from 2020-07-01 \
            --until 2020-12-31 --frequency monthly --expects minutes

            A task is named PLAN-NUMBER. A monthly, quarterly … one must show evidence in each period, or an activity that has \
            some; one that is done once by its last day.
            """))

    @Argument(help: .task) var task: TaskID

    @Option(name: .long, help: help("所属计划条目", "the item of the plan", "条目|ITEM"))
    var item: Int

    @Option(name: .long, help: help("任务内容", "what is to be done", "文字|TEXT"))
    var text: String

    @Option(name: .long, help: help("责任单位；可多次给出", "responsible unit; may be repeated", "单位|UNIT"))
    var unit: [UnitID] = []

    @Option(name: .long, help: help("责任人（职务）", "owner", "职务|ACTOR"))
    var owner: ActorID?

    @Option(name: .long, parsing: .unconditional, help: help("开始", "from", "日期|DATE"))
    var from: String

    @Option(name: .long, parsing: .unconditional, help: help("截止", "its last day", "日期|DATE"))
    var until: String

    @Option(
        name: .long,
        help: help("频次：一次性、每月、每季度、每半年、每年", "once, monthly, quarterly, halfyearly or yearly", "频次|FREQUENCY"))
    var frequency: Frequency = .once

    @Option(name: .long, help: help("应有的佐证名目，可多次给出", "kind of evidence that it must show; may be repeated", "名目|KIND"))
    var expects: [String] = []

    @Option(name: .long, help: help("关联制度，可多次给出", "a regulation that it goes by; may be repeated", "制度|REGULATION"))
    var regulation: [RegulationID] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            var assigned = TaskAssigned()
            assigned.expects = expects
            assigned.frequency = frequency
            assigned.from = try session.day(from)
            assigned.item = item
            assigned.owner = owner
            assigned.regulations = regulation
            assigned.text = text
            assigned.units = unit
            assigned.until = try session.day(until)
            let plan = try desk.state(task.plan, of: Plan.self)
            try desk.perform(.assign(assigned, plan: plan), on: task, of: PlanTask.self)
            return Message("已分解任务 \(task)。", "Assigned task \(task).")
        }
    }
}
