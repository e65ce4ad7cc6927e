using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>Which members sealed entries and events have, in which order: a member that nobody knows says nothing that anybody answers for.</summary>
internal static class Shapes
{
    private static readonly string[] OfMeasure = Members("v at recorded by for? id body events");
    private static readonly string[] OfProblem = Members("v at recorded by for? id statement signOffs");
    private static readonly string[] OfPlan = Members("v at by for? id body events");

    /// <summary>Members of each type of event after <c>type</c>; a question mark: where there is one.</summary>
    private static readonly Dictionary<string, string[]> Events = new Dictionary<string, string>
    {
        ["claimed"] = "",
        ["progressReported"] = "unit percent quantity? note evidence correction? metrics?",
        ["assignmentConfirmed"] = "unit",
        ["confirmationWithdrawn"] = "unit",
        ["signOffRequested"] = "person act result standing? shortfall? fingerprint",
        ["signOffLapsed"] = "",
        ["signOffWithdrawn"] = "",
        ["signOffStepApproved"] = "step fingerprint",
        ["signOffReturned"] = "step reason fingerprint",
        ["signedOff"] = "standing?",
        ["extensionRequested"] = "extension until reason",
        ["extensionApproved"] = "extension until",
        ["extensionReturned"] = "extension reason",
        ["basicallyDoneProposed"] = "reason expectedBy",
        ["basicallyDoneApproved"] = "",
        ["basicallyDoneReturned"] = "reason",
        ["reopened"] = "reason until",
        ["waitingRequested"] = "with since sent until evidence",
        ["waitingApproved"] = "until",
        ["waitingReturned"] = "reason",
        ["waitingEnded"] = "reason?",
        ["institutionRegistered"] = "title number date issuedBy kind evidence?",
        ["standingCheckPassed"] = "note evidence",
        ["standingCheckFailed"] = "reason until evidence",
        ["replanned"] = "roster amendment reason document? from? to",
        ["imported"] = "roster rosterHash problems measures document? draftVersion? draftHash?",
        ["takenOver"] = "roster rosterHash problems measures",
        ["amendmentProposed"] = "amendment reason document? fingerprint changes units",
        ["amendmentStepApproved"] = "amendment step fingerprint",
        ["amendmentReturned"] = "amendment step reason",
        ["amendmentWithdrawn"] = "amendment",
        ["amended"] = "amendment roster rosterHash",
        ["objectionOpened"] = "reason document? workingDays lastDay provisional?",
        ["objectionPlanned"] = "lastDay provisional?",
        ["planClosed"] = "amendment seal root figures",
        ["planReopened"] = "reason document?",
        ["headerDrafted"] = "header line",
        ["partDrafted"] = "problem measures fingerprint",
        ["partDropped"] = "problem",
        ["partCommented"] = "problem text",
        ["partApproved"] = "problem step fingerprint",
        ["partReturned"] = "problem step reason",
        ["inForce"] = "",
        ["sealed"] = "seal at roster chains tallies root figures city",
        ["digestFrozen"] = "period from to moment before reportBy provisional seal root sha256 done total",
        ["denied"] = "subject command code",
        ["dropped"] = "count",
        ["drawn"] = "lookBack seed share minimum unit? problem? candidates drawn",
        ["sheetFiled"] = "lookBack measure passed findings checks until?",
    }.ToDictionary(shape => shape.Key, shape => Members($"type {shape.Value}"));

    private static readonly Dictionary<string, string[]> Parts = new Dictionary<string, string>
    {
        ["standing"] = "cadence? basis",
        ["candidates"] = "measure weight reasons",
        ["checks"] = "item ok note",
        ["changes"] = "subject field from? to? kind",
    }.ToDictionary(shape => shape.Key, shape => Members(shape.Value));

    /// <exception cref="FormatException">A member is unknown, missing, null or not in its place.</exception>
    public static void CheckEntry(JsonElement entry, ChainKind kind)
    {
        Check(entry, kind switch { ChainKind.Measure => OfMeasure, ChainKind.Problem => OfProblem, _ => OfPlan });
        IsInstant(entry, "at");
        IsInstant(entry, "recorded");
        foreach (var happened in entry.Items("events"))
        {
            CheckEvent(happened);
        }
    }

    private static void CheckEvent(JsonElement happened)
    {
        // Which types a chain may have is for its readers to say.
        if (!Events.TryGetValue(happened.Text("type"), out var members))
        {
            return;
        }

        Check(happened, members);
        foreach (var member in happened.EnumerateObject().Where(member => Parts.ContainsKey(member.Name)))
        {
            foreach (var part in member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToList() : [member.Value])
            {
                Check(part, Parts[member.Name]);
            }
        }
    }

    private static void Check(JsonElement json, string[] members)
    {
        var next = 0;
        foreach (var member in json.EnumerateObject())
        {
            while (next < members.Length && members[next].EndsWith('?') && members[next].TrimEnd('?') != member.Name)
            {
                next++;
            }

            if (next == members.Length || members[next].TrimEnd('?') != member.Name || member.Value.ValueKind == JsonValueKind.Null)
            {
                throw new FormatException($"{member.Name} does not belong here.");
            }

            next++;
        }

        if (members.Skip(next).FirstOrDefault(member => !member.EndsWith('?')) is { } missing)
        {
            throw new FormatException($"{missing} is missing.");
        }
    }

    /// <summary>An instant has one spelling, too: parts of a second without needless zeros.</summary>
    private static void IsInstant(JsonElement json, string name)
    {
        if (json.Find(name) is { } instant
            && JsonSerializer.Serialize(instant.GetDateTimeOffset()).Replace("\\u002B", "+", StringComparison.Ordinal) != instant.GetRawText())
        {
            throw new FormatException($"{name} is not in its only spelling.");
        }
    }

    private static string[] Members(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
