import Foundation
import Testing

@testable import Ledger

@Suite("why the system refused")
struct SystemErrorTests {
    @Test(
        "is said in both languages",
        arguments: [
            ENOENT, EACCES, EPERM, ENOSPC, EDQUOT, EROFS, EIO, EEXIST, EISDIR, ENOTDIR, ENAMETOOLONG, EFBIG,
        ])
    func bothLanguages(_ code: Int32) {
        let why = Message(errno: code)
        #expect(why.zh.unicodeScalars.allSatisfy { $0.value > 0x2FFF } && why.zh.hasSuffix("。"))
        #expect(why.en.unicodeScalars.allSatisfy(\.isASCII) && why.en.hasSuffix("."))
    }

    @Test("is said in the system's words where it is unusual")
    func unusual() {
        let why = Message(errno: EXDEV)
        #expect(why == Message(verbatim: String(cString: strerror(EXDEV))))
    }
}
