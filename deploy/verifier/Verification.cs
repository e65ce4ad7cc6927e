namespace Rectification.Verifier;

/// <summary>What an export that fits shows; <c>City</c> is every figure of the last seal that is not zero, as JSON.</summary>
public sealed record Verified(string Plan, long Lines, int Chains, long Entries, int Seals, DateTimeOffset At, string Root, string City)
{
    /// <summary>Figures of the digest handed over that were added up anew; <see langword="null"/> where none was.</summary>
    public int? Figures { get; init; }
}

/// <summary>Checks a whole export. Knows nothing but the format's description; shares no code with what wrote the export.</summary>
public static class Verification
{
    /// <param name="open">Opens the export at its beginning; it is read twice, and once more where the plan changed.</param>
    /// <param name="root">The last seal's root as somebody kept it, or null.</param>
    /// <param name="digest">The bytes of a weekly digest that the export is to state, or null.</param>
    /// <exception cref="MisfitException">The first line that does not fit.</exception>
    public static Verified Verify(Func<Stream> open, string? root = null, byte[]? digest = null)
    {
        var (asked, figures) = (digest is null ? null : DigestFile.Of(digest), (int?)null);
        var first = new FirstPass(new(() => PlanBegin.Find(open)));
        try
        {
            using (var export = open())
            {
                first.Read(export);
            }

            using (var again = open())
            {
                var second = new SecondPass(first, asked);
                second.Read(again, long.MaxValue);
                figures = asked is null ? null : second.FiguresChecked;
            }
        }
        catch (MisfitException later) when (first.HasRosters && Earlier(open, first, later.Line) is { } earlier)
        {
            throw earlier;
        }

        var last = first.Seals[^1];
        return root is null || root == last.Root
            ? new(first.Rosters.Values.Last().Plan, first.Lines, first.Chains.Count, first.Entries, first.Seals.Count, last.At, last.Root, last.City)
            {
                Figures = figures,
            }
            : throw new MisfitException(last.Line, "最后一次封存的根与给出的不同。", "The last seal's root is not the one given.", root, last.Root);
    }

    /// <summary>A line that is well formed may still say what cannot be, before the line at which the form broke.</summary>
    private static MisfitException? Earlier(Func<Stream> open, FirstPass first, long line)
    {
        try
        {
            using var export = open();
            new SecondPass(first).Read(export, line);
            return null;
        }
        catch (MisfitException misfit)
        {
            return misfit.Line < line ? misfit : null;
        }
    }
}
