using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Hosting;
using Rectification.Hosting;

namespace Rectification.Tests.Storage;

public sealed class StartSettingsTests
{
    [Fact]
    public void A_host_watches_no_files_below_the_folder_in_which_its_store_lies()
    {
        Assert.Contains(Settings([]), source => source.ReloadOnChange);
        Assert.DoesNotContain(Settings(StartSettings.Unwatched([])), source => source.ReloadOnChange);
    }

    private static IEnumerable<JsonConfigurationSource> Settings(string[] args) =>
        Host.CreateApplicationBuilder(args).Configuration.Sources.OfType<JsonConfigurationSource>();
}
