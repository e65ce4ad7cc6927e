using System.Security.Cryptography;
using Rectification.Notices;
using Rectification.Trails;

namespace Rectification.Gateway.Notices;

/// <summary>What anybody may be told of a frozen notice, so that it can be checked.</summary>
internal sealed record NoticeProof
{
    public required string Title { get; init; }
    public required DateTimeOffset FrozenAt { get; init; }

    /// <summary>The seal's number.</summary>
    public required long Seal { get; init; }

    /// <summary>封存根值.</summary>
    public required string Root { get; init; }

    /// <summary>SHA-256 of the public text's JSON.</summary>
    public required string Public { get; init; }

    /// <summary>Whether the text stored now still has that hash.</summary>
    public required bool Whole { get; init; }

    /// <summary>Whether the notice's totals are those of the seal.</summary>
    public required bool FiguresAgree { get; init; }

    /// <summary>Whether what was given is the root or the hash; <see langword="null"/> where nothing was.</summary>
    public bool? Matches { get; init; }
}

/// <summary>Checks a frozen notice against its seal.</summary>
internal sealed class NoticeProofs(IGrainFactory grains)
{
    /// <summary>The proof, or <see langword="null"/> where nothing of this number is frozen.</summary>
    public async Task<NoticeProof?> Of(string plan, int no, string? given)
    {
        var notices = grains.GetGrain<INoticeGrain>(plan);
        if (no <= 0 || await notices.Get(no) is not { Frozen: { } frozen } notice)
        {
            return null;
        }

        var reading = await notices.Read(no, NoticeScope.Public);
        var seal = await grains.GetGrain<ISealGrain>(plan).Get(frozen.Seal);
        var value = HalfWidth.Of(given ?? "").Trim().ToLowerInvariant();
        return new()
        {
            Title = notice.Title,
            FrozenAt = frozen.At,
            Seal = frozen.Seal,
            Root = frozen.Root,
            Public = frozen.Public,
            Whole = reading is not null && Convert.ToHexStringLower(SHA256.HashData(reading.Bytes)) == frozen.Public,
            FiguresAgree = seal?.Root == frozen.Root && reading is not null && Agree(reading.Body.Figures, seal.City),
            Matches = value.Length == 0 ? null : value == frozen.Root || value == frozen.Public,
        };
    }

    private static bool Agree(NoticeFigures figures, IReadOnlyDictionary<string, long> city) =>
        (figures.Problems, figures.ProblemsSignedOff, figures.Measures, figures.MeasuresSignedOff) == (
            city.GetValueOrDefault("problemTotal"), city.GetValueOrDefault("problemSignedOff"), city.GetValueOrDefault("measureTotal"),
            city.GetValueOrDefault("signedOff"));
}
