namespace Rectification.Gateway.Http;

/// <summary>
/// What is under way when its silo dies is answered by nobody until its time is up, five seconds or eight. Asked again beside it, it finds its grain at another
/// silo, or waits for the first one's answer. For what every command passes on its way, and for what bears being done more than once.
/// </summary>
internal static class AskedAgain
{
    /// <summary>Longer than a healthy cluster takes for a call, and than it takes to find out that a silo was killed.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(2.5);

    /// <summary>How long after that once more: the second asking may have gone to the dead silo as well, when it was found out late.</summary>
    private static readonly TimeSpan LastDoubt = TimeSpan.FromSeconds(1.5);

    /// <param name="about">What is asked.</param>
    /// <param name="ask">Asks it, up to three times.</param>
    public static Task<TAnswer> Of<TAbout, TAnswer>(TAbout about, Func<TAbout, Task<TAnswer>> ask) => Of(about, ask, static _ => true);

    /// <param name="about">What is asked.</param>
    /// <param name="ask">Asks it, up to three times.</param>
    /// <param name="stands">Whether an answer is the last word, although a later asking is still under way.</param>
    public static async Task<TAnswer> Of<TAbout, TAnswer>(TAbout about, Func<TAbout, Task<TAnswer>> ask, Func<TAnswer, bool> stands)
    {
        var first = ask(about);
        try
        {
            return await first.WaitAsync(Doubt);
        }
        catch (TimeoutException) when (!first.IsCompleted)
        {
            return await Again(first, about, ask, stands);
        }
    }

    private static async Task<TAnswer> Again<TAbout, TAnswer>(
        Task<TAnswer> first, TAbout about, Func<TAbout, Task<TAnswer>> ask, Func<TAnswer, bool> stands)
    {
        var (asked, later, isTimeLeft) = (new List<Task<TAnswer>> { first, ask(about) }, Task.Delay(LastDoubt), true);
        while (true)
        {
            Task[] waited = isTimeLeft ? [.. asked, later] : [.. asked];
            var sooner = await Task.WhenAny(waited);
            if (sooner == later)
            {
                isTimeLeft = false;
                asked.Add(ask(about));
                continue;
            }

            // One that failed leaves the word to the others; a word that does not stand, to those that were asked later.
            var answered = (Task<TAnswer>)sooner;
            if (asked.Count == 1 || (answered.IsCompletedSuccessfully && (answered == asked[^1] || stands(await answered))))
            {
                return await answered;
            }

            asked.Remove(answered);
        }
    }
}
