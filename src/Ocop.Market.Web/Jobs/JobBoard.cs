using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Quartz;
using Quartz.Extensibility;

namespace Ocop.Market.Web.Jobs;

public sealed record JobRun(DateTime At, TimeSpan Took, bool Succeeded, bool ByHand, string? Fault);

/// <param name="Every">Seconds between two runs; null where the clock's hands decide.</param>
/// <param name="Cron">The hands.</param>
public sealed record JobCard(string Name, TimeSpan? Every, string? Cron, DateTime? Next, bool IsPaused, bool IsRunning, int FailuresInARow, long Runs, IReadOnlyList<JobRun> History, int Misfires)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>It should have begun by now, and nothing holds it.</summary>
    public bool IsLateAt(DateTime now) => !IsPaused && !IsRunning && Next is { } next && now - next > Patience;
}

public enum JobAct { Run, Pause, Resume }

/// <summary>The schedule as people see it, and the three things they may do with a job. Where this process runs no schedule there is none.</summary>
public sealed class JobBoard(IServiceProvider services, IKernelDb db, TimeProvider clock)
{
    private const int RunsShown = 8;
    private static readonly TimeSpan MisfiresSince = TimeSpan.FromDays(7);

    /// <summary>Null where jobs are switched off.</summary>
    public Task<IReadOnlyList<JobCard>?> ReadAsync(CancellationToken cancel) => ReadAsync(null, cancel);

    /// <param name="only">Those of these names; null is all.</param>
    public async Task<IReadOnlyList<JobCard>?> ReadAsync(IReadOnlyList<string>? only, CancellationToken cancel)
    {
        if (await SchedulerAsync(cancel) is not { } scheduler) return null;
        var history = services.GetRequiredService<IExecutionHistoryStore>();
        var since = clock.GetUtcNow() - MisfiresSince;
        var running = (await scheduler.QueryFireInstances(new FireInstanceQuery(), cancel)).Items.Select(run => run.JobKey).ToHashSet();
        var cards = new List<JobCard>();
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancel))
        {
            if (only?.Contains(key.Name) == false) continue;
            if (await scheduler.GetTrigger(key, cancel) is not { } trigger || trigger.JobKey.Name != key.Name) continue;
            var status = await history.GetJobRunStatus(scheduler.SchedulerName, trigger.JobKey, cancel);
            var runs = await history.QueryExecutions(new ExecutionHistoryQuery { SchedulerName = scheduler.SchedulerName, Job = trigger.JobKey, Take = RunsShown }, cancel);
            var misfires = await history.QueryMisfires(new MisfireHistoryQuery { SchedulerName = scheduler.SchedulerName, Job = trigger.JobKey, Take = 50 }, cancel);
            cards.Add(new JobCard(key.Name, (trigger as ISimpleTrigger)?.RepeatInterval, (trigger as ICronTrigger)?.CronExpressionString, trigger.NextFireTimeUtc?.UtcDateTime,
                await scheduler.GetTriggerState(key, cancel) == TriggerState.Paused, running.Contains(trigger.JobKey), status?.ConsecutiveFailures ?? 0, status?.RunCount ?? 0,
                [.. runs.Items.Select(run => new JobRun(run.FiredAtUtc.UtcDateTime, run.Duration, run.Succeeded, run.Manual, run.ExceptionMessage))],
                misfires.Items.Count(missed => missed.MisfiredAtUtc >= since)));
        }

        return [.. cards.OrderBy(card => card.Name, StringComparer.Ordinal)];
    }

    public async Task<Outcome<JobAct>> HandleAsync(Person person, string job, JobAct act, CancellationToken cancel)
    {
        if (!person.May(Act.RunJobs, Scope.Programme)) return NoRight.Here;
        var key = new JobKey(job);
        if (await SchedulerAsync(cancel) is not { } scheduler || !await scheduler.Exists(key, cancel))
            return new Refusal("JobUnknown", "", "Không có công việc này, hoặc máy này không chạy lịch.", "There is no such job, or this process runs no schedule.");

        return await db.InTransactionAsync<JobAct>(async () =>
        {
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, act switch { JobAct.Run => "JobStarted", JobAct.Pause => "JobPaused", JobAct.Resume => "JobResumed" }, new ChangeSubject("job", job)));
            await db.SaveChangesAsync(cancel);
            switch (act)
            {
                case JobAct.Run: await scheduler.TriggerJob(key, null, cancel); break;
                case JobAct.Pause: await scheduler.PauseJob(key, cancel); break;
                case JobAct.Resume: await scheduler.ResumeJob(key, cancel); break;
            }

            return act;
        }, cancel);
    }

    /// <summary>For work that should not wait for its hour; where there is no schedule it waits for whoever has one.</summary>
    public async Task RunSoonAsync(string job, CancellationToken cancel)
    {
        if (await SchedulerAsync(cancel) is { } scheduler) await scheduler.TriggerJob(new JobKey(job), null, cancel);
    }

    private async Task<IScheduler?> SchedulerAsync(CancellationToken cancel) =>
        services.GetService<ISchedulerFactory>() is { } factory ? await factory.GetScheduler(cancel) : null;
}
