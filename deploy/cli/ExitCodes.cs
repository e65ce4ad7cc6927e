namespace Rectification.Cli;

/// <summary>What the process ends with; said in the help.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Refused, or something does not fit.</summary>
    public const int Refused = 1;

    public const int WrongUsage = 2;

    /// <summary>A server, a database or a file cannot be reached, read or written.</summary>
    public const int OutOfReach = 3;

    public const int Cancelled = 130;
}
