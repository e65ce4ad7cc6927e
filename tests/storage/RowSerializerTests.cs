using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using Rectification.Chains;
using Rectification.Measures;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

public sealed class RowSerializerTests
{
    [Theory, InlineData(0), InlineData(300), InlineData(70_000)]
    public void A_row_has_the_bytes_that_the_framework_writes_and_is_read_back_by_it(int bytes)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var (ours, framework) = (new RowSerializer(serializer), new OrleansGrainStorageSerializer(serializer));
        var row = new MeasureRow { OpenPage = TrailPage.Empty with { Lines = Enumerable.Repeat((byte)'\n', bytes).ToArray() }, SealedPages = 7 };

        var buffer = RowBuffer.Of(ours, row);

        Assert.Equal(framework.Serialize(row).ToArray(), ours.Serialize(row).ToArray());
        Assert.Equal(framework.Serialize(row).ToArray(), buffer.Written.ToArray());
        Assert.Equal(framework.Serialize(row).ToArray(), RowBuffer.Of(framework, row).Written.ToArray());
        Assert.Equal(row.OpenPage.Lines.ToArray(), framework.Deserialize<MeasureRow>(ours.Serialize(row))!.OpenPage.Lines.ToArray());
        Assert.Equal(7, ours.Deserialize<MeasureRow>(framework.Serialize(row)).SealedPages);
    }
}
