import Foundation
import Ledger

/// Faults of opening and making a ledger's file; each leaves the file as it was.
extension Fault {
    /// Why a file is no ledger.
    enum NotLedger {
        case empty, folder, otherKind, notSQLite, otherProgram
    }

    static func notLedger(_ file: URL, _ why: NotLedger) -> Fault {
        let state =
            switch why {
            case .empty: Message("文件是空的。", "The file is empty.")
            case .folder: Message("这是一个文件夹。", "It is a folder.")
            case .otherKind: Message("这不是普通文件。", "It is not an ordinary file.")
            case .notSQLite: Message("文件开头没有 SQLite 的标记。", "It does not start like an SQLite file.")
            case .otherProgram: Message("这是别的程序的 SQLite 数据库。", "It is the SQLite database of another program.")
            }
        return Fault(
            "E-LEDGER-NOT", .badData, Message("\(file.path) 不是台账。", "\(file.path) is not a ledger."), state: state,
            remedy: Message("核对路径；文件未被改动。", "Check the path; the file was left as it was."))
    }

    static func none(_ file: URL) -> Fault {
        Fault(
            "E-LEDGER-NONE", .notFound, Message("没有台账 \(file.path)。", "There is no ledger \(file.path)."),
            remedy: Message("核对路径，或者新建台账。", "Check the path, or make a new ledger."))
    }

    static func exists(_ file: URL) -> Fault {
        Fault(
            "E-LEDGER-EXISTS", .cannotWrite, Message("\(file.path) 已经存在。", "\(file.path) exists already."),
            remedy: Message("换一个名字；原有文件未被改动。", "Choose another name; what is there was left as it was."))
    }

    static func newer(_ file: URL, needs: Int, knows: Int) -> Fault {
        Fault(
            "E-LEDGER-NEWER", .badData,
            Message("台账 \(file.path) 由更新的程序写成。", "The ledger \(file.path) was written by a newer program."),
            state: Message(
                "台账格式第 \(needs) 版，本程序只认到第 \(knows) 版。",
                "Its format is version \(needs); this program knows versions up to \(knows)."),
            remedy: Message("升级本程序；台账未被改动。", "Upgrade this program; the ledger was left as it was."))
    }

    static func unreadable(_ file: URL) -> Fault {
        Fault(
            "E-LEDGER-READ", .notPermitted, Message("无权读取 \(file.path)。", "\(file.path) may not be read."),
            remedy: Message("请管理员授予读取权限。", "Ask its administrator for permission to read it."))
    }

    /// - Parameter code: what the system said (`errno`).
    static func cannotCreate(_ file: URL, _ code: Int32) -> Fault {
        Fault(
            code == ENOSPC || code == EDQUOT ? "E-DISK-FULL" : "E-READ-ONLY", .cannotWrite,
            Message("不能建立 \(file.path)。", "\(file.path) cannot be made."),
            state: Message(errno: code),
            remedy: Message("检查文件夹、权限和磁盘空间。", "Check the folder, its permissions and the disk space."))
    }

    static func moved(_ file: URL) -> Fault {
        Fault(
            "E-LEDGER-MOVED", .busy,
            Message("读取期间台账 \(file.path) 被改动。", "The ledger \(file.path) was changed while it was being read."),
            remedy: Message("再试一次。", "Try again."))
    }
}
