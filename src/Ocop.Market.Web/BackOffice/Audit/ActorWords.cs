using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.BackOffice.Audit;

/// <summary>Who an entry's actor is, in words. Entries hold ids only, so that somebody who leaves can be forgotten.</summary>
public sealed class ActorWords(IAccountsDb db, Words words)
{
    public async Task<Func<string, string>> ReadAsync(IEnumerable<string> actors, CancellationToken cancel)
    {
        var ids = actors.Distinct().Select(actor => Guid.TryParse(actor, out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
        var names = ids.Count == 0 ? [] : await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id.ToString(), user => user.Name, cancel);
        return actor => names.GetValueOrDefault(actor) ?? Of(actor);
    }

    private string Of(string actor) => actor switch
    {
        "buyer" => words["người mua", "the buyer"],
        "company" => words["công ty đặt quà", "the company"],
        "visitor" => words["khách xem", "a visitor"],
        "producer" => words["chủ thể, qua đường dẫn trong thư", "the producer, by the link of a mail"],
        "start" => words["chợ, lúc khởi động", "the market at its start"],
        _ when actor.StartsWith("job:", StringComparison.Ordinal) => words[$"việc tự chạy “{words[JobNames.NameOf(actor["job:".Length..])]}”", $"the job “{words[JobNames.NameOf(actor["job:".Length..])]}”"],
        _ when actor.StartsWith("carrier:", StringComparison.Ordinal) => words[$"hãng vận chuyển {actor["carrier:".Length..].ToUpperInvariant()}", $"the carrier {actor["carrier:".Length..].ToUpperInvariant()}"],
        _ when actor.StartsWith("gateway:", StringComparison.Ordinal) => words[$"thông báo của {actor["gateway:".Length..]}", $"a notification of {actor["gateway:".Length..]}"],
        _ when actor.StartsWith("command:", StringComparison.Ordinal) => words[$"lệnh {actor["command:".Length..]}", $"the command {actor["command:".Length..]}"],
        _ when Guid.TryParse(actor, out _) => words["một tài khoản không còn nữa", "an account that is gone"],
        _ => actor,
    };
}
