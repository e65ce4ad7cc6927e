using System.Globalization;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>Reports that are sent again and again, each until it is answered, whatever becomes of the store and the silos meanwhile.</summary>
internal sealed class PersistentReports(Api reporter, City city)
{
    public const int Count = 240;
    private const int TroubleAfter = 80;
    private const int Lanes = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Sends all of them and gives the versions that were answered.</summary>
    /// <param name="trouble">Made when a third is answered, while the others are on their way.</param>
    public async Task<string?[]> Send(Func<Task>? trouble = null)
    {
        var (tags, done, begun) = (new string?[Count], 0, new TaskCompletionSource());
        await Task.WhenAll(Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (number, _) =>
        {
            await Until.True(async () => (tags[number] = await Report(number)) is not null, Patience, $"command {number} is answered");
            if (Interlocked.Increment(ref done) == TroubleAfter)
            {
                begun.SetResult();
            }
        }), Trouble());
        return tags;

        async Task Trouble()
        {
            await begun.Task;
            await (trouble?.Invoke() ?? Task.CompletedTask);
        }
    }

    /// <summary>The version that was answered, or null where the store or the silo was away.</summary>
    private async Task<string?> Report(int number)
    {
        var measure = city.Measures[number % city.Measures.Count];
        var body = new JsonObject { ["unit"] = measure.Lead, ["percent"] = 50, ["note"] = "" };
        var answer = await reporter.Post(
            $"plans/{city.Plan}/measures/{measure.No}/reports", body, ("Idempotency-Key", number.ToString(CultureInfo.InvariantCulture)));
        return answer.Must(200, 503, 504).Status == 200 ? answer.ETag : null;
    }
}
