using Rectification.Tests.Support;

namespace Rectification.Tests.Gateway;

public sealed class StartTests
{
    [Fact]
    public async Task A_profile_that_does_not_exist_is_told_in_a_sentence_and_not_in_a_stack_trace()
    {
        using var folder = new DataFolder();
        await using var gateway = GatewayProcess.Launch(folder, GatewayProcess.FreePort(), "--Profile", "cloud");

        Assert.Equal(1, await gateway.UntilExited());
        Assert.Contains("Unknown Profile=cloud", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", gateway.Output, StringComparison.Ordinal);
    }
}
