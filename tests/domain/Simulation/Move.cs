using CsCheck;

namespace Rectification.Tests.Simulation;

/// <summary>Raw chance for one step of a story. What it means is settled when it is played, by what is plausible then.</summary>
internal sealed record Move(int What, int Who, int Which, int Amount, int Jump, int Stretch, int Slip)
{
    private static readonly Gen<int> Hundred = Gen.Int[0, 99];

    public static readonly Gen<Move> Any = Gen.Select(
        Hundred, Hundred, Hundred, Hundred, Hundred, Hundred, Hundred,
        (what, who, which, amount, jump, stretch, slip) => new Move(what, who, which, amount, jump, stretch, slip));

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Which % choices.Length];
}
