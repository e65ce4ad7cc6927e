using Rectification.Gateway.Auth;
using Rectification.Opinions;

namespace Rectification.Gateway.Opinions;

/// <summary>Opinions within what the caller, who sees the whole plan, may see of them.</summary>
internal static class OpinionReading
{
    /// <summary>The office screens: until then nobody else reads what a stranger sent, and never what was set aside.</summary>
    public static bool SeesUnscreened(Caller caller) => caller.Actor.Is(Roles.Reviewer);

    public static async Task<OpinionView?> Find(IGrainFactory grains, string plan, int no, Caller caller) =>
        no > 0 && await grains.GetGrain<IOpinionGrain>(plan).Get(no) is { } opinion
            && (SeesUnscreened(caller) || opinion.Status is OpinionStatus.Screened or OpinionStatus.Answered) ? opinion : null;
}
