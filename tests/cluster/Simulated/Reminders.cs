using Orleans.Timers;

namespace Rectification.Tests.Cluster.Simulated;

/// <summary>Reminders: they outlive silos and come on time.</summary>
internal sealed class Reminders(World world) : IReminderRegistry
{
    private readonly Dictionary<(GrainId Grain, string Name), Reminder> _known = [];

    public Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        var reminder = new Reminder(reminderName);
        _known[(callingGrainId, reminderName)] = reminder;
        world.Time.After(dueTime, () => Ring(callingGrainId, reminder, period));
        return Task.FromResult<IGrainReminder>(reminder);
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        _known.Remove((callingGrainId, reminder.ReminderName));
        return Task.CompletedTask;
    }

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        Task.FromResult<IGrainReminder?>(_known.GetValueOrDefault((callingGrainId, reminderName)));

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        Task.FromResult(_known.Where(known => known.Key.Grain == callingGrainId).Select(known => (IGrainReminder)known.Value).ToList());

    private void Ring(GrainId grain, Reminder reminder, TimeSpan period)
    {
        if (_known.GetValueOrDefault((grain, reminder.ReminderName)) != reminder)
        {
            return;
        }

        world.Time.After(period, () => Ring(grain, reminder, period));
        _ = world.Outside.Run(async () =>
        {
            try
            {
                var now = world.Time.GetUtcNow().UtcDateTime;
                var reminded = (IRemindable)world.Wire.Cast(world.Wire.Reference(grain), typeof(IRemindable));
                await reminded.ReceiveReminder(reminder.ReminderName, new(now, period, now));
            }
            catch (Exception)
            {
                // As with a real one: the next comes in its time.
            }
        });
    }

    private sealed class Reminder(string name) : IGrainReminder
    {
        public string ReminderName => name;
    }
}
