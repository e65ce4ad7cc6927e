using System.Reflection;
using System.Text.Json.Serialization;
using Rectification.Evidence;
using Rectification.Measures;
using Rectification.Signals;

namespace Rectification.Tests.Rules;

/// <summary>Every command that people send, found by how grains take them: with an actor beside it, or in an envelope with one.</summary>
internal static class Commands
{
    private static readonly Assembly Contracts = typeof(MeasureCommand).Assembly;

    public static IEnumerable<string> All() => Contracts.GetTypes()
        .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)))
        .SelectMany(grain => grain.GetMethods()).SelectMany(Of).SelectMany(Kinds).Select(type => type.Name).Distinct();

    private static IEnumerable<Type> Of(MethodInfo method)
    {
        var types = method.GetParameters().Select(parameter => parameter.ParameterType).Where(type => type.Assembly == Contracts).ToList();
        return types.Contains(typeof(Actor)) ? types.Where(IsCommand)
            : types.Where(type => type.GetProperty("Actor") is not null).Select(type => type.GetProperty("Command")?.PropertyType).OfType<Type>();
    }

    /// <summary>A place is named and a scope is read within: neither is commanded.</summary>
    private static bool IsCommand(Type type) => type != typeof(Actor) && type != typeof(EvidencePlace) && type != typeof(ReaderScope);

    private static IEnumerable<Type> Kinds(Type command) =>
        command.IsAbstract ? command.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType) : [command];
}
