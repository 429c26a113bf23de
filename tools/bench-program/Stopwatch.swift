import Foundation

/// What a benchmark prints for the driver: one line of JSON.
struct Result: Encodable {
    var records: Int
    /// Wall clock.
    var seconds: Double
    /// CPU time of all threads.
    var cpu: Double
    /// Peak resident memory of the process, MiB.
    var peak: Double

    static func measure(_ work: () throws -> Int) rethrows -> Result {
        let (start, cpu) = (ContinuousClock.now, usage.cpu)
        let records = try work()
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        return Result(records: records, seconds: elapsed, cpu: usage.cpu - cpu, peak: usage.peak)
    }

    func print() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }

    private static var usage: (cpu: Double, peak: Double) {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        let micro = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return (Double(seconds) + Double(micro) / 1e6, Double(usage.ru_maxrss) / 1024)
    }
}
