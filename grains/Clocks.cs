namespace Rectification;

/// <summary>The clock of the field, which can be started anywhere and run at any speed, apart from the real one that machines live by.</summary>
public static class Clocks
{
    /// <summary>Key of the <see cref="TimeProvider"/> that grains take; the same under which Orleans finds the clock of grain timers.</summary>
    public const string Key = TimeProviderNames.Grains;
}
