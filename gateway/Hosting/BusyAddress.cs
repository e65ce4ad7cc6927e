using Microsoft.AspNetCore.Connections;

namespace Rectification.Gateway.Hosting;

/// <summary>An address that another program listens at.</summary>
internal static class BusyAddress
{
    /// <summary>What to tell of it; <see langword="null"/> for any other trouble.</summary>
    public static string? Sentence(Exception problem) => problem is IOException { InnerException: AddressInUseException }
        ? $"端口已被其他程序占用，请用 --urls 换一个。 The address is taken by another program; choose another one with --urls. ({problem.Message})"
        : null;
}
