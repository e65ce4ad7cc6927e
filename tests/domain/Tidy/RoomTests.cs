using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Rectification.Measures;
using Xunit;

namespace Rectification.Tests.Tidy;

/// <summary>The rooms of the grains, a folder each: what lies below knows nothing of what lies above.</summary>
public sealed partial class RoomTests
{
    private static readonly ILookup<string, (string To, string By)> Arrows = Read();

    [Fact]
    public void No_circle_goes_through_the_rooms()
    {
        Assert.Contains(Arrows["Measures"], arrow => arrow.To == "Chains");
        var rooms = Arrows.Select(room => room.Key).ToHashSet();
        while (rooms.RemoveWhere(room => !Arrows[room].Any(arrow => rooms.Contains(arrow.To))) > 0)
        {
            // Whoever knows nobody of the rest is on no circle, and so on upwards.
        }

        Assert.Empty(
            from room in Arrows
            where rooms.Contains(room.Key)
            from arrow in room
            where rooms.Contains(arrow.To)
            select $"{room.Key} → {arrow.To} by {arrow.By}");
    }

    [Theory]
    [InlineData("Chains", "Counting Storage")]
    [InlineData("Counting", "Telemetry Waiting")]
    [InlineData("Denials", "Chains Rosters Storage Telemetry")]
    [InlineData("Rosters", "Storage")]
    [InlineData("Waiting", "")]
    public void A_room_at_the_bottom_knows_only_what_is_below_it(string room, string below) =>
        Assert.Subset(below.Split(' ').ToHashSet(), Arrows[room].Select(arrow => arrow.To).ToHashSet());

    [Fact]
    public void A_rooms_namespace_is_its_folder() =>
        Assert.Empty(
            from file in Sources.CSharp
            let folder = Folder().Match(file.Path)
            where folder.Success
            let wanted = $"namespace Rectification{folder.Groups[1].Value.Replace('/', '.')};"
            where !file.Lines.Contains(wanted)
            select $"{file.Path}: {wanted}");

    /// <summary>Every arrow of the compiled grains, with one member that makes it.</summary>
    private static ILookup<string, (string To, string By)> Read()
    {
        using var module = ModuleDefinition.ReadModule(typeof(MeasureState).Assembly.Location);
        var arrows =
            from type in module.GetTypes()
            where RoomOf(type, module) is not null
            from used in Uses(type)
            let to = RoomOf(used, module)
            where to is not null && to != RoomOf(type, module)
            select (From: RoomOf(type, module)!, To: to, By: $"{type.FullName}: {used.Name}");
        return arrows.DistinctBy(arrow => (arrow.From, arrow.To)).ToLookup(arrow => arrow.From, arrow => (arrow.To, arrow.By));
    }

    private static IEnumerable<TypeReference> Uses(TypeDefinition type)
    {
        var used = new List<TypeReference>(type.Interfaces.Select(implemented => implemented.InterfaceType));
        used.AddRange(type.Fields.Select(field => field.FieldType));
        used.AddRange(type.CustomAttributes.Select(attribute => attribute.AttributeType));
        if (type.BaseType is { } known)
        {
            used.Add(known);
        }

        foreach (var method in type.Methods)
        {
            used.AddRange(method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType));
            used.AddRange(method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType)
                .Concat(method.Body.Instructions.SelectMany(Uses)) : []);
        }

        return used.SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Uses(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    /// <summary>The folder of a type of the grains themselves; <see langword="null"/> for any other and for what lies above all rooms.</summary>
    private static string? RoomOf(TypeReference type, ModuleDefinition module)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Scope == module && Room().Match(type.Namespace) is { Success: true } room ? room.Groups[1].Value : null;
    }

    [GeneratedRegex("^grains((?:/[A-Z]\\w*)*)/[^/]+\\.cs$")]
    private static partial Regex Folder();

    [GeneratedRegex("^Rectification\\.(\\w+)$")]
    private static partial Regex Room();
}
