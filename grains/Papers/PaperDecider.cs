using Rectification.Documents.Papers;
using Rectification.Measures;
using static Rectification.Papers.PaperRefusals;

namespace Rectification.Papers;

/// <summary>What the rules say to a command: a refusal, or the event that follows from it.</summary>
public readonly record struct PaperVerdict(Refusal? Refusal, PaperEvent? Event)
{
    public static implicit operator PaperVerdict(Refusal refusal) => new(refusal, null);

    public static implicit operator PaperVerdict(PaperEvent happened) => new(null, happened);
}

/// <summary>
/// The rules of the register: numbers of a prefix and a year follow each other without a gap, and one that was given is never given again.
/// <c>docs/reference/papers.md</c> says the same in words.
/// </summary>
public static class PaperDecider
{
    public const int MaxLines = 20_000;
    public const int MaxScans = 20;
    public const int MaxPrefix = 20;

    /// <param name="state">The register.</param>
    /// <param name="no">The line that is meant; 0 for none.</param>
    /// <param name="command">The command.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="today">The plan's day, whose year the number is of.</param>
    public static PaperVerdict Decide(PaperState state, int no, PaperCommand command, Actor actor, DateOnly today) =>
        Right(actor) is { } wrong ? wrong : command switch
        {
            TakeNumber c => Take(state, c, today),
            SetTemplate c => new TemplateSet { Kind = c.Kind, Sha256 = c.Sha256, Name = c.Name },
            DropTemplate c => state.Templates.ContainsKey(c.Kind) ? new TemplateDropped { Kind = c.Kind } : NoTemplate,
            _ when state.Find(no) is { } line => Change(line, command),
            _ => Unknown,
        };

    /// <summary>Why somebody may do nothing here, whatever he wants; none if he may.</summary>
    public static Refusal? Right(Actor actor) => actor.Is(Roles.Reviewer) ? null : NotReviewer;

    /// <summary>机关代字 where none is stated.</summary>
    public static string UsualPrefix(PaperKind kind) => kind switch
    {
        PaperKind.Order => "整督",
        PaperKind.Prompt => "整提",
        PaperKind.Warning => "整警",
        PaperKind.SignOff => "整销",
        PaperKind.Extension => "整延",
        PaperKind.Measure => "整措",
        PaperKind.Problem => "整问",
        PaperKind.Notice => "整通",
        PaperKind.Digest => "整汇",
        _ => throw new InvalidOperationException($"No prefix for the paper {kind}."),
    };

    private static PaperVerdict Change(PaperNumber line, PaperCommand command) => command switch
    {
        VoidNumber c => !MeasureDecider.IsText(c.Reason, MeasureDecider.MaxText) ? ReasonMissing
            : line.Voided is not null ? IsVoided
            : new NumberVoided { No = line.No, Reason = c.Reason },
        AttachScan c => !MeasureDecider.IsEvidence(c.Evidence, historical: false) ? CommandRefusals.EvidenceMalformed
            : line.Voided is not null ? IsVoided
            : line.Scans.Count >= MaxScans ? TooManyScans
            : new ScanAttached { No = line.No, Evidence = c.Evidence },
        _ => throw new InvalidOperationException($"No rule for the command {command.GetType().Name}."),
    };

    private static PaperVerdict Take(PaperState state, TakeNumber command, DateOnly today)
    {
        var prefix = command.Prefix ?? UsualPrefix(command.Kind);
        if (command.Subject < 1)
        {
            return SubjectUnknown;
        }

        if (prefix.Length is < 1 or > MaxPrefix || !prefix.All(char.IsLetter))
        {
            return PrefixMalformed;
        }

        if (state.Of(command.Kind, command.Subject) is not null)
        {
            return HasNumber;
        }

        if (state.Lines.Count >= MaxLines)
        {
            return TooMany;
        }

        var number = state.Last.GetValueOrDefault((prefix, today.Year)) + 1;
        return new NumberTaken
        {
            No = state.Lines.Count + 1,
            Prefix = prefix,
            Year = today.Year,
            Number = number,
            Label = PaperText.Number(prefix, today.Year, number),
            Kind = command.Kind,
            Subject = command.Subject,
        };
    }
}
