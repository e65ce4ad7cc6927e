namespace Rectification.Plans;

/// <summary>Bounds of a plan document. Counts are numbers of entries, lengths are in UTF-16 code units unless they say bytes.</summary>
public static class PlanLimits
{
    /// <summary>Most errors told at once; more are no help.</summary>
    public const int MaxErrors = 1_000;
    public const int MaxMeasures = 2_000_000;
    public const int MaxProblems = 1_000_000;
    public const int MaxUnits = 20_000;
    public const int MaxRegions = 20_000;
    public const int MaxLeaders = 20_000;
    public const int MaxCategories = 10_000;
    public const int MaxUnitsPerMeasure = 200;

    /// <summary>Regions above one another, the root included, and those that units stand for.</summary>
    public const int MaxLevels = 10;

    /// <summary>Longest name, title or text.</summary>
    public const int MaxText = 500;

    /// <summary>Longest 原因分析， longest 举一反三.</summary>
    public const int MaxLongText = 2_000;

    /// <summary>Most extra columns of a problem or a measure.</summary>
    public const int MaxExtra = 60;

    /// <summary>Longest name of an extra column; two rows of headings make long ones.</summary>
    public const int MaxExtraName = 80;

    /// <summary>Longest value of an extra column: what the forms of offices take.</summary>
    public const int MaxExtraText = 3_000;

    /// <summary>Longest values of all extra columns of one line together, so that a page of the roster stays small.</summary>
    public const int MaxExtraTotal = 6_000;

    /// <summary>Longest text of the published figures, and of their sources.</summary>
    public const int MaxFigures = 256 * 1024;

    /// <summary>Most quantities of a measure beside its target's.</summary>
    public const int MaxQuantities = 20;

    /// <summary>Most quantities that are added up to one figure, or to one part of a ratio.</summary>
    public const int MaxFigureTerms = 200;

    /// <summary>Most measures that all figures of a plan come from.</summary>
    public const int MaxFigureMeasures = 1_000;

    /// <summary>Deepest nesting of the JSON.</summary>
    public const int MaxDepth = 32;

    /// <summary>Longest line of NDJSON, in bytes.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    /// <summary>Most rules of lights, and most steps of escalation.</summary>
    public const int MaxRules = 20;

    /// <summary>Earliest day; anything before it is a typing error.</summary>
    public static readonly DateOnly EarliestDay = new(1949, 10, 1);

    /// <summary>Latest day, far from the end of the calendar that arithmetic with deadlines must not reach.</summary>
    public static readonly DateOnly LatestDay = new(2199, 12, 31);
}
