using Rectification.Evidence;
using Rectification.Measures;

namespace Rectification.Gateway.Evidence.Pages;

/// <summary>A file that is named somewhere, for a list of links.</summary>
/// <param name="Sha256">Its hash.</param>
/// <param name="Name">What those who sent it in called it; <see langword="null"/>: nothing.</param>
/// <param name="Size">In bytes.</param>
public sealed record NamedFile(string Sha256, string? Name, long Size);

/// <summary>Reads what files are called.</summary>
internal static class NamedFiles
{
    /// <summary>The name is one that a unit's own people gave it: how others call the same bytes is theirs to know.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="files">At most as many as one answer names.</param>
    /// <param name="by">Who named them.</param>
    /// <param name="unit">For which unit.</param>
    public static async Task<IReadOnlyList<NamedFile>> Of(IGrainFactory grains, IEnumerable<EvidenceReference> files, string by, string unit)
    {
        var hashes = files.Select(file => file.Sha256).OfType<string>().ToList();
        var records = await Task.WhenAll(hashes.Select(hash => grains.GetGrain<IEvidenceGrain>(hash).Get()));
        return
        [
            .. hashes.Zip(records, (hash, record) => new NamedFile(hash,
                (record.Uploads.FirstOrDefault(upload => upload.Account == by) ?? record.Uploads.FirstOrDefault(upload => upload.Units.Contains(unit)))?.Name
                    is { Length: > 0 } name ? name : null, record.Size)),
        ];
    }
}
