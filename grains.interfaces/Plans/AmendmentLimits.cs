namespace Rectification.Plans;

/// <summary>How large an amendment may be.</summary>
public static class AmendmentLimits
{
    /// <summary>Most characters of a reason, of a paper's name.</summary>
    public const int MaxText = 2_000;

    /// <summary>Most lines one amendment touches.</summary>
    public const int MaxLines = 2_000;

    /// <summary>Most characters of all its changed fields together, so that an entry of the chain stays small enough for every store.</summary>
    public const int MaxCharacters = 100_000;

    /// <summary>Most amendments that wait for approval at once.</summary>
    public const int MaxOpen = 50;
}
