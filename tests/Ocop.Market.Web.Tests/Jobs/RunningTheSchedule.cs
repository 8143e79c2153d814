using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Quartz;
using Xunit;

namespace Ocop.Market.Web.Tests.Jobs;

public sealed class RunningTheSchedule
{
    private static readonly Dictionary<string, string> WithJobs = new() { ["Jobs:Enabled"] = "true" };

    [Theory, BothDatabases]
    public async Task Sends_mails_by_itself_and_says_that_it_is_ready(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider, WithJobs, clock: TimeProvider.System);
        var visitor = site.Visitor();
        await site.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<MarketDb>();
            db.OutboxMessages.Add(new OutboxMessage(TimeProvider.System.UtcNow(), "key", "abc@cho.example", "ban@vi-du.vn", "Đơn", "chữ", "<p>chữ</p>"));
            return await db.SaveChangesAsync();
        });

        var mails = Directory.CreateDirectory(Path.Combine(site.DataDirectory, "mail"));
        await Eventually.TrueAsync(() => Task.FromResult(mails.GetFiles("*.eml").Length == 1));
        var ready = await visitor.GetFromJsonAsync<JsonElement>("/health/ready");
        Assert.Equal("Healthy", ready.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
        Assert.Equal("Healthy", ready.GetProperty("checks").GetProperty("jobs").GetProperty("status").GetString());
        Assert.NotEqual("", ready.GetProperty("version").GetString());
        Assert.True(ready.GetProperty("checks").TryGetProperty("pictures", out _));
    }

    [Fact]
    public async Task Is_kept_in_a_file_of_its_own_that_outlives_the_process()
    {
        await using var site = await MarketSite.OpenAsync(settings: WithJobs, clock: TimeProvider.System);
        site.Visitor();
        var scheduler = await site.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await Eventually.TrueAsync(async () => await scheduler.GetTrigger(new TriggerKey("sweep-media")) is not null);

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(site.DataDirectory, "jobs.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM qrtz_job_details";
        Assert.Equal((await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup())).Count, (int)(long)(await command.ExecuteScalarAsync())!);
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await command.ExecuteScalarAsync());
    }
}
