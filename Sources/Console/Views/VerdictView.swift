import Ledger

/// What `verify` found, as a screen and as the document that `tools/verify_ledger.py --json` prints as well.
struct VerdictView: Sendable {
    var verdict: Verdict
    /// Whether the files of evidence were read.
    var readsEvidence: Bool
    /// Whether it is of a static export, which has no index columns and no read models.
    var isExport = false
    var elapsed: Duration

    /// `ux.md`: exit code. What cannot be read is bad input, not a sign of tampering.
    var exitCode: Int32 {
        switch verdict.outcome {
        case .intact: 0
        case .failed: 1
        case .unreadable: 65
        }
    }

    var json: JSONValue {
        let findings = verdict.findings.map { finding -> JSONValue in
            [
                "code": .string(finding.code.rawValue), "record": .integer(finding.sequence),
                "field": .text(finding.field), "detail": .string(finding.detail.en),
            ]
        }
        return [
            "verdict": .string(verdict.outcome.rawValue), "size": .integer(verdict.size),
            "head": .string(verdict.head.hex), "root": .text(verdict.root), "findings": .array(findings),
            "more": .integer(verdict.moreFindings), "notchecked": .texts(verdict.notChecked.map(\.en)),
            "evidence": .integer(verdict.evidence), "orphans": .integer(verdict.orphans),
            "signed": .integer(signed), "witnessed": .integer(verdict.witnessed),
            "timestamped": .integer(verdict.timestamped?.size),
        ]
    }

    func text(on screen: Screen, _ language: Language) -> String {
        var out = verdict.outcome == .intact ? passed(screen, language) : failed(screen, language)
        out += digests(screen, language) + custody(screen, language)
        return out + notes(screen, language)
    }

    /// One line for scripts and for `--quiet`.
    func line(_ language: Language) -> String {
        let word =
            switch verdict.outcome {
            case .intact:
                Message("通过：\(verdict.size) 条记录", "intact: \(verdict.size) records")
                    + (signed == nil ? Message("", "") : Message("，", ", ") + witnessing)
            case .failed: Message("不通过", "failed")
            case .unreadable: Message("无法读取", "unreadable")
            }
        return word.text(language) + "\n"
    }
}

// MARK: - Checkpoints and those who vouch for them

extension VerdictView {
    /// Up to where the ledger has signed for itself.
    private var signed: Int? { verdict.protections.map(\.size).max() }

    /// `format.md`: verdicts.
    private var witnessing: Message {
        guard let witnessed = verdict.witnessed else { return Message("未经见证", "unwitnessed") }
        guard witnessed < verdict.size else { return Message("见证至第 \(witnessed) 条", "witnessed up to \(witnessed)") }
        return Message("第 \(witnessed) 条以后未经见证", "unwitnessed since \(witnessed)")
    }

    private func custody(_ screen: Screen, _ language: Language) -> String {
        guard signed != nil || !verdict.agreements.isEmpty else { return "" }
        var facts = Facts()
        for one in verdict.protections {
            facts.add(
                Message("检查点", "Checkpoint"),
                Message(
                    "前 \(grouped(one.size)) 条  \(one.algorithm)  \(one.key)",
                    "first \(grouped(one.size)) records  \(one.algorithm)  \(one.key)"))
        }
        for one in verdict.agreements {
            let size = grouped(one.size)
            facts.add(
                Message("一致", "Agrees"),
                Message("与\(one.name.zh)一致（前 \(size) 条）✓", "with \(one.name.en) (first \(size) records) ✓"))
        }
        if let one = verdict.timestamped {
            let expired = one.isExpired ? Message("，证书现已过期", ", its certificate has expired since") : Message("", "")
            facts.add(
                Message("时间戳", "Time-stamp"),
                Message(
                    "前 \(grouped(one.size)) 条于 \(one.time) 已存在 ✓",
                    "first \(grouped(one.size)) records existed at \(one.time) ✓")
                    + expired + Message(verbatim: "\n\(one.authority)"))
        }
        if verdict.outcome == .intact { facts.add(Message("结论", "Verdict"), Message("完好，", "intact, ") + witnessing) }
        return facts.text(on: screen, language)
    }
}

// MARK: - Parts of the screen

extension VerdictView {
    private func passed(_ screen: Screen, _ language: Language) -> String {
        let count = grouped(verdict.size)
        let head = Message("校验 \(count) 条记录：", "Checked \(count) records: ").text(language)
        var checks = [
            Message("链", "chain"), Message("序号", "numbers"), Message("规范编码", "encoding"),
            isExport ? Message("瓦片", "tiles") : Message("索引列", "columns"), Message("默克尔根", "Merkle root"),
        ]
        if readsEvidence {
            checks.append(Message("佐证 \(verdict.evidence) 件", "evidence \(verdict.evidence)"))
        }
        if !isExport { checks.append(Message("读模型", "read models")) }
        let parts = checks.map { $0.text(language) + " ✓" }
        guard screen.isTerminal else { return head + parts.joined(separator: "  ") + "\n" }
        return row(head, parts, screen)
    }

    /// The parts side by side, none broken, following lines under the first part.
    private func row(_ head: String, _ parts: [String], _ screen: Screen) -> String {
        let margin = String(repeating: " ", count: head.displayWidth)
        var lines: [String] = []
        var line = head
        for part in parts {
            if line.displayWidth + part.displayWidth > screen.columns, line.displayWidth > margin.count {
                lines.append(line)
                line = margin
            }
            line += part + "  "
        }
        return (lines + [line]).map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line.replacing("✓", with: screen.style(.green, "✓")) + "\n"
        }.joined()
    }

    private func failed(_ screen: Screen, _ language: Language) -> String {
        let word =
            verdict.outcome == .unreadable ? Message("无法读取：", "Unreadable: ") : Message("不通过：", "Failed: ")
        var out = ""
        for (index, finding) in verdict.findings.enumerated() {
            let label = index == 0 ? word.text(language) : ""
            out += paragraph(label, finding.detail.text(language), index == 0 ? .red : nil, screen)
        }
        if verdict.moreFindings > 0 {
            out += paragraph(
                "", Message("另有 \(verdict.moreFindings) 处。", "and \(verdict.moreFindings) more.").text(language), nil,
                screen)
        }
        return out + paragraph(Message("完好：", "Sound: ").text(language), sound.text(language), .bold, screen)
    }

    private func paragraph(_ label: String, _ text: String, _ style: Style?, _ screen: Screen) -> String {
        let text = shown(text)
        guard screen.isTerminal else { return label + text + "\n" }
        let indent = Message("不通过：", "Failed: ").zh.displayWidth
        let paragraph = Paragraph(label: label.padded(toColumns: indent), text: text)
        let margin = String(repeating: " ", count: paragraph.indent(columns: screen.columns))
        return screen.style(style, paragraph.label)
            + paragraph.lines(columns: screen.columns).joined(separator: "\n" + margin) + "\n"
    }

    /// What is not touched by what was found. Past the last fault the records hang together among themselves; nothing
    /// more can be said of them.
    private var sound: Message {
        let inRecords = verdict.findings.filter { !VerdictView.besideRecords.contains($0.code) }
        guard verdict.outcome == .failed else { return Message("无从断言。", "nothing can be said.") }
        guard let first = inRecords.compactMap(\.sequence).min() else {
            return verdict.moreFindings > 0 || verdict.size == 0
                ? Message("无从断言。", "nothing can be said.")
                : Message("全部 \(grouped(verdict.size)) 条记录。", "all of the \(grouped(verdict.size)) records.")
        }
        let before =
            first > 1
            ? Message("第 1–\(first - 1) 条", "records 1–\(first - 1)")
            : Message("开头没有完好的记录", "none at the beginning")
        let last = inRecords.compactMap(\.sequence).max() ?? first
        guard verdict.moreFindings == 0, last < verdict.size else { return before + Message("。", ".") }
        return before
            + Message(
                "；第 \(last + 1) 条起彼此相连，但承接不上前面。",
                "; from record \(last + 1) on they hang together, but not with what is before.")
    }

    /// Faults of what stands beside the records: the records are whole all the same.
    private static let besideRecords: Set<Verdict.Code> = [
        .command, .disclosure, .evidenceMissing, .evidenceAltered, .readModel, .schema, .tile, .unreadable,
    ]

    private func digests(_ screen: Screen, _ language: Language) -> String {
        let root = verdict.root?.hex ?? Message("（未算出）", "(not computed)").text(language)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        let time = fixed(seconds, places: 2) + Message(" 秒", " s").text(language)
        let line = Message("根 ", "root ").text(language) + root
        let room = max(time.displayWidth + 2, screen.isTerminal ? screen.columns - line.displayWidth : 0)
        return Message("头 ", "head ").text(language) + verdict.head.hex + "\n" + line
            + screen.style(.dim, time.padded(toColumns: room, .right)) + "\n"
    }

    private func notes(_ screen: Screen, _ language: Language) -> String {
        var out = ""
        if verdict.orphans > 0 {
            let count = verdict.orphans
            out +=
                Message(
                    "佐证文件夹里有 \(count) 个文件没有记录提到。", "The evidence folder has \(count) files that no record names."
                ).text(language) + "\n"
        }
        let label = Message("未检查  ", "Not checked  ").text(language)
        for note in verdict.notChecked {
            let paragraph = Paragraph(label: label, text: note.text(language) + Message("。", ".").text(language))
            let margin = String(repeating: " ", count: paragraph.indent(columns: screen.columns))
            let lines =
                screen.isTerminal
                ? paragraph.lines(columns: screen.columns).joined(separator: "\n" + margin) : paragraph.text
            out += screen.style(.yellow, label) + lines + "\n"
        }
        return out
    }
}

/// A number with so many places after the point, rounded.
func fixed(_ number: Double, places: Int) -> String {
    var unit = 1
    for _ in 0..<places { unit *= 10 }
    let scaled = Int((abs(number) * Double(unit)).rounded())
    let digits = String(scaled % unit)
    let fraction = String(repeating: "0", count: max(0, places - digits.count)) + digits
    let sign = number < 0 && scaled > 0 ? "-" : ""
    return places == 0 ? "\(sign)\(scaled)" : "\(sign)\(scaled / unit).\(fraction)"
}
