import Foundation
import Testing

@Suite("a look-back's random sample", .serialized)
struct LookBackSampleTests {
    /// docs/decisions/0010, in Python's standard library and nothing of ours.
    private static let python = """
        import hashlib, json, sys
        seed, count = sys.argv[1], int(sys.argv[2])
        key = lambda number: hashlib.sha256((seed + "\\n" + number).encode()).hexdigest()
        print(" ".join(sorted(json.load(sys.stdin), key=key)[:count]))
        """

    @Test("can be drawn again by an auditor with standard tools", arguments: ["公开抽签0308", "20210308-117"])
    func redrawn(seed: String) throws {
        var program = try Program()
        defer { program.remove() }
        program.actor = "post/机关党委专职副书记"
        let sheet = Program.sample.path
        for words in [
            ["init", "--name", "区信访局整改台账", "--actor", "post/机关党委专职副书记"],
            ["import", sheet, "--round", "巡察反馈-2020"],
            ["look-back", "draw", "回头看", "--from-round", "巡察反馈-2020", "--random", "5", "--seed", seed],
        ] {
            let answer = try program.run(words)
            #expect(answer.code == 0, "\(answer.errors)")
        }
        let log = try program.run("log", "--jsonl", "--limit", "1").output
        let record = try #require(try JSONSerialization.jsonObject(with: Data(log.utf8)) as? [String: Any])
        let data = try #require(record["data"] as? [String: Any], "\(log)")
        let population = try #require(data["population"] as? [String])
        let sample = try #require(data["sample"] as? [String])
        #expect(population.count > 5 && sample.count == 5)
        let numbers = String(decoding: try JSONSerialization.data(withJSONObject: population), as: UTF8.self)
        let answer = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", "-c", Self.python, seed, "5"], in: program.folder,
            input: numbers)
        #expect(answer.output == sample.joined(separator: " ") + "\n", "\(answer.errors)")
    }
}
