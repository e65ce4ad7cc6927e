#!/usr/bin/env bash
# System.CommandLine 3.0.0 (NuGet): words that begin with @ or [, and options that lack their value.
# Guess: after --reason any word is its value; only an option's own name is special.
# Seen: @office is taken for the name of a response file, also as the value of an option; a first word in brackets, [draft], is a
#   directive and refused; and in "--reason --days 3" the reason is "--days" and 3 an argument: no error. ResponseFileTokenReplacer = null turns the first off.
# Matters: mentions, bracketed titles and a forgotten value are what people type on a command line of an office.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="System.CommandLine" Version="[3.0.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.CommandLine;

string Said(ParserConfiguration? configuration, params string[] words)
{
    var reason = new Option<string>("--reason");
    var days = new Option<int>("--days");
    var files = new Argument<string[]>("files") { Arity = ArgumentArity.ZeroOrMore };
    var parsed = new RootCommand { reason, days, files }.Parse(words, configuration);
    return parsed.Errors.Count > 0 ? $"error: {parsed.Errors[0].Message}"
        : $"reason={parsed.GetValue(reason)} days={parsed.GetValue(days)} files={string.Join('+', parsed.GetValue(files) ?? [])}";
}

var plain = new ParserConfiguration { ResponseFileTokenReplacer = null };
(string[] Words, ParserConfiguration? Configuration, string Begins)[] cases =
[
    (["--reason", "@office"], null, "error: Response file not found"), (["@office"], null, "error: Response file not found"),
    (["--reason", "@office"], plain, "reason=@office days=0 files="), (["[draft]", "a.xlsx"], null, "error: Unrecognized command or argument"),
    (["a.xlsx", "[draft]"], null, "reason= days=0 files=a.xlsx+[draft]"), (["--reason", "--days", "3"], null, "reason=--days days=0 files=3"),
];
var wrong = 0;
foreach (var (words, configuration, begins) in cases)
{
    var said = Said(configuration, words);
    Console.WriteLine($"System.CommandLine 3.0.0{(configuration is null ? "" : " without response files")}: {string.Join(' ', words)} → {said}");
    wrong += said.StartsWith(begins, StringComparison.Ordinal) ? 0 : 1;
}

return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
