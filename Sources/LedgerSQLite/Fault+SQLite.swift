import Foundation
import GRDB
import Ledger

/// What SQLite says, in the house's terms: the only place where its result codes are read
/// (sqlite.org/rescode.html).
extension Fault {
    static func sqlite(_ error: DatabaseError, _ file: URL) -> Fault {
        let said = Message(verbatim: "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "?")")
        switch error.extendedResultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return busy(file)
        case .SQLITE_FULL: return diskFull(file)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: return readOnly(file, said)
        case .SQLITE_IOERR: return inputOutput(file, said)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return damaged(file, said)
        case .SQLITE_CONSTRAINT_TRIGGER where error.message == Schema.appendOnly: return appendOnly
        case .SQLITE_CONSTRAINT: return inconsistent(file, said)
        default: return unexpected(file, said)
        }
    }

    static func busy(_ file: URL) -> Fault {
        Fault(
            "E-BUSY", .busy,
            Message("另一个程序正在写台账 \(file.path)。", "Another program is writing to the ledger \(file.path)."),
            state: Message("本次没有写入任何内容。", "Nothing was written this time."),
            remedy: Message("等它写完后再试。", "Wait until it has finished and try again."))
    }

    static func diskFull(_ file: URL) -> Fault {
        Fault(
            "E-DISK-FULL", .cannotWrite,
            Message("磁盘已满，写不进 \(file.path)。", "The disk is full: \(file.path) cannot grow."),
            state: Message("本次没有写入任何内容。", "Nothing was written this time."),
            remedy: Message("腾出空间后再试。", "Make room and try again."))
    }

    static func readOnly(_ file: URL, _ said: Message? = nil) -> Fault {
        Fault(
            "E-READ-ONLY", .cannotWrite,
            Message("台账 \(file.path) 不能写。", "The ledger \(file.path) cannot be written to."), state: said,
            remedy: Message(
                "检查文件和所在文件夹的写入权限；只读介质上的台账先复制出来。",
                "Check that the file and its folder may be written to; copy a ledger on a read-only medium first."))
    }

    static func inputOutput(_ file: URL, _ said: Message) -> Fault {
        Fault(
            "E-IO", .inputOutput,
            Message("读写 \(file.path) 时磁盘出错。", "The disk failed while reading or writing \(file.path)."), state: said,
            remedy: Message(
                "检查磁盘和连接，再运行 taizhang verify。", "Check the disk and its connection, then run taizhang verify."))
    }

    static func damaged(_ file: URL, _ said: Message) -> Fault {
        Fault(
            "E-LEDGER-DAMAGED", .checkFailed, Message("台账 \(file.path) 已损坏。", "The ledger \(file.path) is damaged."),
            state: said,
            remedy: Message(
                "不要再写；运行 taizhang verify，并从备份恢复。",
                "Write nothing more; run taizhang verify and restore from a backup."))
    }

    static var appendOnly: Fault {
        Fault(
            "E-APPEND-ONLY", .refused,
            Message("台账只能追加，不能修改或删除。", "A ledger is append-only: nothing in it is changed or removed."),
            remedy: Message("用一条新的记录更正。", "Correct it with a new record."))
    }

    static func inconsistent(_ file: URL, _ said: Message) -> Fault {
        Fault(
            "E-LEDGER-CONSTRAINT", .checkFailed,
            Message("写入的内容与台账 \(file.path) 抵触。", "What was to be written contradicts the ledger \(file.path)."),
            state: said,
            remedy: Message("运行 taizhang verify。", "Run taizhang verify."))
    }

    static func unexpected(_ file: URL, _ said: Message) -> Fault {
        Fault(
            "E-SQLITE", .inputOutput,
            Message("数据库 \(file.path) 出错。", "The database \(file.path) failed."), state: said,
            remedy: Message("运行 taizhang verify；仍然出错时请报告。", "Run taizhang verify; report it if it goes on."))
    }

    static var wroteInRead: Fault {
        Fault(
            "E-READ-WROTE", .refused,
            Message("查询不得写台账；已撤销。", "A query may not write to the ledger; it was undone."),
            remedy: Message("这是程序错误，请报告。", "This is an error of the program; please report it."))
    }
}
