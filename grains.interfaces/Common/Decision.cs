namespace Rectification;

/// <summary>What a reviewer says.</summary>
[GenerateSerializer, Alias("decision")]
public enum Decision
{
    Approve = 1,
    Return = 2,
}
