using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Rectification.OrleansMends;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>An answer that tells of a failed store has to arrive, whatever the driver's exception in it.</summary>
public sealed class TravellingExceptionTests
{
    [Fact]
    public void A_failure_of_the_database_reaches_who_asked_in_another_process()
    {
        using var services = new ServiceCollection().AddSerializer().LetDriversExceptionsTravel().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();

        var bytes = serializer.SerializeToArray<Exception>(new StorageUnavailableException("now", new NpgsqlException("gone", new IOException("reset"))));
        var arrived = serializer.Deserialize<Exception>(bytes);

        Assert.Equal("now", Assert.IsType<StorageUnavailableException>(arrived).Message);
        Assert.Equal("gone", arrived.InnerException!.Message);
    }
}
