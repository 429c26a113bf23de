import Foundation
import Synchronization

/// A loaded PKCS#11 module (OASIS PKCS#11 2.40): the dozen functions that a signature needs.
///
/// The module's list of functions is a CK_VERSION, padded to a pointer, and 68 pointers in the order of §3.6. They are
/// taken by place, so that no vendor's header is needed to build.
struct PKCS11Module {
    typealias Number = UInt

    /// CK_ATTRIBUTE: type, value, length.
    private struct Attribute {
        var type: Number
        var value: UnsafeMutableRawPointer?
        var count: Number
    }

    /// CK_MECHANISM: type, parameter, length.
    private struct Mechanism {
        var type: Number
        var parameter: UnsafeMutableRawPointer?
        var count: Number
    }

    private enum Place: Int {
        case initialize = 0
        case finalize = 1
        case getSlotList = 4
        case getTokenInfo = 6
        case openSession = 12
        case closeSession = 13
        case login = 18
        case logout = 19
        case findObjectsInit = 26
        case findObjects = 27
        case findObjectsFinal = 28
        case signInit = 42
        case sign = 43
    }

    private typealias OnPointer = @convention(c) (UnsafeMutableRawPointer?) -> Number
    private typealias OnSession = @convention(c) (Number) -> Number
    private typealias GetFunctionList = @convention(c) (UnsafeMutablePointer<UnsafeRawPointer?>) -> Number
    private typealias GetSlotList =
        @convention(c) (UInt8, UnsafeMutablePointer<Number>?, UnsafeMutablePointer<Number>)
        -> Number
    private typealias GetTokenInfo = @convention(c) (Number, UnsafeMutableRawPointer) -> Number
    private typealias OpenSession =
        @convention(c) (
            Number, Number, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<Number>
        ) -> Number
    private typealias Login = @convention(c) (Number, Number, UnsafePointer<UInt8>, Number) -> Number
    private typealias FindObjectsInit = @convention(c) (Number, UnsafeMutableRawPointer, Number) -> Number
    private typealias FindObjects =
        @convention(c) (
            Number, UnsafeMutablePointer<Number>, Number, UnsafeMutablePointer<Number>
        ) -> Number
    private typealias SignInit = @convention(c) (Number, UnsafeMutableRawPointer, Number) -> Number
    private typealias Sign =
        @convention(c) (
            Number, UnsafePointer<UInt8>, Number, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<Number>
        ) -> Number

    /// CKR_…: what a function answers.
    private enum Answer {
        static let ok: Number = 0
        static let pinIncorrect: Number = 0xA0
        static let pinLocked: Number = 0xA4
        static let userAlreadyLoggedIn: Number = 0x100
        static let alreadyInitialized: Number = 0x191
    }

    private let functions: UnsafeRawPointer

    private func function<F>(_ place: Place, _ type: F.Type) -> F {
        functions.load(fromByteOffset: (1 + place.rawValue) * MemoryLayout<UnsafeRawPointer>.stride, as: type)
    }

    private static func check(_ answer: Number, _ function: String) throws(Fault) {
        guard answer != Answer.ok else { return }
        let code = "CKR 0x" + String(answer, radix: 16)
        throw .token(Message("令牌的 \(function) 失败：\(code)。", "\(function) of the token failed: \(code)."))
    }
}

extension PKCS11Module {
    /// A module has one state in a process: two signatures at once would close it under each other.
    private static let turn = Mutex(())

    /// Loads a module, and ends its use of the token after the body.
    static func withModule<T>(_ file: URL, _ body: (PKCS11Module) throws(Fault) -> T) throws -> T {
        try turn.withLock { _ in
            guard let library = dlopen(file.path, RTLD_NOW | RTLD_LOCAL) else {
                throw Fault.token(Message(verbatim: dlerror().map { String(cString: $0) } ?? file.path), .notFound)
            }
            guard let symbol = dlsym(library, "C_GetFunctionList") else {
                throw Fault.token(
                    Message("\(file.path) 不是 PKCS#11 模块。", "\(file.path) is no PKCS#11 module."), .badData)
            }
            var list: UnsafeRawPointer?
            try check(unsafeBitCast(symbol, to: GetFunctionList.self)(&list), "C_GetFunctionList")
            guard let list else { throw Fault.token(Message(verbatim: file.path)) }
            let module = PKCS11Module(functions: list)
            let started = module.function(.initialize, OnPointer.self)(nil)
            if started != Answer.alreadyInitialized { try check(started, "C_Initialize") }
            defer {
                if started == Answer.ok { _ = module.function(.finalize, OnPointer.self)(nil) }
            }
            return try body(module)
        }
    }

    /// The slot of the one token with this label.
    func slot(ofToken label: String) throws(Fault) -> UInt {
        let getSlotList = function(.getSlotList, GetSlotList.self)
        var count: Number = 0
        try PKCS11Module.check(getSlotList(1, nil, &count), "C_GetSlotList")
        var slots = [Number](repeating: 0, count: Int(min(count, 1_024)))
        count = Number(slots.count)
        try PKCS11Module.check(getSlotList(1, &slots, &count), "C_GetSlotList")
        let named = slots.prefix(Int(min(count, Number(slots.count)))).filter { isToken($0, label) }
        guard let slot = named.first, named.count == 1 else {
            throw .token(
                Message("名为“\(label)”的令牌有 \(named.count) 个。", "There are \(named.count) tokens “\(label)”."), .notFound)
        }
        return slot
    }

    /// CK_TOKEN_INFO begins with the label, 32 bytes, filled up with spaces; the whole has 208 bytes.
    private func isToken(_ slot: Number, _ label: String) -> Bool {
        var info = [UInt8](repeating: 0, count: 512)
        guard function(.getTokenInfo, GetTokenInfo.self)(slot, &info) == Answer.ok else { return false }
        let padding = [UInt8](repeating: UInt8(ascii: " "), count: 32)
        return Array(info.prefix(32)) == Array((label.utf8 + padding).prefix(32))
    }

    /// A session in which the user is logged in.
    func withSession<T>(_ slot: UInt, pin: String, _ body: (UInt) throws(Fault) -> T) throws(Fault) -> T {
        var session: Number = 0
        let isSerial: Number = 4
        try PKCS11Module.check(
            function(.openSession, OpenSession.self)(slot, isSerial, nil, nil, &session), "C_OpenSession")
        defer { _ = function(.closeSession, OnSession.self)(session) }
        let (user, pin): (Number, [UInt8]) = (1, Array(pin.utf8))
        let answer = function(.login, Login.self)(session, user, pin, Number(pin.count))
        switch answer {
        case Answer.pinIncorrect: throw .pin(Message("PIN 不对。", "Wrong PIN."))
        case Answer.pinLocked: throw .pin(Message("PIN 已锁定。", "The PIN is locked."))
        case Answer.userAlreadyLoggedIn: break
        default: try PKCS11Module.check(answer, "C_Login")
        }
        defer { _ = function(.logout, OnSession.self)(session) }
        return try body(session)
    }

    /// The one private key with this label (CKA_CLASS = CKO_PRIVATE_KEY, CKA_LABEL).
    func privateKey(_ label: String, _ session: UInt) throws(Fault) -> UInt {
        var (kind, text): (Number, [UInt8]) = (3, Array(label.utf8))
        var found: [Number] = [0, 0]
        var count: Number = 0
        let answer = withUnsafeMutableBytes(of: &kind) { kind in
            text.withUnsafeMutableBytes { text in
                var template = [
                    Attribute(type: 0, value: kind.baseAddress, count: Number(kind.count)),
                    Attribute(type: 3, value: text.baseAddress, count: Number(text.count)),
                ]
                return function(.findObjectsInit, FindObjectsInit.self)(session, &template, Number(template.count))
            }
        }
        try PKCS11Module.check(answer, "C_FindObjectsInit")
        defer { _ = function(.findObjectsFinal, OnSession.self)(session) }
        try PKCS11Module.check(
            function(.findObjects, FindObjects.self)(session, &found, Number(found.count), &count), "C_FindObjects")
        guard count == 1 else {
            throw .token(
                Message("令牌上名为“\(label)”的私钥不是恰好一个。", "The token has not exactly one private key “\(label)”."), .notFound
            )
        }
        return found[0]
    }

    /// Ed25519 of the message itself: CKM_EDDSA without parameter.
    func sign(_ message: [UInt8], _ session: UInt, key: UInt) throws(Fault) -> [UInt8] {
        var mechanism = Mechanism(type: 0x1057, parameter: nil, count: 0)
        try PKCS11Module.check(function(.signInit, SignInit.self)(session, &mechanism, key), "C_SignInit")
        var signature = [UInt8](repeating: 0, count: 256)
        var count = Number(signature.count)
        try PKCS11Module.check(
            function(.sign, Sign.self)(session, message, Number(message.count), &signature, &count), "C_Sign")
        return Array(signature.prefix(Int(min(count, 256))))
    }
}

extension Fault {
    static func pin(_ found: Message) -> Fault {
        Fault(
            "E-KEY-PASSPHRASE", .notPermitted, Message("令牌没有登录成功。", "The token did not let us in."), state: found,
            remedy: Message("核对 PIN；多次输错会锁定。", "Check the PIN; several wrong ones lock the token."))
    }
}
