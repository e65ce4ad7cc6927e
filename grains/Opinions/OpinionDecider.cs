using Rectification.Measures;
using static Rectification.Opinions.OpinionRefusals;

namespace Rectification.Opinions;

/// <summary>The rules of opinions: right, shape, state. <c>docs/reference/opinions.md</c> says the same in words.</summary>
public static class OpinionDecider
{
    /// <summary>Opinions a plan takes on one of its days, so that nobody fills its store.</summary>
    public const int MaxADay = 200;
    public const int MaxOpinions = 10_000;

    /// <summary>Why something is not taken from the public; none if it is.</summary>
    /// <param name="given">What is said.</param>
    /// <param name="open">Whether opinions are taken.</param>
    /// <param name="today">How many came today.</param>
    /// <param name="all">How many there are.</param>
    public static Refusal? Deny(GivenOpinion given, bool open, int today, int all) =>
        !open ? Closed
        : !MeasureDecider.IsText(given.Text, MeasureDecider.MaxText) ? TextMissing
        : given.Contact?.Length > OpinionLimits.MaxContact ? ContactTooLong
        : given.Attachment?.Length > OpinionLimits.MaxFileBytes ? FileTooLarge
        : given.Attachment is { } attached && (attached.Length == 0 || !MeasureDecider.IsText(given.AttachmentName, OpinionLimits.MaxFileName)) ? FileEmpty
        : all >= MaxOpinions ? Full
        : today >= MaxADay ? TooMany
        : null;

    /// <summary>Why a command is refused; none if it is accepted.</summary>
    /// <param name="opinion">The opinion it is about; none for the switch, or if there is none of that number.</param>
    /// <param name="command">The command.</param>
    /// <param name="actor">Who wants it.</param>
    public static Refusal? Deny(OpinionState? opinion, OpinionCommand command, Actor actor) =>
        !actor.Is(Roles.Reviewer) ? NotReviewer
        : command is not SwitchOpinions && opinion is null ? Unknown
        : command switch
        {
            SwitchOpinions => null,
            ScreenOpinion { Decision: Decision.Return } c when !MeasureDecider.IsText(c.Reason, MeasureDecider.MaxText) => ReasonMissing,
            ScreenOpinion => opinion!.Status == OpinionStatus.Received ? null : AlreadyScreened,
            AnswerOpinion c when !MeasureDecider.IsText(c.Text, MeasureDecider.MaxText) => TextMissing,
            AnswerOpinion => opinion!.Status switch
            {
                OpinionStatus.Screened => null,
                OpinionStatus.Answered => AlreadyAnswered,
                _ => NotScreened,
            },
            _ => throw new InvalidOperationException($"No rule for the command {command.GetType().Name}."),
        };

    /// <summary>What an accepted command makes happen.</summary>
    public static OpinionEvent EventOf(int no, OpinionCommand command) => command switch
    {
        SwitchOpinions c => new OpinionsSwitched { Opinion = 0, Open = c.Open },
        ScreenOpinion { Decision: Decision.Approve } => new OpinionAccepted { Opinion = no },
        ScreenOpinion c => new OpinionSetAside { Opinion = no, Reason = c.Reason! },
        AnswerOpinion c => new OpinionAnswered { Opinion = no, Text = c.Text },
        _ => throw new InvalidOperationException($"No event for the command {command.GetType().Name}."),
    };
}
