using Rectification.Gateway.Auth;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Evidence.Pages;

/// <summary>The evidence of a form: files that scripts sent in before, and files that come with the form itself.</summary>
internal sealed class FormEvidence(EvidenceIntake intake)
{
    /// <summary>Field of files that are here already, see <see cref="SentFile"/>.</summary>
    public const string Field = "evidence";

    /// <summary>Field of files that come with the form.</summary>
    public const string Files = "files";

    /// <summary>Takes in what comes with the form and notes all of it in what was typed; good files stay even if something else is refused.</summary>
    /// <returns>Why a file was not taken.</returns>
    public async Task<Refusal?> Take(HttpContext context, FormState typed)
    {
        var here = typed.All(Field).Select(SentFile.Of).ToList();
        Refusal? refusal = null;
        foreach (var file in context.Request.Form.Files.GetFiles(Files).Where(file => file.FileName.Length > 0))
        {
            var name = FileNames.Clean(file.FileName);
            await using var content = file.OpenReadStream();
            var (view, no) = await intake.Take(context.Caller().Actor, content, name, context.RequestAborted);
            if (view is null)
            {
                refusal ??= no! with { Zh = $"{name}:{no.Zh}", En = $"{name}: {no.En}", Pointer = "/" + Field };
                continue;
            }

            here.Add(new(view.Sha256, name));
        }

        typed.Files = [.. here.DistinctBy(file => file.Sha256)];
        return refusal;
    }
}
