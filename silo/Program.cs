using Microsoft.Extensions.Hosting;
using Rectification.Hosting;
using Rectification.Settings;

// A silo without a gateway: serves grains to gateways that run elsewhere.
return await StartTrouble.RunOrSay(() =>
{
    var builder = Host.CreateApplicationBuilder(StartSettings.Unwatched(args));
    SettingsCheck.Require(builder.Configuration);
    builder.AddRectificationSilo();
    return builder.Build();
});
