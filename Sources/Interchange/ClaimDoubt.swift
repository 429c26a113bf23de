import Ledger

/// What cannot be quite right about a claim of an imported sheet: a rule of the domain that it breaks, or something
/// that it leaves open. The claim is kept as it stands, and a person looks at it.
///
/// The raw value is the code that stands in `finding.doubted` and in the import's report; it never changes.
package enum ClaimDoubt: String, Sendable, CaseIterable {
    case closedMeasureOpen = "E-CLAIM-CLOSED-MEASURE-OPEN"
    case closedWithoutMeasure = "E-CLAIM-CLOSED-NO-MEASURE"
    case closedWithoutVerifier = "E-CLAIM-CLOSED-NO-VERIFIER"
    case closedBeforeFeedback = "E-CLAIM-CLOSED-BEFORE-FEEDBACK"
    case closedBeforeCompletion = "E-CLAIM-CLOSED-BEFORE-COMPLETION"
    case closedUndated = "E-CLAIM-CLOSED-UNDATED"
    case verifierIsOwner = "E-CLAIM-VERIFIER-OWNER"
    case verifierOfUnit = "E-CLAIM-VERIFIER-UNIT"
    case verifierWithoutClosure = "E-CLAIM-VERIFIER-NOT-CLOSED"
    case completedWithoutEvidence = "E-CLAIM-COMPLETED-NO-EVIDENCE"
    case completedBeforeFeedback = "E-CLAIM-COMPLETED-BEFORE-FEEDBACK"
    case completedUndated = "E-CLAIM-COMPLETED-UNDATED"
    case kindAndStatus = "E-CLAIM-KIND-STATUS"
    case deadlineBeforeFeedback = "E-CLAIM-DEADLINE-BEFORE-FEEDBACK"
    case deadlineMissing = "E-CLAIM-NO-DEADLINE"
    case future = "E-CLAIM-FUTURE"
    case undated = "E-CLAIM-UNDATED"
    case number = "E-CLAIM-NUMBER"
    case numberTaken = "E-CLAIM-NUMBER-TAKEN"
    case name = "E-CLAIM-NAME"
    case severalPeople = "E-CLAIM-SEVERAL-PEOPLE"

    package var code: String { rawValue }

    /// Why it is in doubt, and what the ledger holds.
    package var message: Message {
        switch self {
        case .closedMeasureOpen:
            Message("已销号，而这条措施既未完成也不是长期坚持", "closed, though this measure is neither complete nor sustained")
        case .closedWithoutMeasure:
            Message("已销号，而没有整改措施", "closed, though it has no measure")
        case .closedWithoutVerifier:
            Message("已销号，而没有写验收人", "closed, though no verifier is named")
        case .closedBeforeFeedback:
            Message("销号早于反馈", "closed before the feedback")
        case .closedBeforeCompletion:
            Message("销号早于这条措施的完成日期", "closed before the day on which this measure was completed")
        case .closedUndated:
            Message("写着已销号而没有销号时间；台账未作销号记录", "said to be closed, without a day; the ledger holds no closure")
        case .verifierIsOwner:
            Message("验收人就是责任人", "the verifier is the owner")
        case .verifierOfUnit:
            Message("只由责任单位自己的人验收", "verified by people of the responsible units alone")
        case .verifierWithoutClosure:
            Message(
                "写了验收人而没有销号时间；台账未作验收记录", "a verifier is named, but no day; the ledger holds no verification")
        case .completedWithoutEvidence:
            Message("写着已完成而没有佐证材料", "said to be completed, without evidence")
        case .completedBeforeFeedback:
            Message("完成早于反馈", "completed before the feedback")
        case .completedUndated:
            Message("写着已完成而看不出是哪天；按导入当天记", "said to be completed, without a day; dated by the import")
        case .kindAndStatus:
            Message(
                "完成情况与整改类别不一致（长期坚持的措施没有“已完成”）",
                "the status does not agree with the kind (a sustained measure is never complete)")
        case .deadlineBeforeFeedback:
            Message("整改时限早于反馈", "the deadline is before the feedback")
        case .deadlineMissing:
            Message("限期整改而没有写时限", "to be done by a deadline, and none is given")
        case .future:
            Message("日期在导入当天之后；按导入当天记", "the day is after that of the import; dated by the import")
        case .undated:
            Message(
                "没有反馈时间，也没有其他日期；按导入当天登记",
                "neither a day of feedback nor another one; registered on the day of the import")
        case .number:
            Message("序号不能用作编号，另给了编号", "the sequence cannot serve as a number; another was given")
        case .numberTaken:
            Message("这个编号已被占用，另给了编号", "this number is taken; another was given")
        case .name:
            Message(
                "名称不能用（过长，或有控制字符、斜杠），未录入",
                "the name cannot be used (too long, control characters, a slash) and is left out")
        case .severalPeople:
            Message("写了几个人，以第一个为准", "several people are named; the first is taken")
        }
    }

    /// What a code of `finding.doubted`, `activity.doubted` or a report means: this table's, and the sheet readers' codes.
    /// Nil for a code that this program does not know.
    package static func message(of code: String) -> Message? {
        ClaimDoubt(rawValue: code)?.message ?? SheetReader.messages[code] ?? ActivitySheet.messages[code]
    }
}
