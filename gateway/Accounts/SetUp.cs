using Rectification.Accounts;

namespace Rectification.Gateway.Accounts;

/// <summary>Whether the first administrator is still to be made, and the city's name, for every page: once set-up is over that is not asked again.</summary>
internal sealed class SetUp(IGrainFactory grains)
{
    private const long KeptMilliseconds = 5_000;

    private volatile SetupView? _view;
    private long _until;
    private volatile bool _over;

    private ISetupGrain Grain => grains.GetGrain<ISetupGrain>(ISetupGrain.Key);

    /// <summary>As it is now; never an old "open".</summary>
    public async ValueTask<bool> IsOpen()
    {
        if (_over)
        {
            return false;
        }

        var view = await Grain.Get();
        Keep(view);
        return view.Open;
    }

    /// <summary>The city's name, of a few seconds ago at most. A name that cannot be read now is no reason to show no page.</summary>
    public async ValueTask<string?> City()
    {
        if (_view is { } known && Volatile.Read(ref _until) > Environment.TickCount64)
        {
            return known.City;
        }

        try
        {
            Keep(await Grain.Get());
        }
        catch (Exception)
        {
            // Whatever it was, the page that says so has this name at its head, too.
            Volatile.Write(ref _until, Environment.TickCount64 + KeptMilliseconds);
        }

        return _view?.City;
    }

    public async Task<Refusal?> NameCity(NameCity command)
    {
        var refusal = await Grain.NameCity(command);
        Volatile.Write(ref _until, 0);
        return refusal;
    }

    /// <summary>Somebody has a password: whoever has one can sign in, and no code is good any more.</summary>
    public async ValueTask Close()
    {
        if (!_over)
        {
            await Grain.Close();
            _over = true;
            Volatile.Write(ref _until, 0);
        }
    }

    private void Keep(SetupView view)
    {
        _view = view;
        Volatile.Write(ref _until, Environment.TickCount64 + KeptMilliseconds);
    }
}
