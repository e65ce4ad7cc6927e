#!/usr/bin/env bash
# Azure.Data.Tables 12.13.0 (NuGet): an insert whose answer is later than NetworkTimeout.
# Guess: the client gives up with a time-out, or repeats in a way that the service recognises as the same request.
# Seen: the client sends the insert again, and the second one is refused with 409 EntityAlreadyExists, because the first had been done. The caller hears
#   "exists already" of a row that he himself has just made. (The slow service is a few lines here: it does each request and answers the first late.)
# Matters: a conflict is no proof that somebody else was faster; the row must be read and recognised, by an id in it.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Azure.Data.Tables" Version="[12.13.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;

var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
var server = builder.Build();
var rows = new ConcurrentDictionary<string, bool>();
var requests = new ConcurrentQueue<string>();
server.MapPost("/office/states", async context =>
{
    using var body = await System.Text.Json.JsonDocument.ParseAsync(context.Request.Body);
    var isNew = rows.TryAdd(body.RootElement.GetProperty("RowKey").GetString(), true);
    requests.Enqueue(isNew ? "done, answered late" : "409");
    if (isNew) { await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }); return; }
    context.Response.StatusCode = 409;
    context.Response.ContentType = "application/json";
    await context.Response.WriteAsync("{\"odata.error\":{\"code\":\"EntityAlreadyExists\",\"message\":{\"lang\":\"en\",\"value\":\"exists\"}}}");
});
await server.StartAsync();
var options = new TableClientOptions { Retry = { NetworkTimeout = TimeSpan.FromSeconds(1), Delay = TimeSpan.FromMilliseconds(10) } };
var table = new TableClient(new Uri(server.Urls.First() + "/office"), "states", new TableSharedKeyCredential("office", Convert.ToBase64String(new byte[64])), options);
var seen = "written";
try { await table.AddEntityAsync(new TableEntity("plan", "1")); }
catch (RequestFailedException e) { seen = $"{e.Status} {e.ErrorCode}"; }
Console.WriteLine($"Azure.Data.Tables 12.13.0: the service saw: {string.Join(" | ", requests)}; the caller: {seen}");
await server.StopAsync();
return seen == "409 EntityAlreadyExists" && requests.SequenceEqual(["done, answered late", "409"]) ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
