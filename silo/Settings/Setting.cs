namespace Rectification.Settings;

/// <summary>A setting that there is.</summary>
/// <param name="Key">Its name, with colons between its parts.</param>
/// <param name="Allowed">What may stand there.</param>
/// <param name="IsEveryday">Whether people turn it when they install or run the product; the others are left alone unless there is a reason.</param>
public sealed record Setting(string Key, Allowed Allowed, bool IsEveryday = false)
{
    /// <summary>The part of the name before the first colon.</summary>
    public string Section => Key.Split(':')[0];
}
