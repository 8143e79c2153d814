using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Recognition;

/// <summary>As the paper says it. Level, rubric and last day are not asked: the law leaves no choice.</summary>
public sealed record NewDecision(Guid ProductId, int? Stars, string? Number, string? Authority, DateOnly? DecidedOn);

/// <summary>Enters a decision of a council; from its day on it speaks for the product, for 36 months.</summary>
public sealed class RecordDecision(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    public const int LongestNumber = 100, LongestAuthority = 200;

    public Task<Outcome<RecognitionDecision>> HandleAsync(Person person, NewDecision paper, CancellationToken cancel) => db.InTransactionAsync<RecognitionDecision>(async () =>
    {
        var product = await db.Products.Include(it => it.Decisions).FirstOrDefaultAsync(it => it.Id == paper.ProductId, cancel);
        if (product is null) return new Refusal("ProductUnknown", "", "Không có sản phẩm này.", "There is no such product.");
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId, cancel);
        if (!person.May(Act.RecordRecognition, producer.Scope)) return NoRight.Here;

        var (number, authority) = (VietnameseText.Normalize(paper.Number ?? ""), VietnameseText.Normalize(paper.Authority ?? ""));
        var refusals = Refusals(paper, number, authority).ToList();
        if (refusals.Count == 0 && product.Decisions.Any(known => known.DecidedOn == paper.DecidedOn && VietnameseText.Fold(known.Number ?? "") == VietnameseText.Fold(number)))
            refusals.Add(new("DecisionKnown", "number", "Quyết định này đã được ghi cho sản phẩm.", "This decision is recorded for the product already."));
        if (refusals.Count > 0) return Outcome<RecognitionDecision>.Refused(refusals);

        var (stars, day) = (paper.Stars!.Value, paper.DecidedOn!.Value);
        var decision = new RecognitionDecision(product.Id, stars, RecognitionLaw.LevelOn(stars, day), number, authority, day, RecognitionLaw.CriteriaOn(day),
            StateAfter(product.Decisions.Where(known => known.DecidedOn < day).MaxBy(known => known.DecidedOn), stars), isDemo: false);
        var before = product.Decisions.DecisionOn(clock.Today());
        db.RecognitionDecisions.Add(decision);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "RecognitionRecorded", product.ChangeSubject, before is null ? null : Told(before), Told(decision)));
        await searchRows.RefreshAsync([product.Id], cancel);
        return decision;
    }, cancel);

    private IEnumerable<Refusal> Refusals(NewDecision paper, string number, string authority)
    {
        if (paper.Stars is not (3 or 4 or 5)) yield return new("StarsWrong", "stars", "Chọn 3, 4 hoặc 5 sao.", "Choose 3, 4 or 5 stars.");
        if (number.Length == 0) yield return new("NumberMissing", "number", "Ghi số quyết định, ví dụ 123/QĐ-UBND.", "Give the decision's number, for example 123/QĐ-UBND.");
        else if (number.Length > LongestNumber) yield return new("NumberTooLong", "number", $"Số quyết định dài quá {LongestNumber} chữ.", $"The number is longer than {LongestNumber} letters.");
        if (authority.Length == 0) yield return new("AuthorityMissing", "authority", "Ghi cơ quan ký quyết định.", "Name the authority that signed it.");
        else if (authority.Length > LongestAuthority) yield return new("AuthorityTooLong", "authority", $"Tên cơ quan dài quá {LongestAuthority} chữ.", $"The authority's name is longer than {LongestAuthority} letters.");
        if (paper.DecidedOn is not { } day) yield return new("DayMissing", "decidedOn", "Ghi ngày ký quyết định.", "Give the day of the decision.");
        else if (day > clock.Today()) yield return new("DayAhead", "decidedOn", "Ngày quyết định ở tương lai.", "The decision lies in the future.");
        else if (day < RecognitionLaw.Beginning) yield return new("DayTooEarly", "decidedOn", "Trước khi có chương trình OCOP (07/05/2018).", "Before the programme began (07/05/2018).");
    }

    private static RecognitionState StateAfter(RecognitionDecision? earlier, int stars) =>
        earlier is null ? RecognitionState.New
        : stars > earlier.Stars ? RecognitionState.Upgraded
        : stars < earlier.Stars ? RecognitionState.Downgraded
        : RecognitionState.Renewed;

    internal static string Told(RecognitionDecision decision) =>
        string.Create(CultureInfo.InvariantCulture, $"{decision.Stars} stars\ndecision: {decision.Number} of {decision.DecidedOn:yyyy-MM-dd}\nauthority: {decision.Authority}\nuntil: {decision.LastDay:yyyy-MM-dd}");
}
