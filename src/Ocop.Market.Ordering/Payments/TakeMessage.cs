using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Shipping;

namespace Ocop.Market.Ordering.Payments;

/// <summary>
/// A notification arrives: kept first, as it is, in a transaction of its own; then read and booked. What fails stays in the inbox and is worked
/// through again by a job, whether or not the gateway repeats it.
/// </summary>
public sealed class TakeMessage(IOrderingDb db, BookPayment book, BookParcelNews parcels, TimeProvider clock)
{
    /// <summary>With growing pauses some three days. After that a person starts it anew.</summary>
    public const int MostTries = 12;

    public async Task<NoticeResult> HandleAsync(IMessageSource source, GatewayMessage message, CancellationToken cancel)
    {
        var kept = new KeptMessage(source.Name, message);
        db.KeptMessages.Add(kept);
        await db.SaveChangesAsync(cancel);
        FaultPoint.Pass("message.kept");
        return await WorkThroughAsync(source, kept, cancel);
    }

    /// <summary>For a job: what was kept and never finished.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> RepeatAsync(IReadOnlyList<IMessageSource> sources, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var names = sources.Select(source => source.Name).ToList();
        var due = await db.KeptMessages.AsNoTracking().Where(kept => kept.State == KeptMessageState.New && kept.DueAt <= now && kept.Tries < MostTries && names.Contains(kept.Source)).OrderBy(kept => kept.DueAt).Take(200).ToListAsync(cancel);
        var failures = new List<Exception>();
        foreach (var kept in due)
        {
            db.ChangeTracker.Clear();
            try
            {
                await WorkThroughAsync(sources.First(source => source.Name == kept.Source), kept, cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One that cannot be booked keeps no other waiting; all are told at the end.
                failures.Add(failure);
            }
        }

        return failures.Count == 0 ? due.Count : throw new AggregateException(failures);
    }

    /// <summary>An officer has those tried anew that were given up, once what stood in their way was mended. The job does it.</summary>
    public async Task<Outcome<int>> TryAnewAsync(Person person, CancellationToken cancel)
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var now = clock.UtcNow();
        return await db.KeptMessages.Where(kept => kept.State == KeptMessageState.New && kept.Tries >= MostTries)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.Tries, 0).SetProperty(it => it.DueAt, now), cancel);
    }

    private async Task<NoticeResult> WorkThroughAsync(IMessageSource source, KeptMessage kept, CancellationToken cancel)
    {
        if (db.ChangeTracker.Entries<KeptMessage>().All(entry => entry.Entity != kept)) db.KeptMessages.Attach(kept);
        var read = Read(source, kept.Message, cancel);
        if (!read.Succeeded)
        {
            kept.Reject(read.Refusals[0].Reason);
            if (source is ICarrier) kept.ForgetQuery();
            await db.SaveChangesAsync(cancel);
            return NoticeResult.Forged;
        }

        var worst = read.Value.Count == 0 ? NoticeResult.Irrelevant : NoticeResult.Booked;
        try
        {
            foreach (var bookIt in read.Value)
            {
                var result = await bookIt();
                if (result > worst) worst = result;
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Told to the gateway and to the log by whoever asked; here only that it is not lost.
            db.ChangeTracker.Clear();
            db.KeptMessages.Attach(kept);
            kept.RetryAt(clock.UtcNow().AddMinutes(Math.Pow(2, kept.Tries)), failure.GetType().Name);
            await db.SaveChangesAsync(CancellationToken.None);
            throw;
        }

        // A refused booking clears what is tracked.
        if (db.ChangeTracker.Entries<KeptMessage>().All(entry => entry.Entity != kept)) db.KeptMessages.Attach(kept);
        kept.Finish(worst.ToString());
        if (source is ICarrier) kept.ForgetQuery();
        await db.SaveChangesAsync(cancel);
        return worst;
    }

    private Outcome<IReadOnlyList<Func<Task<NoticeResult>>>> Read(IMessageSource source, GatewayMessage message, CancellationToken cancel)
    {
        if (source is ICarrier carrier)
        {
            var parcel = carrier.Read(message);
            return parcel.Succeeded ? new Func<Task<NoticeResult>>[] { () => parcels.HandleAsync(carrier, parcel.Value, $"carrier:{carrier.Name}", cancel) } : Outcome<IReadOnlyList<Func<Task<NoticeResult>>>>.Refused(parcel.Refusals);
        }

        var gateway = (INotificationSource)source;
        var money = gateway.Verify(message);
        return money.Succeeded
            ? money.Value.Select(notice => (Func<Task<NoticeResult>>)(() => book.HandleAsync(gateway.Provider, notice, $"gateway:{gateway.Name}", cancel))).ToArray()
            : Outcome<IReadOnlyList<Func<Task<NoticeResult>>>>.Refused(money.Refusals);
    }
}
