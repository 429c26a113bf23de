import ArgumentParser

struct KeyNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "key", abstract: say("签名密钥：生成、列出、更换、停用", "Signing keys: make, list, replace, retire."),
        subcommands: [KeyNew.self, KeyList.self, KeyRotate.self, KeyRetire.self])
}
