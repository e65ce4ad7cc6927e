using System.Globalization;
using Rectification.Digests;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Measures;
using Rectification.Notices;
using Rectification.Orders;
using Rectification.Papers;
using Rectification.Plans;
using Rectification.Problems;

namespace Rectification.Gateway.Papers;

/// <summary>What papers are about: orders, measures, problems.</summary>
internal static class PaperSubjects
{
    /// <summary>Calls under way at once.</summary>
    public const int AtOnce = 32;

    /// <summary>Whether there is what a paper of this kind is about.</summary>
    public static async Task<bool> Exists(IGrainFactory grains, PlanFrame frame, PaperKind kind, int subject) => subject > 0 && kind switch
    {
        PaperKind.Order or PaperKind.Prompt or PaperKind.Warning => await grains.GetGrain<IOrderGrain>(frame.Plan).Get(subject) is not null,
        PaperKind.Problem => await grains.GetGrain<IProblemGrain>(new NumberKey(frame.Plan, subject).ToString()).Get() is not null,
        PaperKind.SignOff or PaperKind.Extension or PaperKind.Measure =>
            await grains.GetGrain<IMeasureGrain>(new NumberKey(frame.Plan, subject).ToString()).Get() is not null,
        PaperKind.Notice => await grains.GetGrain<INoticeGrain>(frame.Plan).Get(subject) is not null,
        PaperKind.Digest => DigestPeriod(subject) is { } period && await grains.GetGrain<IDigestGrain>(frame.Plan).Get(period) is not null,
        _ => false,
    };

    /// <summary>The number under which the register knows a digest: its day, 20260309.</summary>
    public static int DigestSubject(DateOnly period) => (period.Year * 10_000) + (period.Month * 100) + period.Day;

    private static DateOnly? DigestPeriod(int subject) =>
        DateOnly.TryParseExact(subject.ToString(CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;

    /// <summary>
    /// A scan lies with the measures that the paper is about, so that who sees those may read it. A refusal where the sender may not name the file.
    /// </summary>
    public static async Task<Refusal?> Unnamed(IGrainFactory grains, Caller caller, PlanFrame frame, int no, string sha256)
    {
        if (await grains.GetGrain<IPaperGrain>(frame.Plan).Get(no) is not { } line)
        {
            return PaperRefusals.Unknown;
        }

        foreach (var measure in await Measures(grains, frame, line))
        {
            if (await EvidenceRights.Name(grains, caller, new() { Plan = frame.Plan, Measure = measure }, [(sha256, "/evidence")]) is { } unknown)
            {
                return unknown;
            }
        }

        return null;
    }

    private static async Task<IReadOnlyList<int>> Measures(IGrainFactory grains, PlanFrame frame, PaperNumber line) => line.Kind switch
    {
        PaperKind.Order or PaperKind.Prompt or PaperKind.Warning => (await grains.GetGrain<IOrderGrain>(frame.Plan).Get(line.Subject))?.Measures ?? [],
        PaperKind.Problem =>
            (await grains.GetGrain<IProblemGrain>(new NumberKey(frame.Plan, line.Subject).ToString()).Get())?.MeasureNumbers ?? [],
        PaperKind.Notice or PaperKind.Digest => [],
        _ => [line.Subject],
    };
}
