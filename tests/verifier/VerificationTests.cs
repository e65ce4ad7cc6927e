using Rectification.Verifier;

namespace Rectification.Tests.Verifier;

public sealed class VerificationTests(Exports exports)
{
    [Fact]
    public void The_wenzhou_campaign_verifies_to_94_of_94()
    {
        var verified = Checked.Verify(exports.OfWenzhou);

        var city = JsonNode.Parse(verified.City)!;
        Assert.Equal((94, 94, 29, 17), (Int(city, "measureTotal"), Int(city, "signedOff"), Int(city, "problemSignedOff"), Int(city, "institutionRegistered")));
        Assert.Equal((94 + 29 + 6, 1), (verified.Chains, verified.Seals));
    }

    [Fact]
    public void A_story_with_return_reopening_extension_a_grown_roster_and_other_rules_verifies()
    {
        var verified = Checked.Verify(exports.OfTheStory);

        Assert.Equal(("story", 5), (verified.Plan, verified.Seals));
        var city = JsonNode.Parse(verified.City)!;
        Assert.Equal((4, 1, 1, 1), (Int(city, "measureTotal"), Int(city, "signedOff"), Int(city, "signOffRequested"), Int(city, "standing")));
        Assert.Equal((1, 1), (Int(city, "reopened"), Int(city, "problemSignedOff")));
    }

    [Fact]
    public void A_plan_that_was_amended_verifies_and_each_seal_counts_by_the_plan_of_then()
    {
        var verified = Checked.Verify(exports.OfTheAmended);

        var cities = Forger.Lines(exports.OfTheAmended).Where(line => line.StartsWith("{\"kind\":\"seal\"", StringComparison.Ordinal))
            .Select(line => Forger.Object(line)["event"]!["city"]!).ToList();
        Assert.Equal(("amended", 7), (verified.Plan, verified.Seals));
        Assert.Equal([3, 3, 5, 3, 3, 3, 3], cities.Select(city => Int(city, "measureTotal")));
        Assert.Equal([2, 2, 3, 2, 2, 2, 2], cities.Select(city => Int(city, "problemTotal")));
        Assert.Equal([0, 0, 0, 2, 2, 2, 2], cities.Select(city => Int(city, "rescinded")));
        Assert.Equal([0, 0, 0, 1, 1, 1, 1], cities.Select(city => Int(city, "problemSignedOff")));
        Assert.Equal([1, 0, 0, 0, 0, 0, 0], cities.Select(city => Int(city, "signOffRequested")));
    }

    /// <summary>Of before plans had chains, with two rosters and other rules; and of the same plan later, taken over and amended three times.</summary>
    [Theory]
    [InlineData("before-plan-chains", 5, 4, "ce8bd414ecd5f72a4a2cf7229fca6208f2ce0c162e4c0cc6218e2fccadb5adc4")]
    [InlineData("taken-over", 8, 4, "e992bef6081826912961c5d03e6e1bf0ae3537f97bb06dfd447e2ab0ded859e3")]
    public void Exports_of_former_programs_go_on_to_verify(string golden, int seals, int measures, string root)
    {
        var verified = Verification.Verify(() => new MemoryStream(Checked.Golden(golden)), root);

        Assert.Equal(("story", seals, measures), (verified.Plan, verified.Seals, Int(JsonNode.Parse(verified.City)!, "measureTotal")));
    }

    [Fact]
    public void The_root_is_compared_with_the_one_that_was_kept()
    {
        var root = Checked.Verify(exports.OfAnother).Root;

        Assert.Null(Checked.Misfit(exports.OfAnother, root));
        Assert.NotNull(Checked.Misfit(exports.OfAnother, new('0', 64)));
    }

    [Fact]
    public void The_first_line_that_does_not_fit_is_named_with_what_was_expected_and_found()
    {
        var lines = Forger.Lines(exports.OfTheStory);
        var at = lines.FindIndex(line => line.Contains("完成三成", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("完成三成", "完成四成", StringComparison.Ordinal);

        var misfit = Checked.Misfit(Forger.Bytes(lines))!;

        Assert.Equal(at + 1, misfit.Line);
        Assert.NotEqual(misfit.Expected, misfit.Found);
        Assert.NotEmpty(misfit.Zh);
    }

    [Fact]
    public void The_verifier_shares_nothing_with_the_product()
    {
        var references = typeof(Verification).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.DoesNotContain(references, name => name.StartsWith("Rectification", StringComparison.Ordinal)
            || name.StartsWith("Orleans", StringComparison.Ordinal));
    }

    private static int Int(JsonNode city, string figure) => city[figure]?.GetValue<int>() ?? 0;
}

/// <summary>Short ways to the verifier.</summary>
internal static class Checked
{
    public static Verified Verify(byte[] export) => Verification.Verify(() => new MemoryStream(export));

    /// <summary>An export that a former program made.</summary>
    public static byte[] Golden(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "verifier", "Golden", name + ".ndjson"));

    /// <summary>Why the export does not fit, or null.</summary>
    public static MisfitException? Misfit(byte[] export, string? root = null)
    {
        try
        {
            Verification.Verify(() => new MemoryStream(export), root);
            return null;
        }
        catch (MisfitException misfit)
        {
            return misfit;
        }
    }
}
