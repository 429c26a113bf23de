import Foundation

extension Message {
    /// Why the system refused a file, in words of ours where it is one of the usual reasons.
    package init(of error: any Error) {
        let code = (error as? CocoaError)?.code
        switch code {
        case .fileNoSuchFile, .fileReadNoSuchFile: self.init(errno: ENOENT)
        case .fileReadUnknown: self.init("读不了：可能是文件夹。", "It cannot be read; it may be a folder.")
        case .fileReadNoPermission, .fileWriteNoPermission: self.init(errno: EACCES)
        case .fileWriteOutOfSpace: self.init(errno: ENOSPC)
        case .fileWriteVolumeReadOnly: self.init(errno: EROFS)
        case .fileWriteFileExists: self.init(errno: EEXIST)
        default: self.init(verbatim: (error as NSError).localizedDescription)
        }
    }

    /// Why a call to the system failed, by its `errno`, in words of ours where it is one of the usual reasons.
    package init(errno code: Int32) {
        switch code {
        case ENOENT: self.init("没有这个文件或文件夹。", "There is no such file or folder.")
        case EACCES, EPERM: self.init("没有权限。", "There is no permission.")
        case ENOSPC, EDQUOT: self.init("磁盘空间不足。", "The disk is full.")
        case EROFS: self.init("磁盘只读。", "The disk is read-only.")
        case EIO: self.init("磁盘读写出错。", "The disk fails.")
        case EEXIST: self.init("已有这个文件。", "There is such a file already.")
        case EISDIR: self.init("这是文件夹。", "It is a folder.")
        case ENOTDIR: self.init("路径中有一段不是文件夹。", "A part of the path is no folder.")
        case ENAMETOOLONG: self.init("名称太长。", "The name is too long.")
        case EFBIG: self.init("文件太大。", "The file is too large.")
        default: self.init(verbatim: String(cString: strerror(code)))
        }
    }
}
