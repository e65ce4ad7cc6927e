
namespace Rectification.Tests.Verifier;

/// <summary>Whatever is changed in an export is found, also where the forger recomputes what he can.</summary>
public sealed class TamperingTests(Exports exports)
{
    private const int Tamperings = 10_000;

    [Fact]
    public void Ten_thousand_random_tamperings_are_all_found()
    {
        var (lines, others) = (Forger.Lines(exports.OfTheStory), Forger.Lines(exports.OfAnother));
        var (missed, done) = (new List<string>(), 0);
        for (var seed = 0; done < Tamperings; seed++)
        {
            var tampering = new Tampering(exports.OfTheStory, lines, others, seed);
            var changed = tampering.Apply();
            if (changed.AsSpan().SequenceEqual(exports.OfTheStory))
            {
                continue;
            }

            done++;
            if (Checked.Misfit(changed) is null)
            {
                missed.Add($"{seed}: {tampering.Story}");
            }
        }

        Assert.Empty(missed);
    }

    [Theory]
    [InlineData("percent\":30", "percent\":31")]
    [InlineData("第一份", "第一分")]
    [InlineData("回头看发现反弹", "回头看没有发现")]
    public void A_forger_who_mends_every_chain_is_found_by_the_seals(string said, string forged)
    {
        var lines = Forger.Lines(exports.OfTheStory).ConvertAll(line => line.Replace(Forger.Escaped(said), Forger.Escaped(forged), StringComparison.Ordinal));

        Assert.NotNull(Checked.Misfit(Forger.Bytes(lines)));
        Assert.NotNull(Checked.Misfit(Forger.Bytes(Forger.Closed(lines))));
        Assert.NotNull(Checked.Misfit(Forger.Bytes(Forger.Rechained(lines))));
    }

    [Fact]
    public void A_forger_who_mends_every_chain_and_every_seal_is_found_by_a_root_that_somebody_kept()
    {
        var lines = Forger.Lines(exports.OfTheStory).ConvertAll(line => line.Replace("成效写得太笼统", "写得很好", StringComparison.Ordinal));
        var root = Checked.Verify(exports.OfTheStory).Root;

        var forged = Checked.Verify(Forger.Bytes(Unfingerprinted(lines)));

        Assert.NotEqual(root, forged.Root);
        Assert.NotNull(Checked.Misfit(Forger.Bytes(Unfingerprinted(lines)), root));
    }

    [Fact]
    public void A_forger_who_mends_every_chain_and_every_seal_still_cannot_change_a_sealed_figure()
    {
        var lines = Forger.Lines(exports.OfTheStory);
        var leaf = lines.FindLastIndex(line => line.Contains("\"line\":\"tally unit:u-lead", StringComparison.Ordinal));
        lines[leaf] = lines[leaf].Replace("measureTotal\\\":", "measureTotal\\\":1", StringComparison.Ordinal);

        var misfit = Checked.Misfit(Forger.Bytes(Forger.Resealed(lines)));

        Assert.Equal(leaf + 1, misfit!.Line);
        Assert.Contains("unit:u-lead", misfit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_of_another_fingerprint_is_found_at_its_own_line_even_if_all_else_is_mended()
    {
        var lines = Forger.Lines(exports.OfTheStory);
        var at = lines.FindIndex(line => line.Contains("signOffStepApproved", StringComparison.Ordinal));
        var entry = Forger.Object(lines[at])["entry"]!.GetValue<string>();
        var fingerprint = System.Text.Json.Nodes.JsonNode.Parse(entry)!["events"]![0]!["fingerprint"]!.GetValue<string>();
        lines[at] = Forger.WithText(lines[at], "entry", entry.Replace(fingerprint, new('f', 64), StringComparison.Ordinal));

        Assert.Equal(at + 1, Checked.Misfit(Forger.Bytes(Forger.Resealed(lines)))!.Line);
    }

    /// <summary>Whoever re-seals everything may still not spell an entry in another way, nor say in it what nobody knows.</summary>
    [Theory]
    [InlineData("measure:2", ",\"id\":", ", \"id\":")]
    [InlineData("measure:2", "\"events\":[", "\"events\":[ ")]
    [InlineData("measure:2", "{\"v\":1,", "{\"v\":1,\"v\":1,")]
    [InlineData("measure:2", "\"percent\":30,", "\"percent\":30,\"percent\":30,")]
    [InlineData("measure:2", "\"percent\":30,", "\"percent\":30.0,")]
    [InlineData("measure:2", "\"percent\":30,", "\"percent\":3e1,")]
    [InlineData("measure:2", "\"percent\":30,", "\"percent\":30,\"quantity\":null,")]
    [InlineData("measure:2", "\"percent\":30,", "\"percent\":30,\"colour\":\"red\",")]
    [InlineData("measure:2", ",\"id\":", ",\"on\":\"x\",\"id\":")]
    [InlineData("measure:2", "\"note\":\"完", "\"note\":\"\\u5b8c")]
    [InlineData("measure:2", "\"events\":", "\"body\":\"\",\"events\":")]
    [InlineData("problem:2", "\"signOffs\":{\"3\":1}", "\"signOffs\":{\"3\":1,\"3\":1}")]
    [InlineData("problem:2", "\"signOffs\":", "\"seen\":1,\"signOffs\":")]
    [InlineData("denials", "\"subject\":", "\"at\":1,\"subject\":")]
    [InlineData("seals", ",\"id\":", ",\"on\":\"x\",\"id\":")]
    public void A_forger_who_mends_all_cannot_spell_an_entry_in_a_second_way(string chain, string said, string forged)
    {
        var lines = Forger.Lines(exports.OfTheStory);
        var at = lines.FindIndex(line =>
            line.Contains($"\"chain\":\"{chain}\"", StringComparison.Ordinal) && line.Contains(Forger.Escaped(said), StringComparison.Ordinal));
        Assert.Null(Checked.Misfit(Forger.Bytes(Forger.Resealed(lines))));
        var text = Forger.Object(lines[at])["entry"]!.GetValue<string>();
        var found = text.IndexOf(said, StringComparison.Ordinal);
        lines[at] = Forger.WithText(lines[at], "entry", $"{text[..found]}{forged}{text[(found + said.Length)..]}");

        Assert.Equal(at + 1, Checked.Misfit(Forger.Bytes(Forger.Resealed(lines)))?.Line);
    }

    [Theory]
    [InlineData("signOffStepApproved")]
    [InlineData("signOffReturned")]
    [InlineData("extensionApproved")]
    [InlineData("basicallyDoneApproved")]
    public void A_substitutes_review_for_whoever_asked_is_found_even_if_all_else_is_mended(string review)
    {
        var lines = Forger.Lines(exports.OfTheStory);
        var at = lines.FindIndex(line => line.Contains(review, StringComparison.Ordinal));
        var before = lines.Take(at).Last(Forger.IsEntry);
        var asked = Forger.Object(Forger.Object(before)["entry"]!.GetValue<string>())["by"]!.GetValue<string>();
        var entry = Forger.Object(lines[at])["entry"]!.GetValue<string>();
        lines[at] = Forger.WithText(lines[at], "entry", entry.Replace(",\"id\":", $",\"for\":\"{asked}\",\"id\":", StringComparison.Ordinal));

        Assert.Equal(at + 1, Checked.Misfit(Forger.Bytes(Forger.Resealed(lines)))?.Line);
    }

    [Theory]
    [InlineData("[40,30]", true)]
    [InlineData("[40,12]", false)]
    [InlineData("[40]", false)]
    public void A_look_backs_draw_is_repeated(string drawn, bool fits)
    {
        var lines = WithLookBack(Forger.Lines(exports.OfAnother), drawn);

        Assert.Equal(fits, Checked.Misfit(Forger.Bytes(Forger.Resealed(lines)))?.Line is null);
    }

    [Fact]
    public void An_event_of_a_later_program_is_refused_and_not_passed_over()
    {
        var lines = Forger.Lines(exports.OfAnother).ConvertAll(line => line.Replace("progressReported", "progressDreamt", StringComparison.Ordinal));

        var misfit = Checked.Misfit(Forger.Bytes(Forger.Resealed(lines)));

        Assert.Contains("older than the export", misfit!.Message, StringComparison.Ordinal);
    }

    /// <summary>Requests after the change have other fingerprints, which a thorough forger would mend as well.</summary>
    private static List<string> Unfingerprinted(List<string> lines) => Fingerprints.Mended(lines);

    /// <summary>A chain of look-backs of one draw of two in three, as if the first seal had bound it.</summary>
    private static List<string> WithLookBack(List<string> lines, string drawn)
    {
        var draw = "{\"type\":\"drawn\",\"lookBack\":1,\"seed\":\"s\",\"share\":0.5,\"minimum\":1,\"candidates\":[{\"measure\":12,\"weight\":3,"
            + "\"reasons\":[]},{\"measure\":30,\"weight\":1,\"reasons\":[]},{\"measure\":40,\"weight\":2,\"reasons\":[]}],\"drawn\":" + drawn + "}";
        var entry = "{\"v\":1,\"at\":\"2026-05-06T09:00:00+08:00\",\"by\":\"-\",\"id\":\"1\",\"body\":\"\",\"events\":[" + draw + "]}";
        var plan = lines.FindIndex(PlanForger.IsOfPlan);
        lines.Insert(plan, "{\"kind\":\"entry\",\"chain\":\"lookBacks\",\"v\":1,\"previous\":\"\",\"hash\":\"\",\"entry\":\"" + Forger.Escaped(entry) + "\"}");
        var leaf = lines.FindIndex(line => line.Contains("\"line\":\"chain measure:", StringComparison.Ordinal));
        lines.Insert(leaf, "{\"kind\":\"leaf\",\"seal\":1,\"line\":\"chain lookBacks 1 " + new string('0', 64) + "\"}");
        return lines.ConvertAll(line => line.Replace("\\\"chains\\\":3", "\\\"chains\\\":4", StringComparison.Ordinal));
    }
}
