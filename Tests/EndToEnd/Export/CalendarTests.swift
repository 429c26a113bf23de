import Foundation
import Testing

@Suite("taizhang calendar (RFC 5545)", .serialized)
struct CalendarTests {
    /// The events of a calendar as python3-icalendar reads them, which is not ours.
    private func read(_ program: Program, _ file: String) throws -> [[String: Any]] {
        let script = """
            import icalendar, json, sys
            bytes = open(sys.argv[1], "rb").read()
            assert all(len(line) <= 75 for line in bytes.split(b"\\r\\n")) and b"\\n" not in bytes.replace(b"\\r\\n", b"")
            calendar = icalendar.Calendar.from_ical(bytes)
            assert calendar.name == "VCALENDAR" and calendar["version"] == "2.0" and calendar.subcomponents
            events = []
            for event in calendar.walk("vevent"):
                assert not event.errors
                events.append({
                    "uid": str(event["uid"]), "summary": str(event["summary"]), "text": str(event["description"]),
                    "start": str(event["dtstart"].dt), "end": str(event["dtend"].dt), "sequence": int(event["sequence"]),
                    "stamp": event["dtstamp"].dt.isoformat(), "kind": event["categories"].to_ical().decode(),
                    "alarms": [alarm["trigger"].dt.total_seconds() / 3600 for alarm in event.walk("valarm")],
                })
            print(json.dumps({"name": str(calendar["x-wr-calname"]), "events": events}))
            """
        let answer = try Program.run(
            URL(fileURLWithPath: "/usr/bin/python3"), ["-c", script, program.folder.appendingPathComponent(file).path],
            in: program.folder)
        try #require(answer.code == 0, "\(answer.errors)")
        let calendar = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
        #expect((calendar?["name"] as? String)?.hasPrefix("区信访局整改台账") == true)
        return calendar?["events"] as? [[String: Any]] ?? []
    }

    private func office() throws -> Program {
        let program = try Program.office()
        try program.done([
            "finding", "register", "--round", "巡察反馈-2020", "--unit", "办信科", "--category", "信访业务", "--description",
            "超期办理；甲,乙\\丙\n第二行 " + String(repeating: "长", count: 60), "--on", "2020-04-20",
        ])
        try program.done([
            "finding", "assign", "2020-1", "--leader", "分管副局长", "--lead-unit", "办信科", "--unit", "办信科", "--owner",
            "办信科科长", "--on",
            "2020-04-21",
        ])
        try program.done([
            "measure", "plan", "2020-1", "--text", "逐件说明", "--kind", "bydeadline", "--deadline", "2020-05-31", "--on",
            "2020-04-22",
        ])
        try program.done([
            "measure", "plan", "2020-1", "--text", "每季度抽查", "--kind", "sustained", "--review", "2020-09-30", "--review",
            "2020-12-31", "--on", "2020-04-22",
        ])
        return program
    }

    @Test(
        "has deadlines, reviews and the intensive period as all-day events with reminders; another reader finds every text whole"
    )
    func events() throws {
        let program = try office()
        defer { program.remove() }
        try program.done(["calendar", "-o", "a.ics", "--as-of", "2020-06-05"])
        let events = try read(program, "a.ics")
        try #require(events.count == 4)
        #expect(events.map { $0["start"] as? String } == ["2020-05-31", "2020-09-30", "2020-10-17", "2020-12-31"])
        #expect(events.map { $0["end"] as? String } == ["2020-06-01", "2020-10-01", "2020-10-18", "2021-01-01"])
        #expect(events.map { $0["kind"] as? String } == ["整改时限", "复核", "集中整改期届满", "复核"])
        #expect(events.map { $0["summary"] as? String }.first == "【逾期】整改时限：2020-001/1 逐件说明")
        #expect(
            (events[0]["text"] as? String)?.hasPrefix(
                "问题：2020-001 超期办理；甲,乙\\丙\n第二行 " + String(repeating: "长", count: 60) + "\n措施：1 逐件说明\n") == true)
        #expect(events.map { $0["alarms"] as? [Double] } == [[], [-159, -15], [-159, -15], [-159, -15]])
        #expect(Set(events.map { $0["uid"] as? String }).count == 4)
        try program.done([
            "calendar", "-o", "b.ics", "--as-of", "2020-05-01", "--remind", "0", "--remind", "3", "--overdue",
        ])
        #expect(try read(program, "b.ics").isEmpty)
        try program.done(["calendar", "-o", "c.ics", "--as-of", "2020-05-01", "--remind", "0", "--remind", "3"])
        #expect(try read(program, "c.ics").map { $0["alarms"] as? [Double] } == Array(repeating: [-63, 9], count: 4))
        try program.done(["calendar", "-o", "d.ics", "--as-of", "2020-05-01", "--no-remind"])
        #expect(try read(program, "d.ics").allSatisfy { ($0["alarms"] as? [Double])?.isEmpty == true })
    }

    @Test("the same ledger gives the same bytes; an extension moves the event, with a higher SEQUENCE, under its UID")
    func stable() throws {
        var program = try office()
        defer { program.remove() }
        let day = ["--as-of", "2020-05-25"]
        let first = try program.done(["calendar"] + day).output
        #expect(try program.done(["calendar"] + day).output == first)
        try program.done(["calendar", "-o", "a.ics"] + day)
        program.actor = "post/办信科科长"
        try program.done([
            "measure", "extend", "2020-1", "1", "--until", "2020-06-30", "--reason", "缺人", "--on", "2020-05-20",
        ])
        program.actor = "post/分管副局长"
        try program.done(["measure", "decide-extension", "2020-1", "1", "--grant", "--on", "2020-05-21"])
        let refused = try program.run(["calendar", "-o", "a.ics"] + day)
        #expect(refused.code == 73 && refused.errors.contains("--replace"))
        let before = try #require(try read(program, "a.ics").first)
        try program.done(["calendar", "-o", "a.ics", "--replace"] + day)
        let after = try #require(try read(program, "a.ics").first)
        #expect(after["uid"] as? String == before["uid"] as? String)
        #expect(before["start"] as? String == "2020-05-31" && after["start"] as? String == "2020-06-30")
        #expect(after["sequence"] as? Int == (before["sequence"] as? Int ?? 0) + 2)
        #expect((after["stamp"] as? String ?? "") >= (before["stamp"] as? String ?? ""))
    }

    @Test("asks what lists ask, in either language, and says what it wrote")
    func filters() throws {
        let program = try office()
        defer { program.remove() }
        let english = try program.done(["calendar", "-o", "a.ics", "--as-of", "2020-05-01", "--lang", "en"])
        #expect(english.output.contains("deadline 1") && english.output.contains("review 2"), "\(english.output)")
        #expect(try read(program, "a.ics").first?["summary"] as? String == "Deadline: 2020-001/1 逐件说明")
        let none = try program.document(["calendar", "--unit", "督查科", "--as-of", "2020-05-01"])
        #expect((none["things"] as? [Any])?.isEmpty == true)
        let things =
            try program.document(["calendar", "--round", "巡察反馈-2020", "--as-of", "2020-06-05"])["things"]
            as? [[String: Any]] ?? []
        #expect(things.count == 4 && things.first?["overdue"] as? Bool == true)
        #expect(things.first?["name"] as? String == "finding/2020-001/measure/1/deadline")
        #expect(try program.run("calendar", "--remind", "400").code == 64)
        #expect(try program.run("calendar", "--remind", "1", "--no-remind").code == 64)
    }

    @Test("has duties, tasks and answers beside the measures, which another reader finds whole, and by unit")
    func routine() throws {
        let program = try Program.office()
        defer { program.remove() }
        try program.done([
            "duty", "set", "支委会", "--kind", "支委会", "--frequency", "monthly", "--unit", "办信科", "--unit", "督查科", "--from",
            "2020-05-01", "--on", "2020-05-01", "--on-behalf-of", "党组书记",
        ])
        try program.done([
            "matter", "report", "--text", "拟调整支部委员", "--to", "区直机关工委", "--due", "2020-06-20", "--unit", "督查科",
            "--on", "2020-06-01",
        ])
        let day = ["--as-of", "2020-06-05"]
        try program.done(["calendar", "-o", "a.ics"] + day)
        let events = try read(program, "a.ics")
        let summaries = events.map { "\($0["start"] ?? "") \($0["summary"] ?? "")" }
        #expect(
            Set(summaries).isSuperset(of: [
                "2020-06-30 经常性工作：支委会 办信科 2020-06", "2020-06-30 经常性工作：支委会 督查科 2020-06",
                "2020-07-31 经常性工作：支委会 办信科 2020-07", "2020-07-31 经常性工作：支委会 督查科 2020-07",
                "2020-06-20 重大事项答复：2020-001 拟调整支部委员",
            ]), "\(summaries)")
        #expect(Set(events.map { $0["uid"] as? String }).count == events.count)
        let answer = try #require(events.first { ($0["kind"] as? String) == "重大事项答复" })
        #expect(answer["text"] as? String == "报告对象：区直机关工委\n报告单位：督查科\n报告：2020-06-01")
        try program.done(["calendar", "-o", "b.ics", "--unit", "督查科", "--lang", "en"] + day)
        #expect(
            try read(program, "b.ics").map { $0["summary"] as? String } == [
                "Answer to a matter reported: 2020-001 拟调整支部委员", "Recurring duty: 支委会 督查科 2020-06",
                "Recurring duty: 支委会 督查科 2020-07",
            ])
    }
}
