using System.Globalization;

namespace Rectification.Tests.Verifier;

/// <summary>What the plan was, who changed it and who agreed: whatever is changed of that in an export is found.</summary>
public sealed class PlanTamperingTests(Exports exports)
{
    private const int Tamperings = 2_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_thousand_random_tamperings_of_the_plan_are_all_found(bool takenOver)
    {
        var export = takenOver ? Checked.Golden("taken-over") : exports.OfTheAmended;
        var (lines, root) = (Forger.Lines(export), Checked.Verify(export).Root);
        var (missed, done) = (new List<string>(), 0);
        for (var seed = 0; done < Tamperings; seed++)
        {
            var tampering = new PlanTampering(lines, seed);
            var changed = tampering.Apply();
            if (changed.AsSpan().SequenceEqual(export))
            {
                continue;
            }

            // Whoever mends all hashes is betrayed by what contradicts itself; else, as ever, by a root that was kept.
            done++;
            if (Checked.Misfit(changed, tampering.IsResealed && !tampering.Contradicts ? root : null) is null)
            {
                missed.Add($"{seed}: {tampering.Story}");
            }
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void What_a_forger_mends_of_an_honest_export_fits() => Assert.Null(Checked.Misfit(Mended(Forger.Lines(exports.OfTheAmended))));

    /// <summary>What the forger says, and what the verifier answers although every hash was recomputed.</summary>
    public static TheoryData<string, string> Forgeries => new()
    {
        { "a deadline in the roster", "What the measure became is not what the plan says" },
        { "a deadline in the roster and in the measure's trail", "The changes told are not those of the plan" },
        { "an approval by who proposed", "One person proposed and approved" },
        { "an approval for who proposed", "One person proposed and approved" },
        { "an approval left out", "By the plan's rules the amendment needs approval" },
        { "a duty called a text, approval left out", "The changes told are not those of the plan" },
        { "the first of two steps left out", "The step is not the one that was next" },
        { "the steps of before for the rules of then", "The steps of approval are not those of the plan's rules" },
        { "a change of the rules untold", "The changes told are not those of the plan" },
        { "a unit untold", "The units told are not those it concerns" },
        { "another paper in the measure's trail", "The amendment is not as the plan's chain has it" },
        { "another author in the measure's trail", "The amendment is not as the plan's chain has it" },
        { "taken over too early", "The measure took the amendment over before it was in force" },
        { "not taken over", "A measure did not take over" },
        { "rules in force earlier", "The former rules do not fit" },
        { "a line that did not change", "The measure did not change" },
        { "a number left out", "The amendments' numbers have a gap" },
        { "a return by who proposed", "One person proposed and approved" },
        { "a withdrawal by another", "Only who proposed an amendment withdraws it" },
        { "fewer measures at first", "The plan is not the one that was brought in" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void A_forger_of_the_plan_who_mends_all_hashes_is_found(string forgery, string found)
    {
        var lines = Forger.Lines(exports.OfTheAmended);

        var forged = Mended(Forge(lines, forgery));

        Assert.Contains(found, Checked.Misfit(forged)?.Message ?? "", StringComparison.Ordinal);
    }

    /// <summary>A measure took a change of its text over after the third seal was made: so it may be, but not later than the fourth.</summary>
    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "A measure did not take over")]
    public void A_measure_takes_an_amendment_over_by_the_next_seal(int seal, string? found)
    {
        var lines = Forger.Lines(exports.OfTheAmended);
        var took = Forger.Object(lines.Find(line => PlanForger.IsReplanned(line) && Is(line, "\"reason\":\"补充\"") && Is(line, "\"no\":1,"))!)["v"];
        var leaf = lines.FindIndex(line => line.StartsWith($"{{\"kind\":\"leaf\",\"seal\":3,\"line\":\"chain measure:1 {took} ", StringComparison.Ordinal));
        var later = lines[leaf].Replace("\"seal\":3,", $"\"seal\":{seal},", StringComparison.Ordinal);
        lines.RemoveAt(leaf);
        var ofSeal = $"{{\"kind\":\"leaf\",\"seal\":{seal},";
        lines.Insert(lines.FindIndex(line => line.StartsWith(ofSeal, StringComparison.Ordinal) && string.CompareOrdinal(line, later) > 0), later);

        var misfit = Checked.Misfit(Mended(lines));

        Assert.True(found is null ? misfit is null : misfit?.Message.Contains(found, StringComparison.Ordinal) == true, misfit?.Message);
    }

    [Fact]
    public void Who_tells_another_amendment_throughout_is_found_by_a_root_that_somebody_kept()
    {
        var root = Checked.Verify(exports.OfTheAmended).Root;

        var forged = Mended(Forger.Lines(exports.OfTheAmended).ConvertAll(line => line.Replace("上级延长了期限", "上级压缩了期限", StringComparison.Ordinal)));

        Assert.Null(Checked.Misfit(forged));
        Assert.NotNull(Checked.Misfit(forged, root));
    }

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("a figure that was frozen", "The frozen figures are not its seal's")]
    [InlineData("a figure less that was frozen", "The frozen figures are not its seal's")]
    [InlineData("another root", "The closing's root is not its seal's")]
    [InlineData("the seal of before", "The closing's root is not its seal's")]
    [InlineData("a seal that is not there", "There is no such seal as the closing names")]
    [InlineData("another draft", "The draft's hash is not that of its chain")]
    [InlineData("the draft of before", "The draft's hash is not that of its chain")]
    [InlineData("a draft that went on", "The draft's chain is not that long")]
    [InlineData("closed before its seal", "Time runs backwards")]
    public void What_a_closing_froze_and_what_a_draft_was_is_found_though_all_hashes_are_mended(string forgery, string? found)
    {
        var lines = Forger.Lines(exports.OfTheClosed);
        var forged = forgery switch
        {
            "a figure that was frozen" => Closing(lines, e => e["figures"]!["measureTotal"] = 4),
            "a figure less that was frozen" => Closing(lines, e => e["figures"]!.AsObject().Remove("inProgress")),
            "another root" => Closing(lines, e => e["root"] = new string('a', 64)),
            "the seal of before" => Closing(lines, e => Before(e, "seal")),
            "a seal that is not there" => Closing(lines, e => e["seal"] = 99),
            "another draft" => Plan(lines, "imported", entry => entry["events"]![0]!["draftHash"] = new string('a', 64)),
            "the draft of before" => Plan(lines, "imported", entry => Before(entry["events"]![0]!, "draftVersion")),
            "a draft that went on" => Plan(lines, "imported", entry => entry["events"]![0]!["draftVersion"] = 99),
            "closed before its seal" => Change(lines, LastClosing(lines), entry => Earlier(entry, "at")),
            _ => lines,
        };

        var misfit = Checked.Misfit(Mended(forged))?.Message;

        Assert.True(found is null ? misfit is null : misfit?.Contains(found, StringComparison.Ordinal) == true, misfit);
    }

    private static List<string> Closing(List<string> lines, Action<JsonNode> change) =>
        Change(lines, LastClosing(lines), entry => change(entry["events"]![1]!));

    private static void Before(JsonNode json, string name) => json[name] = json[name]!.GetValue<int>() - 1;

    private static int LastClosing(List<string> lines) => lines.FindLastIndex(line => PlanForger.IsOfPlan(line) && Is(line, "planClosed"));

    private static byte[] Mended(List<string> lines) => Forger.Bytes(PlanForger.Mended(lines));

    private static List<string> Forge(List<string> lines, string forgery) => forgery switch
    {
        "a deadline in the roster" => Later(lines, replanned: false),
        "a deadline in the roster and in the measure's trail" => Later(lines, replanned: true),
        "an approval by who proposed" => Plan(lines, "amendmentStepApproved", entry => entry["by"] = "ops"),
        "an approval for who proposed" => Plan(lines, "amendmentStepApproved", For("ops")),
        "an approval left out" => Direct(lines, kind: "duty"),
        "a duty called a text, approval left out" => Direct(lines, kind: "text"),
        "the first of two steps left out" => PlanForger.Without(lines, lines.FindLastIndex(line => Is(line, "\"step\":\"office\""))),
        "the steps of before for the rules of then" => OneStep(lines),
        "a change of the rules untold" => Plan(lines, "rules.amendments", entry => Drop(entry["events"]![0]!["changes"]!, "rules.amendments")),
        "a unit untold" => Plan(lines, "amendmentProposed", entry => entry["events"]![0]!["units"]!.AsArray().RemoveAt(0), "上级延长"),
        "another paper in the measure's trail" => Replanned(lines, "会议纪要", entry => entry["events"]![0]!["document"] = "另一份"),
        "another author in the measure's trail" => Replanned(lines, "会议纪要", entry => entry["by"] = "ops"),
        "taken over too early" => Replanned(lines, "\"no\":30", entry => Earlier(entry, "at")),
        "not taken over" => PlanForger.Without(lines, lines.FindLastIndex(line => PlanForger.IsReplanned(line) && Is(line, "{\"no\":40,"))),
        "rules in force earlier" => lines.ConvertAll(line => PlanForger.IsRoster(line) && Is(line, "formerRules") ? Sooner(line) : line),
        "a line that did not change" => Restated(lines),
        "a number left out" => Plan(lines, "\"amendment\":1,\"reason\"", entry => entry["events"]![0]!["amendment"] = 7),
        "a return by who proposed" => Plan(lines, "amendmentReturned", entry => entry["by"] = "ops"),
        "a withdrawal by another" => Plan(lines, "amendmentWithdrawn", entry => entry["by"] = "somebody"),
        "fewer measures at first" => Plan(lines, "imported", entry => entry["events"]![0]!["measures"] = 2),
        _ => throw new InvalidOperationException(forgery),
    };

    private static List<string> Later(List<string> lines, bool replanned) => lines.ConvertAll(line =>
        PlanForger.IsRoster(line) && PlanForger.VersionOf(line) > 1 || replanned && PlanForger.IsReplanned(line)
            ? line.Replace("2027-06-30", "2027-09-30", StringComparison.Ordinal) : line);

    /// <summary>The amendment that moved the deadline, as if it had needed no approval.</summary>
    private static List<string> Direct(List<string> lines, string kind)
    {
        var approved = lines.FindIndex(line => Is(line, "amendmentStepApproved"));
        var amended = PlanForger.Entry(lines[approved])["events"]![1]!;
        var forged = Plan(
            lines, "上级延长", entry =>
            {
                entry["events"]!.AsArray().Add(amended.DeepClone());
                entry["events"]![0]!["changes"]![0]!["kind"] = kind;
            });
        return PlanForger.Without(forged, approved).ConvertAll(line =>
            PlanForger.IsReplanned(line) && Is(line, "上级延长") ? Change([line], 0, entry => entry["by"] = "ops")[0] : line);
    }

    /// <summary>Under rules that name two steps, the first brings the amendment into force.</summary>
    private static List<string> OneStep(List<string> lines)
    {
        var last = lines.FindLastIndex(line => Is(line, "amendmentStepApproved"));
        var amended = PlanForger.Entry(lines[last])["events"]![1]!;
        var forged = PlanForger.Without(lines, last);
        return Change(forged, forged.FindLastIndex(line => Is(line, "amendmentStepApproved")), entry => entry["events"]!.AsArray().Add(amended.DeepClone()));
    }

    private static List<string> Restated(List<string> lines)
    {
        var second = lines.FindIndex(line => PlanForger.IsRoster(line) && PlanForger.VersionOf(line) == 2);
        var same = lines.Find(line => PlanForger.IsRoster(line) && Is(line, "{\"no\":3,\"problem\":2"))!;
        return [.. lines[..(second + 1)], same.Replace("\"version\":1,", "\"version\":2,", StringComparison.Ordinal), .. lines[(second + 1)..]];
    }

    private static string Sooner(string line)
    {
        var header = JsonNode.Parse(Forger.Object(line)["line"]!.GetValue<string>())!;
        Earlier(header["formerRules"]![0]!, "until");
        return Forger.WithText(line, "line", Forger.Text(header));
    }

    private static void Earlier(JsonNode json, string name) =>
        json[name] = json[name]!.GetValue<DateTimeOffset>().AddDays(-1).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    private static void Drop(JsonNode changes, string field) =>
        changes.AsArray().RemoveAt(changes.AsArray().ToList().FindIndex(change => change!["field"]!.GetValue<string>() == field));

    private static Action<JsonNode> For(string person) => entry => entry.AsObject().Insert(entry.AsObject().IndexOf("by") + 1, "for", person);

    private static List<string> Plan(List<string> lines, string said, Action<JsonNode> change, params string[] also) =>
        Change(lines, lines.FindIndex(line => PlanForger.IsOfPlan(line) && Is(line, said) && also.All(word => Is(line, word))), change);

    private static List<string> Replanned(List<string> lines, string said, Action<JsonNode> change) =>
        Change(lines, lines.FindIndex(line => PlanForger.IsReplanned(line) && Is(line, said)), change);

    private static List<string> Change(List<string> lines, int at, Action<JsonNode> change)
    {
        var entry = PlanForger.Entry(lines[at]);
        change(entry);
        var changed = lines.ToList();
        changed[at] = PlanForger.With(lines[at], entry);
        return changed;
    }

    private static bool Is(string line, string said) =>
        line.Contains(said, StringComparison.Ordinal) || line.Contains(Forger.Escaped(said), StringComparison.Ordinal);
}
