import ArgumentParser

/// The command `taizhang`. Its tree of commands is the tree of folders under `Commands/`.
struct Taizhang: ParsableCommand {
    static let name = "taizhang"
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: say(
            "整改台账：只追加、可核验、可回放", "A ledger of findings and their rectification: append-only, verifiable, replayable."),
        discussion: say(
            """
            例：
              taizhang init --name 区信访局整改台账 --actor post/机关党委专职副书记
              taizhang import 整改台账.csv --round 巡察反馈-2020
              taizhang finding list --overdue
              taizhang verify

            什么都不会被改写：说错了用 correct 追加更正，没有撤销。专题说明：taizhang help topics
            """,
            """
            Examples:
              taizhang init --name "Bureau ledger" --actor post/secretary
              taizhang import ledger.csv --round inspection-2020
              taizhang finding list --overdue
              taizhang verify

            Nothing is ever rewritten: what was wrong is corrected by appending (correct); there is no undo. More: \
            taizhang help topics
            """),
        version: version,
        subcommands: [Help.self], groupedSubcommands: chapters.map(\.group),
        helpNames: [.short, .long])

    /// Every command but `help`, as help lists them.
    static let chapters = [
        Chapter(
            say("建立与登记", "Setting up"),
            [
                TopCommand("init", Initialise.self),
                TopCommand("unit", UnitNoun.self),
                TopCommand("actor", ActorNoun.self),
                TopCommand("role", RoleNoun.self),
            ]),
        Chapter(
            say("整改", "Rectification"),
            [
                TopCommand("round", RoundNoun.self),
                TopCommand("import", ImportSheet.self),
                TopCommand("finding", FindingNoun.self),
                TopCommand("measure", MeasureNoun.self),
                TopCommand("evidence", EvidenceNoun.self),
                TopCommand("regulation", RegulationNoun.self),
                TopCommand("supervise", SuperviseNoun.self),
                TopCommand("look-back", LookBackNoun.self),
                TopCommand("common", CommonNoun.self),
                TopCommand("thresholds", ThresholdsNoun.self),
            ]),
        Chapter(
            say("计划与日常工作", "Plans and routine work"),
            [
                TopCommand("plan", PlanNoun.self),
                TopCommand("task", TaskNoun.self),
                TopCommand("duty", DutyNoun.self),
                TopCommand("activity", ActivityNoun.self),
                TopCommand("concern", ConcernNoun.self),
            ]),
        Chapter(
            say("党员与支部", "Members and branches"),
            [
                TopCommand("member", MemberNoun.self),
                TopCommand("points", PointsNoun.self),
                TopCommand("grade", GradeNoun.self),
                TopCommand("model", ModelNoun.self),
                TopCommand("application", ApplicationNoun.self),
                TopCommand("matter", MatterNoun.self),
            ]),
        Chapter(
            say("查询与回放", "Asking and replaying"),
            [
                TopCommand("find", Find.self),
                TopCommand("query", Query.self),
                TopCommand("view", ViewNoun.self),
                TopCommand("log", Log.self),
                TopCommand("record", RecordNoun.self),
                TopCommand("state", State.self),
                TopCommand("stats", Stats.self),
                TopCommand("replay", ReplayCommand.self),
                TopCommand("trace", TraceCommand.self),
                TopCommand("report", ReportNoun.self),
                TopCommand("calendar", CalendarCommand.self),
            ]),
        Chapter(
            say("核验与维护", "Checking and keeping"),
            [
                TopCommand("verify", Verify.self),
                TopCommand("rebuild", Rebuild.self),
                TopCommand("backup", Backup.self),
                TopCommand("restore", Restore.self),
                TopCommand("plumbing", Plumbing.self),
            ]),
        Chapter(
            say("证明", "Proofs"),
            [
                TopCommand("key", KeyNoun.self),
                TopCommand("policy", PolicyNoun.self),
                TopCommand("checkpoint", CheckpointNoun.self),
                TopCommand("timestamp", TimestampNoun.self),
                TopCommand("witness", WitnessNoun.self),
                TopCommand("prove", Prove.self),
                TopCommand("check-proof", CheckProof.self),
                TopCommand("receipt", Receipt.self),
                TopCommand("export", ExportCommand.self),
                TopCommand("clone", Clone.self),
                TopCommand("pull", Pull.self),
            ]),
        Chapter(
            say("个人信息", "Personal data"),
            [
                TopCommand("disclose", Disclose.self),
                TopCommand("erase", Erase.self),
            ]),
    ]
}
