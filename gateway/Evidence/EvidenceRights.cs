using Rectification.Evidence;
using Rectification.Gateway.Auth;
using Rectification.Measures;

namespace Rectification.Gateway.Evidence;

/// <summary>Who may name and who may read a file. A no never tells whether the file exists.</summary>
internal static class EvidenceRights
{
    private const int AtOnce = 32;

    /// <summary>
    /// Sees to it that everything a command names may be named, and that this is on record before the command is: nothing a measure
    /// refers to is ever unknown here.
    /// </summary>
    public static async Task<Refusal?> Name(IGrainFactory grains, Caller caller, EvidencePlace place, IReadOnlyList<(string Sha256, string Pointer)> named)
    {
        foreach (var (sha256, pointer) in named)
        {
            var grain = grains.GetGrain<IEvidenceGrain>(sha256);
            if (await grain.Name(caller.Actor, place))
            {
                continue;
            }

            if (await grain.Get() is not { Type: not null } file || !await SeesAPlace(grains, caller, file))
            {
                return CommandRefusals.EvidenceUnknown with { Pointer = pointer };
            }

            await grain.Refer(place);
        }

        return null;
    }

    /// <summary>The uploader of a file, those who see a measure that names it, and those who oversee everything.</summary>
    public static async Task<bool> Reads(IGrainFactory grains, Caller caller, EvidenceRecord file) =>
        caller.SeesAll || file.Uploads.Any(upload => upload.Account == caller.Actor.Account) || await SeesAPlace(grains, caller, file);

    /// <summary>
    /// The names of the file that the caller may know, the first sender's first: those that his own people gave it, and those that units gave it
    /// who have a part in a measure that he sees it in. How others call the same bytes is theirs to know.
    /// </summary>
    public static async Task<IReadOnlyList<string>> NamesSeen(IGrainFactory grains, Caller caller, EvidenceRecord file)
    {
        var own = Names(file, upload => caller.SeesAll || upload.IsOf(caller.Actor));
        if (own.Count > 0)
        {
            return own;
        }

        var units = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (_, measure) in PlacesSeen(grains, caller, file))
        {
            units.UnionWith(measure.Assignments.Select(assignment => assignment.Unit));
        }

        return Names(file, upload => upload.Units.Any(units.Contains));
    }

    private static List<string> Names(EvidenceRecord file, Func<EvidenceUpload, bool> isSeen) =>
        [.. file.Uploads.Where(isSeen).Select(upload => upload.Name).Where(name => name.Length > 0).Distinct()];

    /// <summary>The measures that name the file and that the caller sees.</summary>
    public static async IAsyncEnumerable<(EvidencePlace Place, MeasureView Measure)> PlacesSeen(IGrainFactory grains, Caller caller, EvidenceRecord file)
    {
        foreach (var some in file.Places.Chunk(AtOnce))
        {
            var measures = await Task.WhenAll(some.Select(place =>
                grains.GetGrain<IMeasureGrain>(new NumberKey(place.Plan, place.Measure).ToString()).Get()));
            foreach (var (place, measure) in some.Zip(measures))
            {
                if (measure is not null && caller.Sees(measure))
                {
                    yield return (place, measure);
                }
            }
        }
    }

    private static async Task<bool> SeesAPlace(IGrainFactory grains, Caller caller, EvidenceRecord file)
    {
        await foreach (var _ in PlacesSeen(grains, caller, file))
        {
            return true;
        }

        return false;
    }
}
