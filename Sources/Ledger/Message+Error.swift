import Foundation

extension Message {
    /// Why the system refused a file, in words of ours where it is one of the usual reasons.
    package init(of error: any Error) {
        let code = (error as? CocoaError)?.code
        switch code {
        case .fileNoSuchFile, .fileReadNoSuchFile: self.init("没有这个文件或文件夹。", "There is no such file or folder.")
        case .fileReadUnknown: self.init("读不了：可能是文件夹。", "It cannot be read; it may be a folder.")
        case .fileReadNoPermission, .fileWriteNoPermission: self.init("没有权限。", "There is no permission.")
        case .fileWriteOutOfSpace: self.init("磁盘空间不足。", "The disk is full.")
        case .fileWriteVolumeReadOnly: self.init("磁盘只读。", "The disk is read-only.")
        case .fileWriteFileExists: self.init("已有这个文件。", "There is such a file already.")
        default: self.init(verbatim: (error as NSError).localizedDescription)
        }
    }
}
