using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Rectification.FieldClocks;
using Rectification.Measures;

namespace Rectification.Tests.Contracts.States;

/// <summary>States that an older version wrote are read by this one, every field as it was written.</summary>
public sealed partial class StateFileTests
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
    private static readonly IReadOnlyList<Type> Types = [.. StoredStates.All.Select(stored => stored.Type).Distinct()];

    public static TheoryData<string, int> Files => [.. Types.SelectMany(type => StateFiles.VersionsOf(Name(type)).Select(version => (Name(type), version)))];

    public static TheoryData<string> Stored => [.. Types.Select(Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_an_older_version_stored_is_read_field_by_field(string name, int version)
    {
        var read = Serializer.Deserialize<object>(StateFiles.Bytes(name, version))!;

        Assert.Equal(name, Name(read.GetType()));
        Assert.Equal(FieldList.WithoutNames(StateFiles.Fields(name, version)), Known(read, StateFiles.Fields(name, version)));
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void Every_stored_type_has_a_file_that_holds_all_its_fields(string name)
    {
        var sample = FullSample.Of(Types.Single(type => Name(type) == name));
        var fields = FieldList.Of(sample);
        if (StateFiles.MayAdd && (StateFiles.VersionsOf(name) is [] || StateFiles.Fields(name, StateFiles.VersionsOf(name)[^1]) != fields))
        {
            StateFiles.Add(name, Serializer.SerializeToArray(sample), fields);
        }

        Assert.NotEmpty(StateFiles.VersionsOf(name));
        Assert.Equal(FieldList.WithoutNames(StateFiles.Fields(name, StateFiles.VersionsOf(name)[^1])), FieldList.WithoutNames(fields));
    }

    [Fact]
    public void Every_state_that_goes_through_a_store_is_listed()
    {
        var named = StateFiles.Sources("grains", "silo").SelectMany(text => StateName().Matches(text)).Select(match => match.Groups[1].Value).Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(StoredStates.All.Select(stored => stored.Name).Distinct().Order(StringComparer.Ordinal), named);

        var injected = new[] { typeof(MeasureState).Assembly, typeof(FieldClock).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>() is not null)
            .Select(parameter => (parameter.GetCustomAttribute<PersistentStateAttribute>()!.StateName, parameter.ParameterType.GetGenericArguments()[0]))
                .Distinct();
        Assert.Empty(injected.Except(StoredStates.All));
    }

    /// <summary>What this version sees of the fields the file tells of; what was added since has no line there.</summary>
    private static IReadOnlyList<string> Known(object read, string fields)
    {
        var paths = FieldList.WithoutNames(fields).Select(Path).ToImmutableHashSet(StringComparer.Ordinal);
        return [.. FieldList.WithoutNames(FieldList.Of(read)).Where(line => paths.Contains(Path(line)))];
    }

    private static string Path(string line) => line.Split(" = ", 2)[0];

    private static string Name(Type type) => type.GetCustomAttributes<AliasAttribute>(inherit: false).Single().Alias;

    [GeneratedRegex("\"([a-z][a-z-]*-v[0-9]+)\"")]
    private static partial Regex StateName();
}
