using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Web.Accounts;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice;

/// <summary>The desk's first page: what waits for whoever opens it, and nothing of other places.</summary>
[Requires(Act.OpenDesk)]
public sealed class TodayModel(WaitingForMe waiting, Cms.Desk.Calendar calendar, ScopeNames scopeNames, DeskPapers papers, ProposedPapers proposed, DeskFakeReports fakes, FactProposals proposals, DeskNeeds needs, DeskFairs fairs, DeskMoney money, ClaimList claims, ComplaintList complaints, ReviewList reviews, DeskQuotes quotes, CurrentPerson current, TimeProvider clock, Words words) : PageModel
{
    public DateOnly Day { get; private set; }
    public string Where { get; private set; } = "";
    public WaitingWork? Waiting { get; private set; }
    /// <summary>Words of producers that wait to be read; null for those who answer none.</summary>
    public int? Proposed { get; private set; }

    /// <summary>Null where the person reads no catalogue.</summary>
    public int? PapersEnding { get; private set; }
    public int PapersToCheck { get; private set; }
    public int MoneyToSeeTo { get; private set; }
    public int ClaimsOverdue { get; private set; }
    public int ReviewsToRead { get; private set; }
    public (int Open, int Overdue) Complaints { get; private set; }
    public int QuotesOverdue { get; private set; }
    public int BoothsAsked { get; private set; }
    public int NeedsToCheck { get; private set; }
    public int FakesReported { get; private set; }
    public IReadOnlyList<Cms.Desk.CalendarEntry> Week { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var person = current.Somebody;
        Day = clock.Today();
        Where = string.Join("; ", (await scopeNames.OfAsync(person.ScopesFor(Act.OpenDesk), cancel)).Values.Select(name => words[name]));
        if (person.MayAnywhere(Act.EditProducts)) Proposed = await proposals.CountWaitingAsync(person, cancel);
        if (person.MayAnywhere(Act.ReadCatalog)) PapersEnding = await papers.CountAsync(person, DeskPapers.Soon, cancel);
        if (person.MayAnywhere(Act.EditQuality)) PapersToCheck = await proposed.CountWaitingAsync(person, cancel);
        if (person.MayAnywhere(Act.ReadFakeReports)) FakesReported = await fakes.CountAsync(person, FakeReportState.New, cancel);
        if (person.May(Act.MoveMoney, Scope.Programme)) MoneyToSeeTo = await money.CountAsync(cancel);
        if (person.MayAnywhere(Act.AnswerClaims)) ClaimsOverdue = await claims.CountOverdueAsync(person, cancel);
        if (person.MayAnywhere(Act.HandleComplaints)) Complaints = await complaints.CountAsync(person, cancel);
        if (person.MayAnywhere(Act.ModerateReviews)) ReviewsToRead = await reviews.CountWaitingAsync(person, cancel);
        QuotesOverdue = await quotes.CountOverdueAsync(person, cancel);
        if (person.MayAnywhere(Act.RunFairs)) BoothsAsked = await fairs.CountAskedAsync(person, cancel);
        if (person.MayAnywhere(Act.ReadNeeds)) NeedsToCheck = await needs.CountAsync(person, NeedShelf.Unchecked, cancel);
        if (!person.MayAnywhere(Act.ReadContent)) return;
        Waiting = await waiting.ReadAsync(person, cancel);
        var now = clock.UtcNow();
        Week = [.. (await calendar.BetweenAsync(person, Day, Day.AddDays(7), cancel)).Where(entry => entry.At > now && entry.Kind is CalendarKind.GoesLive or CalendarKind.GoesDown or CalendarKind.SetGoesLive)];
    }
}
