namespace Rectification.Opinions;

/// <summary>How much of an opinion is taken.</summary>
public static class OpinionLimits
{
    /// <summary>Of an attachment.</summary>
    public const int MaxFileBytes = 5 * 1024 * 1024;

    /// <summary>In characters.</summary>
    public const int MaxContact = 100;

    /// <summary>In characters.</summary>
    public const int MaxFileName = 200;
}
