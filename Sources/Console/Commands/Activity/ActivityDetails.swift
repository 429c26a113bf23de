import ArgumentParser
import Foundation
import Ledger
import Rectification

/// What an activity is said to be, when it is entered and when it is corrected.
struct ActivityDetails: ParsableArguments {
    @Option(name: .long, help: help("主持（职务）", "who led it", "职务|ACTOR"))
    var host: ActorID?

    @Option(name: .long, help: help("应到人数", "how many were to come", "人数|NUMBER"))
    var expected: Int?

    @Option(name: .long, help: help("实到人数", "how many came", "人数|NUMBER"))
    var present: Int?

    @Option(name: .long, help: help("时长，分钟", "how long it took, in minutes", "分钟|MINUTES"))
    var minutes: Int?

    @Option(name: .long, help: help("所办的计划任务；可多次给出", "task of a work plan that it does; may be repeated", "任务|TASK"))
    var task: [TaskID] = []

    @Option(name: .long, help: help("参加党员的编号；可多次给出", "code of a member who came; may be repeated", "编号|CODE"))
    var member: [MemberCode] = []

    @Option(
        name: .long,
        help: help("谈话或帮扶的内容，加密另存，可依法删除", "what was said or given: kept encrypted, can be erased", "文字|TEXT"))
    var content: String?

    @Option(
        name: .customLong("content-file"),
        help: help("内容从文件读（- 为标准输入）", "reads the content from a file (- is standard input)", "文件|FILE"))
    var contentFile: String?

    @Option(
        name: .long,
        help: help("谈话或帮扶对象的姓名，加密另存", "name of the one talked with or helped: kept encrypted", "姓名|NAME"))
    var person: String?

    /// What is kept sealed beside the record.
    func personal() throws -> Erasable {
        let read = try contentFile.map { String(decoding: try InputFile.bytes(of: $0), as: UTF8.self) }
        return Erasable(["content": content ?? read ?? "", "person": person ?? ""])
    }
}
