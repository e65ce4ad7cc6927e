#!/usr/bin/env bash
# Microsoft.AspNetCore.App 10 (the SDK's): [SupplyParameterFromQuery] of a number, a truth value or a day on a statically rendered page.
# Guess: what cannot be read is left at its default, or answered with 400.
# Seen: 500, also for an empty value (?page=) and for on=1, and with a full-width digit. With two values the first counts; "1,000" is one thousand.
# Matters: addresses are typed, shortened and mailed. Take text and read it yourself.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > Page.razor <<'R'
@page "/"
@using Microsoft.AspNetCore.Components
page=@Number on=@On amount=@Amount
@code {
    [SupplyParameterFromQuery(Name = "page")] public int Number { get; set; }
    [SupplyParameterFromQuery(Name = "on")] public bool? On { get; set; }
    [SupplyParameterFromQuery(Name = "amount")] public decimal? Amount { get; set; }
}
R
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddRazorComponents();
var server = builder.Build();
server.UseAntiforgery();
server.MapRazorComponents<app.Page>();
await server.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
Console.WriteLine($"ASP.NET Core {Environment.Version}");
(string Query, int Status, string Text)[] cases =
[
    ("?page=3&on=true", 200, "page=3 on=True amount="), ("?page=x", 500, ""), ("?page=", 500, ""), ("?page=%EF%BC%93", 500, ""), ("?on=1", 500, ""),
    ("?page=3&page=4", 200, "page=3 on= amount="), ("?amount=1,000", 200, "page=0 on= amount=1000"),
];
var wrong = 0;
foreach (var (query, status, text) in cases)
{
    var answer = await client.GetAsync(query);
    var said = (await answer.Content.ReadAsStringAsync()).Trim();
    Console.WriteLine($"{query} → {(int)answer.StatusCode} {said}");
    wrong += (int)answer.StatusCode == status && said == text ? 0 : 1;
}

await server.StopAsync();
return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
