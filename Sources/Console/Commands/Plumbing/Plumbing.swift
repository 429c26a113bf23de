import ArgumentParser

/// For scripts and auditors: one small pure job each, standard input to standard output (`ux.md`: plumbing).
struct Plumbing: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "plumbing", abstract: say("供脚本和审计用的小工具", "Small pure jobs for scripts and auditors."),
        subcommands: [
            Canonicalize.self, VerifyInclusion.self, VerifyConsistency.self, OpenNote.self, Manual.self,
        ])
}
