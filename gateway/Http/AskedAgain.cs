namespace Rectification.Gateway.Http;

/// <summary>
/// What is under way when its silo dies is answered by nobody until its time is up, five seconds or eight. Asked once more beside it, it finds its grain
/// at another silo, or waits for the first one's answer. For what every command passes on its way, and for what bears being done twice.
/// </summary>
internal static class AskedAgain
{
    /// <summary>Longer than a healthy cluster takes for a call, and than it takes to find out that a silo was killed.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(2.5);

    /// <param name="about">What is asked.</param>
    /// <param name="ask">Asks it, once or twice.</param>
    public static Task<TAnswer> Of<TAbout, TAnswer>(TAbout about, Func<TAbout, Task<TAnswer>> ask) => Of(about, ask, static _ => true);

    /// <param name="about">What is asked.</param>
    /// <param name="ask">Asks it, once or twice.</param>
    /// <param name="stands">Whether an answer to the first asking is the last word, although a second one stands behind it.</param>
    public static async Task<TAnswer> Of<TAbout, TAnswer>(TAbout about, Func<TAbout, Task<TAnswer>> ask, Func<TAnswer, bool> stands)
    {
        var first = ask(about);
        try
        {
            return await first.WaitAsync(Doubt);
        }
        catch (TimeoutException) when (!first.IsCompleted)
        {
            var second = ask(about);
            var sooner = await Task.WhenAny(first, second);
            if (!sooner.IsCompletedSuccessfully)
            {
                return await (sooner == first ? second : first);
            }

            var answer = await sooner;
            return sooner == first && !stands(answer) ? await second : answer;
        }
    }
}
