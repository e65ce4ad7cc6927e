using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Rectification.Measures;
using Rectification.Notices;
using Rectification.Opinions;
using Rectification.Orders;
using Rectification.Papers;
using Rectification.Telemetry;
using Rectification.Trails;

namespace Rectification.Denials;

/// <summary>Records refused commands, whatever they were aimed at.</summary>
internal static partial class DenialNotes
{
    private static readonly FrozenDictionary<Type, string> Words =
        new[] { typeof(MeasureCommand), typeof(OrderCommand), typeof(PaperCommand), typeof(NoticeCommand), typeof(OpinionCommand) }
        .SelectMany(type => type.GetCustomAttributes<JsonDerivedTypeAttribute>())
        .ToFrozenDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    /// <summary>What a command is called in trails.</summary>
    public static string WordOf(object command) => Words[command.GetType()];

    /// <summary>
    /// Has a refusal that is about rights recorded. Ends in any case: a store in trouble must not turn a "no" into silence. Who may not even
    /// read plans is only counted: the plan's chain is not for strangers to write in.
    /// </summary>
    public static async Task Note(IGrainFactory grains, ILogger logger, string plan, Refusal refusal, Actor actor, Func<Denial> denial)
    {
        if (refusal.Kind != RefusalKind.Forbidden)
        {
            return;
        }

        if (!actor.ReadsPlans)
        {
            RectificationMeter.Denials.Add(1, new KeyValuePair<string, object?>("outcome", "stranger"));
            return;
        }

        try
        {
            await grains.GetGrain<IDenialGrain>(plan).Record(denial());
        }
        catch (Exception problem)
        {
            RectificationMeter.Denials.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));
            LogNotRecorded(logger, problem, plan);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A refusal in plan {Plan} was answered but could not be recorded.")]
    private static partial void LogNotRecorded(ILogger logger, Exception problem, string plan);
}
