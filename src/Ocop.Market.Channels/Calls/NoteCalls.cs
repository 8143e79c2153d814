using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Calls;

/// <summary>Keeps what became of calls: each that failed, and all of them as numbers of their hour, because a shop may make fifty in a second.</summary>
public sealed class NoteCalls(IChannelsDb db)
{
    /// <param name="notes">At least one.</param>
    public Task HandleAsync(IReadOnlyCollection<CallNote> notes, CancellationToken cancel) => db.InTransactionAsync<bool>(async () =>
    {
        // One node after the other: two who write the same hour would both insert it, or each over the other's numbers.
        await db.TakeTurnAsync("channel-call-hours", cancel);
        var (first, last, shops) = (CallHourKey.HourOf(notes.Min(note => note.At)), notes.Max(note => note.At), notes.Select(note => CallHourKey.Of(note).OutsideShop).Distinct().ToList());
        var hours = (await db.ChannelCallHours.Where(hour => hour.Hour >= first && hour.Hour <= last && shops.Contains(hour.OutsideShop)).ToListAsync(cancel)).ToDictionary(hour => hour.Key);
        foreach (var note in notes)
        {
            var key = CallHourKey.Of(note);
            if (!hours.TryGetValue(key, out var hour)) db.ChannelCallHours.Add(hours[key] = hour = new ChannelCallHour(key));
            hour.Add(note);
        }

        db.ChannelCalls.AddRange(notes.Where(note => note.Class is not null).Select(note => new ChannelCall(note)));
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);
}
