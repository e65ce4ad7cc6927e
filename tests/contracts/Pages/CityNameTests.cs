using System.Reflection;
using Rectification.Accounts;
using Rectification.Gateway.Accounts;
using Rectification.Storage;

namespace Rectification.Tests.Pages;

/// <summary>The city's name stands at the head of every page, also of the one that says what cannot be read now.</summary>
public sealed class CityNameTests
{
    [Theory]
    [InlineData(typeof(StorageUnavailableException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task A_page_is_shown_without_it_when_it_cannot_be_read(Type trouble)
    {
        var grains = DispatchProxy.Create<IGrainFactory, Troubled>();
        ((Troubled)(object)grains).Trouble = (Exception)Activator.CreateInstance(trouble, "for a while")!;

        Assert.Null(await new SetUp(grains).City());
    }

    /// <summary>Gives a grain that fails whatever it is asked.</summary>
    public class Troubled : DispatchProxy
    {
        public Exception? Trouble { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod?.ReturnType != typeof(ISetupGrain) && targetMethod?.Name != nameof(IGrainFactory.GetGrain))
            {
                return Task.FromException<SetupView>(Trouble!);
            }

            var grain = Create<ISetupGrain, Troubled>();
            ((Troubled)(object)grain).Trouble = Trouble;
            return grain;
        }
    }
}
