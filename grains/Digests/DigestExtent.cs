using Rectification.Forecasts;

namespace Rectification.Digests;

/// <summary>What a digest tells: one that was frozen before there was a part is computed again without it.</summary>
/// <param name="RankFrom">Units with fewer assignments are not ranked; <see langword="null"/>: nobody is.</param>
/// <param name="Model">The model that foretells; <see langword="null"/>, or one that is not the one of today: nothing is foretold.</param>
/// <param name="BreaksDown">Whether it tells of sources and figures.</param>
internal sealed record DigestExtent(int? RankFrom, int? Model, bool BreaksDown)
{
    public bool Foretells => Model == ForecastModel.Version;

    /// <summary>Of a digest that is frozen now.</summary>
    public static DigestExtent Now(int? rankFrom) => new(rankFrom, ForecastModel.Version, BreaksDown: true);

    /// <summary>Of one that was frozen.</summary>
    public static DigestExtent Of(Digest digest) => new(digest.RankFrom, digest.ForecastModel, digest.Sources is not null);
}
