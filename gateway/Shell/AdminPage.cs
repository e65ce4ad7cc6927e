using Rectification.Gateway.Auth;

namespace Rectification.Gateway.Shell;

/// <summary>A page of forms for administrators: says what came of a form, and keeps what was typed when that was refused.</summary>
public abstract class AdminPage : SitePage
{
    /// <summary>Why the form that was sent was refused.</summary>
    protected string? Problem { get; private set; }

    /// <summary>What the form that was sent has done.</summary>
    protected string? Done { get; private set; }

    internal FormInput FormInput => new(Context);

    /// <summary>Who asks; the policy of these pages admits only known callers.</summary>
    internal Caller Admin => Context.Caller();

    /// <summary>What was typed into a field, as long as it has not been taken.</summary>
    protected string Kept(string name) => Problem is null ? "" : FormInput.Text(name);

    /// <summary>Says what came of the form.</summary>
    internal void Tell(Refusal? refusal, string done)
    {
        Problem = refusal is null ? null : Sentence(refusal);
        Done = refusal is null ? done : null;
    }

    /// <summary>A refusal with the field it is about.</summary>
    internal string Sentence(Refusal refusal) => refusal.Pointer is { Length: > 0 } pointer ? $"{Say[refusal]}({pointer})" : Say[refusal];
}
