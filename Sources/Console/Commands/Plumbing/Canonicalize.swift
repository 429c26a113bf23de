import ArgumentParser
import Foundation
import Ledger

struct Canonicalize: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "canonicalize",
        abstract: say("JSON 的规范编码（RFC 8785）", "Canonical form of a JSON document (RFC 8785)."),
        discussion: say(
            """
            从标准输入读一份 JSON，把它的规范编码写到标准输出，不加换行。I-JSON（RFC 7493）不许的，退出码 65。

            例：
              echo '{"b":1.0,"a":"é"}' | taizhang plumbing canonicalize
            """,
            """
            Reads a JSON document from standard input and writes its canonical form to standard output, without a line \
            break. What I-JSON (RFC 7493) forbids exits with 65.

            Example:
              echo '{"b":1.0,"a":"é"}' | taizhang plumbing canonicalize
            """))

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let input = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        do {
            let bytes = try CanonicalJSON.canonicalize(input)
            try StandardStream.output.write(String(decoding: bytes, as: UTF8.self))
        } catch let fault as JSONFault {
            throw Fault.noIJSON(fault)
        }
    }
}
