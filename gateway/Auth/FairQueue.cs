namespace Rectification.Gateway.Auth;

/// <summary>
/// Lets in so much at a time; what comes on top waits, each unit in a line of its own, and the lines take turns. So whoever asks little waits for one
/// request of each other unit at most, however many theirs are. Of what is in hand, worked on or waiting, there is a bound in all and one a caller; where
/// all of it is taken, the newest of the longest line makes room for whoever has less.
/// </summary>
/// <param name="most">Requests in hand at once, of everybody; 0: as many as come.</param>
/// <param name="mostOfCaller">How many of them may be one caller's; 0: all.</param>
internal sealed class FairQueue(int most, int mostOfCaller)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<object, int> _ofCallers = [];
    private readonly Dictionary<object, Party> _parties = [];

    /// <summary>The parties of which somebody waits, in the order of their turns.</summary>
    private readonly LinkedList<Party> _turns = new();
    private int _inHand;
    private int _waiting;
    private int _atWork;
    private long _ended;
    private int _limit = most == 0 ? int.MaxValue : most;

    /// <summary>How many are worked on at once; raising it lets those in who wait.</summary>
    public int Limit
    {
        get
        {
            lock (_gate)
            {
                return _limit;
            }
        }

        set
        {
            lock (_gate)
            {
                _limit = value;
                while (_atWork < _limit && TakeNext() is { } next)
                {
                    _atWork++;
                    next.Settle(FairAnswer.LetIn);
                }
            }
        }
    }

    /// <summary>How many wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many are worked on.</summary>
    public int AtWork => Volatile.Read(ref _atWork);

    /// <summary>How many were let in and have ended.</summary>
    public long Ended => Interlocked.Read(ref _ended);

    /// <param name="caller">Who asks: an account or an address.</param>
    /// <param name="party">Whose turn it uses: the account's unit, or the caller itself.</param>
    /// <returns>What is to be waited for; its <see cref="FairTurn.Leave"/> is called once it was let in and is done.</returns>
    public FairTurn Come(object caller, object party)
    {
        lock (_gate)
        {
            var callers = _ofCallers.GetValueOrDefault(caller);
            if (mostOfCaller != 0 && callers >= mostOfCaller)
            {
                return FairTurn.RefusedToCaller;
            }

            var own = _parties.TryGetValue(party, out var known) ? known : _parties[party] = new(party);
            if (most != 0 && _inHand >= most && !MakeRoom(own))
            {
                Forget(own);
                return FairTurn.RefusedToAll;
            }

            _ofCallers[caller] = callers + 1;
            _inHand++;
            own.InHand++;
            if (_atWork < _limit)
            {
                _atWork++;
                return FairTurn.LetInAtOnce(this, caller, own);
            }

            if (own.Line.Count == 0)
            {
                _turns.AddLast(own.Place);
            }

            var turn = FairTurn.ThatWaits(this, caller, own);
            own.Line.AddLast(turn);
            _waiting++;
            return turn;
        }
    }

    /// <summary>One that was let in is done: the next one's turn.</summary>
    internal void Leave(FairTurn turn)
    {
        lock (_gate)
        {
            _ended++;
            PutDown(turn);
            if (_atWork <= _limit && TakeNext() is { } next)
            {
                next.Settle(FairAnswer.LetIn);
            }
            else
            {
                _atWork--;
            }
        }
    }

    /// <summary>The first in the line of the party whose turn it is; that party's next turn comes after all others'.</summary>
    private FairTurn? TakeNext()
    {
        if (_turns.First is not { } place)
        {
            return null;
        }

        var party = place.Value;
        var first = party.Line.First!.Value;
        party.Line.RemoveFirst();
        _waiting--;
        _turns.RemoveFirst();
        if (party.Line.Count > 0)
        {
            _turns.AddLast(place);
        }

        return first;
    }

    /// <summary>Turns away the newest that waits of whoever has most in hand, if that is more than the newcomer would have.</summary>
    private bool MakeRoom(Party newcomer)
    {
        Party? largest = null;
        foreach (var party in _turns)
        {
            if (party.InHand > (largest?.InHand ?? newcomer.InHand + 1))
            {
                largest = party;
            }
        }

        if (largest is null)
        {
            return false;
        }

        var newest = largest.Line.Last!.Value;
        largest.Line.RemoveLast();
        _waiting--;
        if (largest.Line.Count == 0)
        {
            _turns.Remove(largest.Place);
        }

        PutDown(newest);
        newest.Settle(FairAnswer.TooMuchOfAll);
        return true;
    }

    private void PutDown(FairTurn turn)
    {
        var (caller, party) = (turn.Caller!, turn.Party!);
        _inHand--;
        party.InHand--;
        Forget(party);
        if (_ofCallers[caller] is > 1 and var callers)
        {
            _ofCallers[caller] = callers - 1;
        }
        else
        {
            _ofCallers.Remove(caller);
        }
    }

    private void Forget(Party party)
    {
        if (party.InHand == 0)
        {
            _parties.Remove(party.Key);
        }
    }

    /// <summary>Whose requests take turns with others': what of them waits, and how many are in hand.</summary>
    internal sealed class Party
    {
        public Party(object key) => (Key, Place) = (key, new(this));

        public object Key { get; }

        /// <summary>Its place in the order of turns, made once.</summary>
        public LinkedListNode<Party> Place { get; }

        public LinkedList<FairTurn> Line { get; } = new();

        public int InHand { get; set; }
    }
}
