using Microsoft.AspNetCore.Components;
using Rectification.Gateway.Auth;

namespace Rectification.Gateway.Shell;

/// <summary>What every page and every part of one knows: the request, who asks, and in which language to answer.</summary>
public abstract class SitePage : ComponentBase
{
    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [Inject]
    internal IGrainFactory Grains { get; set; } = null!;

    internal Bilingual Say => _say ??= Bilingual.To(Context.Request);

    /// <summary>Who asks, also where the page is not for that person; <see langword="null"/> for visitors who have not signed in.</summary>
    internal Caller? Visitor => Context.CallerOrStranger();

    private Task? _read;

    private Bilingual? _say;

    /// <summary>
    /// Draws once everything is read. The base class would draw at the first wait too, with fields that are read half: of no use, since an answer leaves as
    /// a whole, and a refused request where such a field is not there yet, which only a busy server shows.
    /// </summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await (_read ??= Begin());
        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }

    private Task Begin()
    {
        OnInitialized();
        return OnInitializedAsync();
    }
}
