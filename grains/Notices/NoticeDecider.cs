using Rectification.Measures;
using static Rectification.Notices.NoticeRefusals;

namespace Rectification.Notices;

/// <summary>The rules of a notice before anything is read for it: right, shape, state. <c>docs/reference/notices.md</c> says the same in words.</summary>
public static class NoticeDecider
{
    public const int MaxNotices = 200;
    public const int MaxTitle = 100;
    public const int MaxSection = 20_000;
    public const int MaxComments = 500;
    public const int MaxMarks = 5_000;
    public const int MaxPhones = 20;

    /// <summary>Why a command is refused whatever the plan's data say; none if it depends on them alone.</summary>
    /// <param name="notice">The notice; none when one is drafted or there is none of that number.</param>
    /// <param name="drafted">How many there are.</param>
    /// <param name="command">The command.</param>
    /// <param name="actor">Who wants it.</param>
    public static Refusal? Deny(NoticeState? notice, int drafted, NoticeCommand command, Actor actor) =>
        Right(command, actor) ?? (command is not DraftNotice && notice is null ? Unknown : Shape(command)) ?? (command is DraftNotice
            ? drafted >= MaxNotices ? TooMany : null
            : notice!.Status != NoticeStatus.Draft ? NotDraft
            : command is CommentNotice && notice.Comments.Count >= MaxComments ? TooManyComments : null);

    /// <summary>Why somebody may not send a command, whatever stands in it; none if he may.</summary>
    public static Refusal? Right(NoticeCommand command, Actor actor) => command is CommentNotice
        ? actor.Is(Roles.Reviewer) || actor.Is(Roles.Leader) ? null : MayNotComment
        : actor.Is(Roles.Reviewer) ? null : NotReviewer;

    /// <summary>
    /// What keeps a draft from being frozen: a measure that is not signed off any more, a number that is wrong, a text that is not the one read. All of
    /// one kind are told at once.
    /// </summary>
    public static IReadOnlyList<Refusal> Hindrances(NoticeFacts facts, NoticeReading reading, string seen)
    {
        if (reading.Reopened is { Count: > 0 } reopened)
        {
            var texts = facts.Measures.ToDictionary(measure => measure.No, measure => measure.Text);
            return [.. reopened.Select(no => Reopened(no, texts.GetValueOrDefault(no) ?? ""))];
        }

        return reading.Findings.Count > 0 ? [.. reading.Findings.Select(NumberWrong)]
            : reading.Sha256 != seen ? [TextChanged]
            : [];
    }

    /// <summary>Measures that were signed off at the last edit and are not any more.</summary>
    public static IReadOnlyList<int> ReopenedSince(NoticeState notice, NoticeFacts facts) =>
        [.. notice.SignedOff.Except(facts.Measures.Where(measure => measure.Status == MeasureStatus.SignedOff).Select(measure => measure.No))];

    private static Refusal? Shape(NoticeCommand command) => command switch
    {
        DraftNotice c => IsName(c.Title) && IsName(c.Issuer) ? null : TitleMalformed,
        EditNotice c => !IsName(c.Title) || !IsName(c.Issuer) ? TitleMalformed
            : c.Sections?.Keys.FirstOrDefault(id => !NoticeText.IsSection(id)) is { } strange ? SectionUnknown with { Pointer = $"/sections/{strange}" }
            : c.Sections?.FirstOrDefault(typed => typed.Value is null || typed.Value.Length > MaxSection) is { Key: { } long_ }
                ? SectionTooLong with { Pointer = $"/sections/{long_}" }
            : c.Marks is { } marks && (marks.Count > MaxMarks || marks.DistinctBy(mark => mark.Measure).Count() != marks.Count) ? MarksMalformed
            : c.Phones is { } phones && (phones.Count > MaxPhones || phones.Any(phone => !IsPhone(phone))) ? PhonesMalformed
            : null,
        CommentNotice c => !MeasureDecider.IsText(c.Text, MeasureDecider.MaxText) ? TextMissing
            : c.Section is { } section && !NoticeText.IsSection(section) ? SectionUnknown with { Pointer = "/section" } : null,
        WithdrawNotice c => MeasureDecider.IsText(c.Reason, MeasureDecider.MaxText) ? null : TextMissing with { Pointer = "/reason" },
        FreezeNotice => null,
        _ => throw new InvalidOperationException($"No rule for the command {command.GetType().Name}."),
    };

    private static bool IsName(string? text) => text is null || MeasureDecider.IsText(text, MaxTitle);

    private static bool IsPhone(string? phone) => phone is not null && phone.Count(char.IsAsciiDigit) is >= 5 and <= 20 && phone.Length <= 30;
}
