using Microsoft.Extensions.Diagnostics.HealthChecks;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;
using Quartz;

namespace Ocop.Market.Web.Jobs;

/// <summary>
/// All recurring work on one page. A run that was missed is made up once; a run that was killed is repeated, and every use case
/// here can bear it. On SQLite the schedule has a file of its own, on PostgreSQL it lies in the market's database and the nodes share it.
/// </summary>
public static class JobsModule
{
    public static IServiceCollection AddJobs(this IServiceCollection services, DatabaseOptions database, MarketPaths paths)
    {
        services.AddSingleton<JobLine>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = "ocop";
                options.GenerateInstanceId = database.Provider == DatabaseProvider.Postgres;
            });
            quartz.UseDefaultThreadPool(4);
            quartz.UsePersistentStore(store => Keep(store, database, paths));
            Schedule(quartz);
        });
        if (database.Provider == DatabaseProvider.Sqlite) services.AddHostedService(_ => new JobsFile(paths.Jobs));
        // After the server listens: the first page must not wait for the schedule.
        services.AddQuartzHostedService(options =>
        {
            options.AwaitApplicationStarted = true;
            options.WaitForJobsToComplete = true;
        });
        services.AddHostedService<ClockWatch>();
        return services;
    }

    private static void Schedule(IQuartzBuilder quartz)
    {
        Every<SendOutboxJob>(quartz, "send-outbox", TimeSpan.FromSeconds(5));
        Every<ReleaseExpiredReservationsJob>(quartz, "release-reservations", TimeSpan.FromMinutes(1));
        Every<WatchStockJob>(quartz, "watch-stock", TimeSpan.FromMinutes(1));
        Every<ExpireUnansweredOrdersJob>(quartz, "expire-orders", TimeSpan.FromMinutes(10));
        Every<LapseUnpaidOrdersJob>(quartz, "unpaid-orders", TimeSpan.FromMinutes(1));
        Every<SendRefundsJob>(quartz, "send-refunds", TimeSpan.FromSeconds(30));
        Every<RepeatMessagesJob>(quartz, "gateway-messages", TimeSpan.FromMinutes(1));
        Every<SendWebhooksJob>(quartz, "send-webhooks", TimeSpan.FromSeconds(10));
        Every<PublishDueDocumentsJob>(quartz, "publish-due", TimeSpan.FromSeconds(15));
        Every<WorkThroughMediaJob>(quartz, "media", TimeSpan.FromSeconds(10));
        // Just after each hour, so just after midnight too. What may be shown does not wait for it.
        At<ScanRecognitionsJob>(quartz, "scan-recognitions", "5 0 * * * ?");
        At<BuildGoogleFeedJob>(quartz, JobNames.GoogleFeed, "0 7 * * * ?");
        At<BuildMetaFeedJob>(quartz, JobNames.MetaFeed, "0 9 * * * ?");
        At<CompareListingsJob>(quartz, "compare-listings", "0 11 * * * ?");
        Every<QueueListingsJob>(quartz, "queue-channels", TimeSpan.FromSeconds(2));
        Every<SyncChannelsJob>(quartz, "sync-channels", TimeSpan.FromSeconds(2));
        Every<SweepForPromotionsJob>(quartz, "sweep-promotions", TimeSpan.FromSeconds(10));
        // After midnight, when stars lapse and promotions begin; and in the day for what no change told of.
        At<SweepListingsJob>(quartz, "sweep-channels", "0 1 0/4 * * ?");
        // Just after each minute, so just after midnight too, when prices of the same campaign go back.
        At<EndCampaignsJob>(quartz, "campaign-listings", "10 * * * * ?");
        // A month keeps what its last evening showed.
        At<TakeReachMonthJob>(quartz, "reach-months", "0 50 23 * * ?");
        Every<BuildFloorPackagesJob>(quartz, JobNames.FloorPackages, TimeSpan.FromSeconds(15));
        // While few are awake.
        At<DeleteAbandonedCartsJob>(quartz, "delete-carts", "0 20 3 * * ?");
        At<ForgetOldEnquiriesJob>(quartz, "forget-enquiries", "0 25 3 * * ?");
        At<ForgetFakeReportsJob>(quartz, "forget-fake-reports", "0 27 3 * * ?");
        At<TendQuotesJob>(quartz, "quotes", "0 11 0 * * ?");
        At<ForgetOldOrdersJob>(quartz, "forget-orders", "0 31 3 * * ?");
        At<ForgetKeptMessagesJob>(quartz, "forget-messages", "0 29 3 * * ?");
        At<ForgetChannelStepsJob>(quartz, "forget-channel-steps", "0 33 3 * * ?");
        // In the morning: a mail that is to be read the same day.
        At<RemindOfPapersJob>(quartz, "remind-of-papers", "0 15 7 * * ?");
        At<RemindOfConsentsJob>(quartz, "remind-of-consents", "0 20 7 * * ?");
        At<CompleteShippedOrdersJob>(quartz, "complete-orders", "0 25 8 * * ?");
        At<ThinOutRevisionsJob>(quartz, "thin-out-revisions", "0 40 3 * * ?");
        At<SweepMediaJob>(quartz, "sweep-media", "0 30 3 * * ?");
    }

    private static void Every<TJob>(IQuartzBuilder quartz, string name, TimeSpan interval) where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name).StartNow().WithSchedule(SimpleScheduleBuilder.Create().WithInterval(interval).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            job => job.WithIdentity(name));

    private static void At<TJob>(IQuartzBuilder quartz, string name, string cron) where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name).WithSchedule(CronScheduleBuilder.Create(cron).InTimeZone(VietnamTime.Zone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
            job => job.WithIdentity(name));

    private static void Keep(IPersistentStoreBuilder store, DatabaseOptions database, MarketPaths paths)
    {
        store.ProvisionSchema();
        store.UseExecutionHistory();
        store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
        if (database.Provider == DatabaseProvider.Postgres)
        {
            store.UsePostgres(database.ConnectionString);
            store.UseClustering();
            return;
        }

        store.UseSqlite(JobsFile.ConnectionString(paths.Jobs));
    }
}

internal sealed class JobsHealth(IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel)
    {
        if (services.GetService<ISchedulerFactory>() is not { } factory) return HealthCheckResult.Degraded("Jobs are switched off (Jobs:Enabled).");
        var scheduler = await factory.GetScheduler(cancel);
        return scheduler.Status == SchedulerStatus.Running ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"The scheduler is {scheduler.Status}.");
    }
}
