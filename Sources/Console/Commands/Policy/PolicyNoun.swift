import ArgumentParser

struct PolicyNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "policy",
        abstract: say("核验规则：要谁见证，哪些步骤须签名", "Policy: whose witness is asked for, which steps are signed."),
        subcommands: [PolicyAdopt.self, PolicyShow.self])
}
