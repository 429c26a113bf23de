import Foundation

/// A pager at work.
///
/// Not Foundation's `Process`: that puts a child into a process group of its own, where it may not read the keyboard.
struct PagerProcess {
    private let command: String
    private let environment: [String: String]

    init(_ command: String, _ environment: Environment) {
        self.command = command
        // As git does: a `PAGER=less` shows colours and steps aside for a short text. What we print is UTF-8 always.
        let usual = ["LESS": "FRX", "LESSCHARSET": "utf-8", "LV": "-c"]
        self.environment = usual.merging(environment.all) { _, own in own }
    }

    /// Feeds the text to the pager and waits until it ends. False: there is no such pager, and nothing was shown.
    func show(_ text: String) -> Bool {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return false }
        // The pager gets a copy of the one end and must not hold the other, or it would wait for itself.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // Keys like ^C are the pager's while it is there; this process must outlive it or the shell takes them back.
        let interrupt = signal(SIGINT, SIG_IGN)
        let quit = signal(SIGQUIT, SIG_IGN)
        defer {
            _ = signal(SIGINT, interrupt)
            _ = signal(SIGQUIT, quit)
        }
        let child = start(reading: ends[0])
        close(ends[0])
        // A reader who leaves early closes the pipe: what is left is not wanted.
        if child != nil { try? StandardStream(descriptor: ends[1]).write(text) }
        close(ends[1])
        guard let child else { return false }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        // The shell's answers for a command that cannot be run (126) or is not there (127).
        let code = (status >> 8) & 0xFF
        return status & 0x7F != 0 || (code != 126 && code != 127)
    }

    private func start(reading input: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var usual = sigset_t()
        sigemptyset(&usual)
        for ignoredHere in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&usual, ignoredHere) }
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        var arguments: [UnsafeMutablePointer<CChar>?] = ["sh", "-c", command].map { (text: String) in strdup(text) }
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") }
        arguments.append(nil)
        variables.append(nil)
        defer { for pointer in arguments + variables { free(pointer) } }
        var child: pid_t = 0
        return posix_spawn(&child, "/bin/sh", &actions, &attributes, &arguments, &variables) == 0 ? child : nil
    }
}
