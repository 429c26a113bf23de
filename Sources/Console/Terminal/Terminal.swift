import Foundation

/// Where this process's standard output and standard error go. Made once at the start and handed down; made by hand
/// in tests.
struct Terminal: Sendable, Equatable {
    /// Data: tables, JSON, reports.
    var output: Screen
    /// Everything else: faults, progress, warnings.
    var errors: Screen

    init(output: Screen, errors: Screen) {
        self.output = output
        self.errors = errors
    }

    /// This process's own.
    init() {
        output = Screen(descriptor: STDOUT_FILENO, colour: .asked, environment: .own)
        errors = Screen(descriptor: STDERR_FILENO, colour: .asked, environment: .own)
    }
}
