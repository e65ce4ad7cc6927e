namespace Rectification.Plans;

/// <summary>A step of a review that was taken.</summary>
[GenerateSerializer, Immutable, Alias("step-view")]
public sealed record StepView
{
    [Id(0)] public required ReviewStep Step { get; init; }

    /// <summary>Account that approved the step.</summary>
    [Id(1)] public required string By { get; init; }
    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>The person whose substitute took the step.</summary>
    [Id(3)] public string? OnBehalfOf { get; init; }
}

/// <summary>A review that ended in a return.</summary>
[GenerateSerializer, Immutable, Alias("return-view")]
public sealed record ReturnView
{
    [Id(0)] public required string Reason { get; init; }

    /// <summary>The step at which it was returned.</summary>
    [Id(1)] public required ReviewStep Step { get; init; }

    /// <summary>Account that returned it.</summary>
    [Id(2)] public required string By { get; init; }
    [Id(3)] public required DateTimeOffset At { get; init; }
}
