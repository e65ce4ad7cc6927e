using static Rectification.LookBacks.LookBackRefusals;

namespace Rectification.LookBacks;

/// <summary>Whether a draw or a sheet is in shape and whose it is; what the measure says to it is the measure's.</summary>
internal static class LookBackRules
{
    /// <summary>Most measures that are drawn from.</summary>
    public const int MaxCandidates = 20_000;

    /// <summary>Most look-backs of one plan.</summary>
    public const int MaxLookBacks = 1_000;

    private const int MaxSeed = 128;
    private const int ShareDecimals = 6;
    private const int MaxText = 2000;
    private const int MaxChecks = 50;
    private const int MaxItem = 200;

    public static Refusal? Draw(DrawLookBack command, Actor actor) =>
        command.Seed is { } seed && (seed.Length is 0 or > MaxSeed || seed.AsSpan().ContainsAnyExceptInRange('!', '~')) ? SeedMalformed
        : command.Share is { } share && (share is <= 0 or > 1 || decimal.Round(share, ShareDecimals) != share) ? ShareOutOfRange
        : command.Minimum is < 0 or > MaxCandidates ? MinimumOutOfRange
        : !actor.Is(Roles.Reviewer) && (!actor.Is(Roles.Auditor) || actor.Units.Count > 0) ? MayNotDraw
        : null;

    public static Refusal? Sheet(FileCheckSheet sheet) =>
        !IsText(sheet.Findings, MaxText) ? FindingsMissing
        : sheet.Checks.Count > MaxChecks || sheet.Checks.Any(check => !IsText(check.Item, MaxItem) || check.Note.Length > MaxText) ? ChecksMalformed
        : sheet.Passed ? (sheet.Until is null ? null : UntilUnexpected)
        : sheet.Until is null ? UntilMissing
        : null;

    private static bool IsText(string text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest;
}
