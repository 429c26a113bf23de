import ArgumentParser
import Foundation
import Ledger

/// The command `taizhang`. Its tree of commands is the tree of folders under `Commands/`.
@main
struct Taizhang: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "taizhang",
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
        subcommands: [Help.self],
        groupedSubcommands: [
            CommandGroup(
                name: say("建立与登记", "Setting up"),
                subcommands: [Initialise.self, UnitNoun.self, ActorNoun.self, RoleNoun.self]),
            CommandGroup(
                name: say("整改", "Rectification"),
                subcommands: [
                    RoundNoun.self, ImportSheet.self, FindingNoun.self, MeasureNoun.self, EvidenceNoun.self,
                    RegulationNoun.self,
                    SuperviseNoun.self, LookBackNoun.self, CommonNoun.self, ThresholdsNoun.self,
                ]),
            CommandGroup(
                name: say("计划与日常工作", "Plans and routine work"),
                subcommands: [PlanNoun.self, TaskNoun.self, DutyNoun.self, ActivityNoun.self, ConcernNoun.self]),
            CommandGroup(
                name: say("党员与支部", "Members and branches"),
                subcommands: [
                    MemberNoun.self, PointsNoun.self, GradeNoun.self, ModelNoun.self, ApplicationNoun.self,
                    MatterNoun.self,
                ]),
            CommandGroup(
                name: say("查询与回放", "Asking and replaying"),
                subcommands: [
                    Find.self, Query.self, ViewNoun.self, Log.self, RecordNoun.self, State.self, Stats.self,
                    ReplayCommand.self, TraceCommand.self, ReportNoun.self, CalendarCommand.self,
                ]),
            CommandGroup(
                name: say("核验与维护", "Checking and keeping"),
                subcommands: [Verify.self, Rebuild.self, Backup.self, Restore.self, Plumbing.self]),
            CommandGroup(
                name: say("证明", "Proofs"),
                subcommands: [
                    KeyNoun.self, PolicyNoun.self, CheckpointNoun.self, TimestampNoun.self, WitnessNoun.self,
                    Prove.self, CheckProof.self, Receipt.self, ExportCommand.self, Clone.self, Pull.self,
                ]),
            CommandGroup(
                name: say("个人信息", "Personal data"), subcommands: [Disclose.self, Erase.self]),
        ],
        helpNames: [.short, .long])

    static func main() {
        _ = PassphraseSource.environment
        Foundation.exit(Invocation(Array(CommandLine.arguments.dropFirst())).run())
    }
}
