namespace Rectification;

/// <summary>What comes of a command: a "no", or that it was applied.</summary>
public interface IOutcome
{
    /// <summary>Why not; <see langword="null"/>: it was applied.</summary>
    Refusal? Refusal { get; }
}
