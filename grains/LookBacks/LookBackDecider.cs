using Rectification.Measures;
using Rectification.Plans;
using static Rectification.LookBacks.LookBackRefusals;

namespace Rectification.LookBacks;

/// <summary>
/// The rules of look-backs as pure functions, each command checked in one order: right, shape, state. What the measure says to its reopening
/// is the measure's. <c>docs/reference/look-back.md</c> says the same in words.
/// </summary>
public static class LookBackDecider
{
    /// <summary>Most measures that are drawn from.</summary>
    public const int MaxCandidates = 20_000;

    /// <summary>Most look-backs of one plan.</summary>
    public const int MaxLookBacks = 1_000;

    private const int MaxSeed = 128;
    private const int ShareDecimals = 6;
    private const int MaxChecks = 50;
    private const int MaxItem = 200;

    /// <summary>Whether somebody may draw, before anybody has looked for the measures to draw from.</summary>
    /// <param name="command">The command.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="lookBacks">How many the plan has already.</param>
    /// <param name="isUnit">Whether the plan has a unit.</param>
    public static Refusal? Draw(DrawLookBack command, Actor actor, int lookBacks, Func<string, bool> isUnit) =>
        !actor.Is(Roles.Reviewer) && (!actor.Is(Roles.Auditor) || actor.Units.Count > 0) ? MayNotDraw
        : command.Seed is { } seed && (seed.Length is 0 or > MaxSeed || seed.AsSpan().ContainsAnyExceptInRange('!', '~')) ? SeedMalformed
        : command.Share is { } share && (share is <= 0 or > 1 || decimal.Round(share, ShareDecimals) != share) ? ShareOutOfRange
        : command.Minimum is < 0 or > MaxCandidates ? MinimumOutOfRange
        : lookBacks >= MaxLookBacks ? TooMany
        : command.Unit is { } unit && !isUnit(unit) ? UnitMalformed
        : null;

    /// <summary>Whether somebody may draw, whatever it is that is drawn.</summary>
    public static Refusal? Draw(Actor actor, int lookBacks) => Draw(new(), actor, lookBacks, static _ => true);

    /// <summary>Whether a check sheet may be filed. The draw asked for it, so whoever was of a unit concerned since then does not file it.</summary>
    /// <param name="drawn">The measure as it was drawn, if there is such a look-back and it drew it.</param>
    /// <param name="command">The sheet.</param>
    /// <param name="actor">Who files it.</param>
    public static Refusal? FileSheet(DrawnState drawn, FileCheckSheet command, Actor actor) =>
        !actor.Is(Roles.Reviewer) ? MeasureRefusals.NotReviewer
        : drawn.DrawnAt is not { } at ? Unknown
        : drawn.Measure is not { } measure ? NotDrawn
        : MeasureDecider.MayReview(actor, MeasureDecider.Unasked(measure) with { AskedAt = at }) is { } no ? no
        : SheetShape(command) is { } malformed ? malformed
        : drawn.Filed ? LookBackRefusals.SheetFiled
        : command.Passed && drawn.Status != MeasureStatus.SignedOff ? MeasureRefusals.NotSignedOff
        : null;

    /// <summary>What an actor may do about a drawn measure: the act <c>file</c>, put as well as it can be put.</summary>
    public static IReadOnlyDictionary<string, Refusal?> Allowed(DrawnState drawn, Actor actor) =>
        new Dictionary<string, Refusal?>(StringComparer.Ordinal)
        {
            [LookBackActs.FileSheet] = FileSheet(drawn, new() { Passed = true, Findings = "-" }, actor),
        };

    private static Refusal? SheetShape(FileCheckSheet sheet) =>
        !MeasureDecider.IsText(sheet.Findings, MeasureDecider.MaxText) ? FindingsMissing
        : sheet.Checks.Count > MaxChecks || sheet.Checks.Any(check => !IsCheck(check)) ? ChecksMalformed
        : sheet.Passed ? (sheet.Until is null ? null : UntilUnexpected)
        : sheet.Until is null ? UntilMissing
        : null;

    private static bool IsCheck(CheckItem check) => MeasureDecider.IsText(check.Item, MaxItem) && check.Note.Length <= MeasureDecider.MaxText;
}

/// <summary>A measure that a look-back is said to have drawn.</summary>
/// <param name="DrawnAt">When the look-back was drawn; none if there is no such look-back.</param>
/// <param name="Measure">What the plan says of the measure; none if it was not drawn.</param>
/// <param name="Status">Where the measure is now.</param>
/// <param name="Filed">Whether its sheet is filed.</param>
public readonly record struct DrawnState(DateTimeOffset? DrawnAt, MeasureDefinition? Measure, MeasureStatus Status, bool Filed);
