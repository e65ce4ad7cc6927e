namespace Rectification.Tests.Chaos.Campaign;

/// <summary>A rate sheet as it was read.</summary>
internal sealed record Sheet(Counts Counts, int Recovering)
{
    public static Sheet Of(JsonNode sheet)
    {
        var (measures, assignments) = (sheet["measures"]!, sheet["assignments"]!);
        return new(
            new(Number(measures, "total"), Number(measures, "unclaimed"), Number(measures, "inProgress"), Number(measures, "signOffRequested"),
                Number(measures, "signedOff"), Number(assignments, "total"), Number(assignments, "done")),
            Number(sheet, "recovering"));
    }

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();
}
