using System.Collections.Concurrent;
using System.Threading.Channels;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.BackOffice.Imports;

/// <summary>
/// Checks and imports lists one after the other behind the pages, because a long one takes longer than anybody waits for an answer. What was under
/// way when the process ends is shown as broken off; the person starts it again.
/// </summary>
public sealed partial class ListWork(IServiceScopeFactory scopes, KeptLists lists, ILogger<ListWork> log) : BackgroundService
{
    private readonly Channel<Errand> _queue = Channel.CreateUnbounded<Errand>();
    private readonly ConcurrentDictionary<string, int> _rows = new(StringComparer.Ordinal);

    private sealed record Errand(Person Person, string Hash, bool IsReal, bool KeepGood);

    public void Check(Person person, string hash) => Add(new Errand(person, hash, IsReal: false, KeepGood: false));

    public void Import(Person person, string hash, bool keepGood) => Add(new Errand(person, hash, IsReal: true, keepGood));

    /// <summary>How many rows were read so far; null where nothing is done with the list at this moment.</summary>
    public int? RowsRead(string hash) => _rows.TryGetValue(hash, out var rows) ? rows : null;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var errand in _queue.Reader.ReadAllAsync(stopping)) await RunAsync(errand, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops; the transaction under way is taken back.
        }
    }

    // Twice at once would be twice the same; the second press finds the first at work.
    private void Add(Errand errand)
    {
        if (_rows.TryAdd(errand.Hash, 0) && !_queue.Writer.TryWrite(errand)) _rows.TryRemove(errand.Hash, out _);
    }

    private async Task RunAsync(Errand errand, CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            void Told(int rows) => _rows[errand.Hash] = rows;
            var outcome = errand.IsReal
                ? await scope.ServiceProvider.GetRequiredService<ImportKeptList>().HandleAsync(errand.Person, errand.Hash, errand.KeepGood, Told, cancel)
                : await scope.ServiceProvider.GetRequiredService<CheckKeptList>().HandleAsync(errand.Person, errand.Hash, Told, cancel);
            if (!outcome.Succeeded) Refused(errand.Hash, outcome.Refusals[0].Reason);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // One list must not end the work on all others; its page says that it failed.
            Failed(failure, errand.Hash);
            lists.MarkFailed(errand.Hash);
        }
        finally
        {
            _rows.TryRemove(errand.Hash, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "List {Hash} was refused: {Reason}")]
    private partial void Refused(string hash, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "List {Hash} failed")]
    private partial void Failed(Exception failure, string hash);
}
