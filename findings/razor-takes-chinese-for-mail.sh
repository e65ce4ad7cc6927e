#!/usr/bin/env bash
# Microsoft.AspNetCore.Razor.Language 6.0.36 (NuGet; the SDK's own compiler 10.0.401 does the same): a value in the middle of a Chinese sentence.
# Guess: 第@no条 prints the number between the two characters; or the compiler says that it cannot tell where the name ends.
# Seen: neither. A letter before the @ makes it a mail address, and every Chinese character is a letter: 第@no条 is printed as it stands, without a warning. With a full-width
#   mark before it（@no）the value is there; behind the name 条 goes on as part of the name: "no条" does not exist, which at least is an error when compiled.
# Matters: in a language without blanks nearly every value has a letter before it. The name always needs brackets.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.AspNetCore.Razor.Language" Version="[6.0.36]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.Language;

var engine = RazorProjectEngine.Create(RazorConfiguration.Default, RazorProjectFileSystem.Create(Directory.GetCurrentDirectory()));
var asExpected = true;
foreach (var (text, expected) in new[] { ("第@no条", "text"), ("no. @no", "value no"), ("第（@no）条", "value no"), ("第 @no条", "value no条"), ("第@(no)条", "value no") })
{
    var document = engine.Process(RazorSourceDocument.Create(text, "page.cshtml"), null, [], []).GetCSharpDocument();
    var value = Regex.Match(document.GeneratedCode, @"Write\(\s*(?:#line[^\n]*\n)?\s*([^\s)]+)");
    var seen = value.Success ? $"value {value.Groups[1].Value}" : "text";
    Console.WriteLine($"{text}: {seen}, {document.Diagnostics.Count} diagnostics");
    asExpected &= seen == expected && document.Diagnostics.Count == 0;
}

return asExpected ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
