extension TranscriptTests {
    /// What other programs read.
    static let exports: [String] = [
        "taizhang init --name 区信访局整改台账 --actor post/机关党委专职副书记",
        ":机关党委专职副书记", "taizhang import sheet.csv --round 巡察反馈-2020 | tail -1",
        "taizhang export", "taizhang export --cloudevents -o 记录.jsonl", "taizhang export --cloudevents --from 354",
        "taizhang export --cloudevents --from 356", "taizhang export --csv",
        "taizhang export --csv -o 清单 --as-of 2020-10-01",
        "head -3 清单/measures.csv", "taizhang export --csv -o 清单", "taizhang export --csv -o 又 --from 9",
        "taizhang export --oscal --round 巡察反馈-2020 -o poam.json --as-of 2020-10-01",
        "taizhang export --oscal --round 巡察反馈-2019", "taizhang calendar --as-of 2020-10-01",
        "taizhang calendar -o 整改.ics --as-of 2020-10-01",
        "taizhang calendar -o 整改.ics", "head -30 整改.ics", "taizhang calendar --overdue --as-of 2020-10-01 --json",
        "taizhang calendar --remind 999", "taizhang export --help",
    ]
}
