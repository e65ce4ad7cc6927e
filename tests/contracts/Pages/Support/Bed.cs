using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Gateway.Auth;

namespace Rectification.Tests.Contracts.Pages.Support;

/// <summary>Where one component is rendered for one visitor, without a server: what it shows follows from its parameters alone.</summary>
internal sealed class Bed : BunitContext
{
    private readonly DefaultHttpContext _context = new();

    public Bed(Actor? visitor = null, bool english = false)
    {
        _context.Request.Headers.AcceptLanguage = english ? "en" : "zh-CN";
        _context.Request.Path = "/";
        if (visitor is not null)
        {
            _context.User = CallerPrincipal.Of(new(visitor), new(default, default, visitor.Account, null));
        }

        Services.AddSingleton(DispatchProxy.Create<IGrainFactory, NoGrains>());
        RenderTree.Add<CascadingValue<HttpContext>>(value => value.Add(cascading => cascading.Value, _context));
    }

    /// <summary>A component with logic worth a test here asks no grain.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "The proxy is a class derived from it.")]
    public class NoGrains : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => throw new InvalidOperationException("A component asked a grain.");
    }
}
