using Microsoft.AspNetCore.Connections;
using Rectification.Hosting;

namespace Rectification.Gateway.Hosting;

/// <summary>Runs the program; what an operator can mend is told in a sentence instead of a stack trace.</summary>
internal static class Running
{
    /// <returns>The process's exit code.</returns>
    public static int RunOrSay(this WebApplication app)
    {
        try
        {
            app.Run();
            return 0;
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            Console.Error.WriteLine($"端口已被其他程序占用,请用 --urls 换一个。 The address is taken by another program; choose another one with --urls. ({problem.Message})");
            return StartTrouble.ExitCode;
        }
        catch (Exception problem) when (StartTrouble.Sentence(problem) is { } sentence)
        {
            Console.Error.WriteLine(sentence);
            return StartTrouble.ExitCode;
        }
    }
}
