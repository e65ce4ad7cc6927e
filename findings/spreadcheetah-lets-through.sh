#!/usr/bin/env bash
# SpreadCheetah 1.28.0 (NuGet): limits of Excel that the writer looks after, and those that it does not.
# Guess: a writer that refuses names of more than 31 characters and lists of more than 255 refuses the other things that Excel cannot have.
# Seen: it lets through a colon in a sheet's name, which Excel forbids, and a text of 40,000 characters (Excel: 32,767), and it does not escape a typed
#   "_x000D_", which readers take for a line break. It does refuse /, more than 31 characters, a list over 255 and a comma in a list.
# Matters: a unit's name in the sheet's name, long texts and pasted codes are the office's own; what is written must be cut and escaped before.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="SpreadCheetah" Version="[1.28.0]" />
    <PackageReference Include="ExcelDataReader" Version="[3.6.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using ExcelDataReader;
using SpreadCheetah;
using SpreadCheetah.Validations;

System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
async Task<string> Write(string name, string text, IEnumerable<string> list = null)
{
    var file = new MemoryStream();
    try
    {
        await using var sheet = await Spreadsheet.CreateNewAsync(file);
        await sheet.StartWorksheetAsync(name);
        if (list is not null) { sheet.TryAddDataValidation("B1", DataValidation.ListValues(list)); }
        await sheet.AddRowAsync(new[] { new DataCell(text) });
        await sheet.FinishAsync();
    }
    catch (ArgumentException) { return "refused"; }

    file.Position = 0;
    using var reader = ExcelReaderFactory.CreateReader(file);
    reader.Read();
    var read = reader.GetString(0);
    return read == text ? $"sheet {reader.Name}, {read.Length} characters back" : $"back as {string.Join(' ', read.Select(c => $"U+{(int)c:X4}"))}";
}

(string What, string Seen, string Expected)[] cases =
[
    ("sheet ledger:1", await Write("ledger:1", "x"), "sheet ledger:1, 1 characters back"), ("sheet ledger/1", await Write("ledger/1", "x"), "refused"),
    ("sheet of 32 characters", await Write(new('x', 32), "x"), "refused"), ("text of 40,000", await Write("ledger", new('x', 40_000)), "sheet ledger, 40000 characters back"),
    ("typed _x000D_", await Write("ledger", "_x000D_"), "back as U+000D"), ("list of 300 characters", await Write("ledger", "x", [new('x', 300)]), "refused"),
    ("a comma in a list", await Write("ledger", "x", ["1,2"]), "refused"),
];
foreach (var (what, seen, _) in cases) { Console.WriteLine($"SpreadCheetah 1.28.0: {what}: {seen}"); }
return cases.Count(one => one.Seen != one.Expected);
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
