using System.Globalization;
using Rectification.Documents.Ledgers.Out;

namespace Rectification.Documents.Ledgers.In;

/// <summary>The columns the product does not know, and what of the known ones it would not give back as it was written.</summary>
public static class KeptColumns
{
    /// <summary>The state in the words of the ledger a plan was made of.</summary>
    public const string StateAsWritten = "台账状态";

    /// <summary>The progress in the words of that ledger.</summary>
    public const string ProgressAsWritten = "台账进展";

    private const string TargetAsWritten = "整改目标";

    /// <summary>As they are to be: what the row has stands, what it has blank goes, and what the ledger has no column for stays.</summary>
    /// <param name="row">The row.</param>
    /// <param name="known">As they are.</param>
    /// <param name="withState">Whether state and progress are kept as they are written, where no report takes them.</param>
    internal static Dictionary<string, string> Of(LedgerMeasure row, IReadOnlyDictionary<string, string>? known, bool withState)
    {
        var kept = new Dictionary<string, string>(known ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var heading in row.BlankColumns)
        {
            Put(kept, heading, null);
        }

        foreach (var (header, value) in row.Extra)
        {
            if (Text(value) is { Length: > 0 } text)
            {
                Put(kept, header, text);
            }
        }

        foreach (var (header, yuan) in row.Money ?? LedgerValueDictionary.None)
        {
            if (Text(yuan) is { Length: > 0 } text)
            {
                Put(kept, header, AsRead.Amount(header, text));
            }
        }

        // Words that mean another day than the deadline in force are not given out again, so they do no harm.
        if (row.DeadlineText is { } written && !IsPlain(written, row.Deadline))
        {
            Put(kept, DeadlineCells.AsWritten, written);
        }

        Stated(TargetAsWritten, LedgerFields.Target, row.TargetText);
        if (withState)
        {
            Stated(StateAsWritten, LedgerFields.State, row.StateText);
            Stated(ProgressAsWritten, LedgerFields.ProgressText, row.ProgressText);
        }

        return kept;

        void Stated(string heading, string field, string? text)
        {
            if (text is not null || row.Source.States(field))
            {
                Put(kept, heading, text);
            }
        }
    }

    private static void Put(Dictionary<string, string> kept, string header, string? text)
    {
        var column = kept.Keys.FirstOrDefault(heading => AsRead.IsHeading(heading, header)) ?? header;
        if (string.IsNullOrWhiteSpace(text))
        {
            if (kept.TryGetValue(column, out var there) && !LedgerText.IsBlank(there))
            {
                kept.Remove(column);
            }
        }
        else if (!kept.TryGetValue(column, out var known) || !AsRead.IsValue(column, known, text))
        {
            kept[column] = text;
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static bool IsPlain(string written, DateOnly? deadline) =>
        deadline is { } day && (written == day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            || written == day.ToString("yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture));
}
