namespace Rectification.Terms;

/// <summary>One thing's name in the languages of its readers, as it stands in the middle of a sentence.</summary>
public readonly record struct Term(string Zh, string En);
