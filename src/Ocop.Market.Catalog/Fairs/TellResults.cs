using System.Globalization;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>What the fair brought, once it is over; for a market, so far.</summary>
public sealed class TellResults(FairTurn turn, TimeProvider clock)
{
    private const int Most = 100_000_000;

    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, long version, string? visits, string? contracts, string? revenue, CancellationToken cancel) => turn.TakeAsync(person, fairId, version, "FairResultsTold", fair =>
    {
        var unmet = new List<Refusal>();
        var begun = fair.FirstDay is { } first && first <= clock.Today();
        if (fair.State != FairState.Announced || !(fair.Rule is null ? fair.IsOverOn(clock.Today()) : begun)) unmet.Add(new("NotOverYet", "", "Hội chợ chưa kết thúc, chưa có kết quả.", "The fair is not over yet."));
        var (people, signed, money) = (Count(visits), Count(contracts), string.IsNullOrWhiteSpace(revenue) ? null : FairFields.Dong(revenue));
        if (people is null && !string.IsNullOrWhiteSpace(visits)) unmet.Add(NumberWrong("visits"));
        if (signed is null && !string.IsNullOrWhiteSpace(contracts)) unmet.Add(NumberWrong("contracts"));
        if (money is null && !string.IsNullOrWhiteSpace(revenue)) unmet.Add(NumberWrong("revenue"));
        if (unmet.Count > 0) return Task.FromResult(Outcome<string>.Refused(unmet));

        fair.Tell(new FairResults(people, signed, money));
        return Task.FromResult<Outcome<string>>(string.Create(CultureInfo.InvariantCulture, $"visits: {people}\ncontracts: {signed}\nrevenue: {money?.Amount}"));
    }, cancel);

    private static int? Count(string? text) => FairFields.Number((text ?? "").Replace(".", "", StringComparison.Ordinal), 0, Most);

    private static Refusal NumberWrong(string field) => new("NumberWrong", field, "Điền một con số, hoặc để trống nếu không ai đếm.", "Enter a number, or leave it empty where nobody counted.");
}
