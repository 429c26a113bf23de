import Ledger
import Rectification

extension JSONValue {
    /// A finding with all that is known of it.
    static func finding(_ finding: Finding) -> JSONValue {
        [
            "number": .text(finding.number), "stage": .string(finding.stage.rawValue),
            "stageSince": .text(finding.stageSince), "category": .string(finding.category),
            "description": .string(finding.description), "details": .text(finding.details),
            "goal": .text(finding.goal), "round": .text(finding.round), "source": .text(finding.source),
            "unit": .text(finding.unit), "feedbackOn": .text(finding.feedbackOn),
            "registeredOn": .text(finding.registeredOn), "leader": .text(finding.assignment.leader),
            "leadUnit": .text(finding.assignment.leadUnit), "owner": .text(finding.owner),
            "units": .texts(finding.units), "deadline": .text(finding.deadline),
            "measures": .array(finding.measures.map(JSONValue.measure)),
            "evidence": .array(finding.evidence.map(JSONValue.exhibit)),
            "submittedOn": .text(finding.submittedOn), "verifiedOn": .text(finding.verifiedOn),
            "verifiers": .texts(finding.verifiers), "closedOn": .text(finding.closedOn),
            "closedBy": .text(finding.closedBy),
            "lookBacks": .array(
                finding.lookBacks.map { ["on": .text($0.on), "outcome": .string($0.outcome.rawValue)] }),
            "mergedInto": .text(finding.mergedInto), "absorbed": .texts(finding.absorbed),
            "returns": .integer(finding.returns), "extensions": .integer(finding.extensions),
            "relapses": .integer(finding.relapses), "reopenings": .integer(finding.reopenings),
            "claimed": .bool(finding.isClaimed), "doubts": .array(finding.doubts.map(JSONValue.doubt)),
            "supervision": .text(finding.supervision.level?.rawValue),
            "supervisionIssued": .array(
                finding.supervision.issues.map {
                    ["level": .string($0.level.rawValue), "on": .text($0.on), "due": .text($0.due)]
                }),
            "listedOn": .text(finding.supervision.listedOn),
            "extendedChecks": .array(finding.checks.map(JSONValue.check)), "reopenedOn": .texts(finding.reopenedOn),
        ]
    }

    private static func check(_ check: ExtendedCheck) -> JSONValue {
        [
            "unit": .text(check.unit), "askedOn": .text(check.askedOn), "due": .text(check.due),
            "answeredOn": .text(check.answeredOn), "outcome": .text(check.outcome?.rawValue),
            "found": .text(check.found), "text": .text(check.text),
        ]
    }

    static func measure(_ measure: Measure) -> JSONValue {
        [
            "number": .integer(measure.number), "text": .string(measure.text), "kind": .string(measure.kind.rawValue),
            "plannedOn": .text(measure.plannedOn), "originalDeadline": .text(measure.originalDeadline),
            "deadline": .text(measure.deadline), "reviewDates": .texts(measure.reviewDates),
            "expects": .texts(measure.expects), "owner": .text(measure.owner), "units": .texts(measure.units),
            "percent": .integer(measure.percent), "claimedStatus": .text(measure.claimedStatus),
            "progress": .array(measure.progress.map(JSONValue.progress)),
            "evidence": .array(measure.evidence.map(JSONValue.exhibit)), "completedOn": .text(measure.completedOn),
            "reviews": .array(measure.reviews.map { ["on": .text($0.on), "outcome": .string($0.outcome.rawValue)] }),
            "requestedDeadline": .text(measure.requestedDeadline),
            "extensions": .array(measure.extensions.map { ["from": .text($0.from), "until": .text($0.until)] }),
            "done": .bool(measure.isDone), "claimed": .bool(measure.isClaimed),
        ]
    }

    static func exhibit(_ exhibit: Exhibit) -> JSONValue {
        ["kind": .string(exhibit.kind), "file": exhibit.file.map(JSONValue.file) ?? .null]
    }

    static func file(_ file: EvidenceFile) -> JSONValue {
        [
            "name": .string(file.name), "mediaType": .string(file.mediaType), "size": .integer(file.size),
            "sha256": .string(file.digest.hex),
        ]
    }

    private static func progress(_ progress: Measure.Progress) -> JSONValue {
        [
            "record": .integer(progress.sequence), "on": .text(progress.on), "text": .string(progress.text),
            "percent": .integer(progress.percent), "corrected": .bool(progress.isCorrected),
        ]
    }

    private static func doubt(_ doubt: Doubt) -> JSONValue {
        [
            "code": .string(doubt.code), "column": .string(doubt.column), "value": .string(doubt.value),
            "line": .integer(doubt.claim.line), "sheet": .string(doubt.claim.sheet.hex),
        ]
    }
}
