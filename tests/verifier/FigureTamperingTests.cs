using System.Text;
using Rectification.Verifier;

namespace Rectification.Tests.Verifier;

/// <summary>
/// Reported quantities, and figures that are said to come of them: what does not follow from the trail is found, whatever hashes the forger mends. The export
/// is of the seeded plan in the week of two Mondays in one holiday, with its digest beside it.
/// </summary>
public sealed class FigureTamperingTests
{
    private const int Sums = 24;
    private const string NotTheSum = "is not the sum of the reports";

    private static readonly byte[] Export = Checked.Golden("figures");
    private static readonly string Digest = File.ReadAllText(Path.Combine(Repository.Root, "tests", "verifier", "Golden", "figures.digest.json"));

    [Fact]
    public void Every_sum_of_a_digest_is_added_up_anew()
    {
        Assert.Equal(Sums, Verification.Verify(() => new MemoryStream(Export), root: null, Encoding.UTF8.GetBytes(Digest)).Figures);
        Assert.Null(Checked.Verify(Export).Figures);
    }

    [Theory]
    [InlineData("\"quantity\":5600", "\"quantity\":8600")]
    [InlineData("\"followers\":544.0", "\"followers\":744.0")]
    public void A_changed_quantity_is_found_by_the_chain_by_the_seals_and_by_the_digest(string said, string forged)
    {
        Assert.Contains(Forger.Escaped(said), Encoding.UTF8.GetString(Export), StringComparison.Ordinal);
        var lines = Forger.Lines(Export).ConvertAll(line => line.Replace(Forger.Escaped(said), Forger.Escaped(forged), StringComparison.Ordinal));

        Assert.NotNull(Misfit(Forger.Bytes(lines), Digest));
        Assert.NotNull(Misfit(Forger.Bytes(Forger.Closed(lines)), Digest));
        Assert.NotNull(Misfit(Forger.Bytes(Forger.Rechained(lines)), Digest));
        Assert.NotNull(Misfit(Forger.Bytes(Forger.Resealed(lines)), Digest));
    }

    [Fact]
    public void A_figure_that_does_not_follow_from_the_trail_is_found_though_the_chain_states_its_digest()
    {
        var forged = Digest.Replace("\"value\":56000000,", "\"value\":86000000,", StringComparison.Ordinal);
        Assert.NotEqual(Digest, forged);
        Assert.Contains("states no such digest", Misfit(Export, forged)!.Message, StringComparison.Ordinal);

        var (before, after) = (Forger.Hash(Encoding.UTF8.GetBytes(Digest)), Forger.Hash(Encoding.UTF8.GetBytes(forged)));
        var lines = Forger.Resealed(Forger.Lines(Export).ConvertAll(line => line.Replace(before, after, StringComparison.Ordinal)));

        Assert.Null(Checked.Misfit(Forger.Bytes(lines)));
        Assert.Contains($"consumptionVouchersYuan {NotTheSum}", Misfit(Forger.Bytes(lines), forged)!.Message, StringComparison.Ordinal);
    }

    private static MisfitException? Misfit(byte[] export, string digest)
    {
        try
        {
            Verification.Verify(() => new MemoryStream(export), root: null, Encoding.UTF8.GetBytes(digest));
            return null;
        }
        catch (MisfitException misfit)
        {
            return misfit;
        }
    }
}
