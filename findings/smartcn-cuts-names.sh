#!/usr/bin/env bash
# Lucene.Net.Analysis.SmartCn 4.8.0-beta00017 (NuGet): words of a search over names.
# Guess: the analyzer for Chinese cuts names of places alike, and what a name contains is found in it.
# Seen: 瓯海区 and 乐清市 are one word each, 龙港市 two, 鹿城区 is 鹿 + 城区 and 洞头区 three single characters. So 乐清 is not among the words of 乐清市财政局
#   and 鹿城 is 鹿 + 城 of which the second is not among those of 鹿城区. CJKAnalyzer's pairs contain both.
# Matters: of twelve counties of one city, some are found by what everybody calls them and others are not.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1603;NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Lucene.Net.Analysis.SmartCn" Version="[4.8.0-beta00017]" />
    <PackageReference Include="Lucene.Net.Analysis.Common" Version="[4.8.0-beta00017]" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Cn.Smart;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

string Cut(Analyzer analyzer, string text)
{
    using var stream = analyzer.GetTokenStream("name", text);
    var term = stream.AddAttribute<ICharTermAttribute>();
    var words = new List<string>();
    stream.Reset();
    while (stream.IncrementToken()) words.Add(term.ToString()!);
    stream.End();
    return string.Join(" + ", words);
}

var smart = new SmartChineseAnalyzer(LuceneVersion.LUCENE_48);
var pairs = new CJKAnalyzer(LuceneVersion.LUCENE_48);
string[][] cases =
[
    ["瓯海区", "瓯海区", "瓯海 + 海区"], ["龙港市", "龙港 + 市", "龙港 + 港市"], ["鹿城区", "鹿 + 城区", "鹿城 + 城区"], ["鹿城", "鹿 + 城", "鹿城"],
    ["洞头区", "洞 + 头 + 区", "洞头 + 头区"], ["乐清市财政局", "乐清市 + 财政局", "乐清 + 清市 + 市财 + 财政 + 政局"], ["乐清", "乐清", "乐清"],
];
var wrong = 0;
foreach (var (name, bySmart, byPairs) in cases.Select(one => (one[0], one[1], one[2])))
{
    var (one, other) = (Cut(smart, name), Cut(pairs, name));
    Console.WriteLine($"Lucene.Net 4.8.0-beta00017: {name}: SmartCn {one}; CJK {other}");
    wrong += (one, other) == (bySmart, byPairs) ? 0 : 1;
}

return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
