using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>A weekly digest as its chain states it. Its bytes are not in an export; whoever has them hands them over beside it.</summary>
internal sealed record FrozenDigest(
    long Line, DateTimeOffset At, string Period, DateTimeOffset To, DateTimeOffset Moment, int Seal, string Root, long Done, long Total,
    string Sha256)
{
    /// <summary>What an entry says; it follows the one before without gap or overlap.</summary>
    public static FrozenDigest Of(JsonElement entry, long line, FrozenDigest? before)
    {
        var frozen = entry.Items("events").Single();
        if (frozen.Text("type") != "digestFrozen")
        {
            throw new FormatException("type");
        }

        var digest = new FrozenDigest(
            line, entry.Instant("at"), frozen.Text("period"), frozen.Instant("to"), frozen.Instant("moment"), frozen.Int("seal"), frozen.Text("root"),
            frozen.Int("done"), frozen.Int("total"), frozen.Text("sha256"));
        var from = frozen.Instant("from");
        if (before is not null && (from != before.To || string.CompareOrdinal(digest.Period, before.Period) <= 0 || digest.At < before.At))
        {
            throw new MisfitException(line, "汇总的时段没有接上前一期。", "The digest does not follow the one before.", before.To, from);
        }

        return from <= digest.To && digest.To <= digest.Moment && digest.Moment <= digest.At ? digest
            : throw new MisfitException(line, "汇总的时段、时刻与留痕的先后不对。", "The digest's period, moment and entry are out of order.", digest.Moment, digest.To);
    }
}
