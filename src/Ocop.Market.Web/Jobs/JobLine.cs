using System.Diagnostics;

namespace Ocop.Market.Web.Jobs;

/// <summary>Runs a use case and leaves one line: the job, how many things it did, how long it took.</summary>
public sealed partial class JobLine(ILogger<JobLine> log)
{
    public async Task RunAsync(string job, Func<CancellationToken, Task<int>> useCase, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var count = await useCase(cancel);
            Done(job, count, Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            Failed(failure, job, Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job}: {Count} in {Milliseconds} ms")]
    private partial void Done(string job, int count, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed after {Milliseconds} ms")]
    private partial void Failed(Exception failure, string job, double milliseconds);
}
