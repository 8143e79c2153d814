using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>One's own papers: what ends soon first, then what an officer has or sent back, then the rest.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalPapersModel(DeskPapers papers, ProposedPapers proposed, CurrentPerson current, TimeProvider clock, Words words) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/giay-to";

    private IReadOnlyList<DeskPaperRow> _accepted = [];

    public IReadOnlyList<ProposedPaperRow> Proposed { get; private set; } = [];
    public IReadOnlyList<Producer> Producers { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool IsEmpty => Proposed.Count + _accepted.Count == 0;

    public IEnumerable<(string Id, string Heading, IReadOnlyList<DeskPaperRow> Rows)> Accepted => new[]
    {
        ("sap-het", words["Sắp hết hạn", "Ends soon"], Rows(row => EndsSoon(row))),
        ("dang-hien", words["Còn hạn", "Valid"], Rows(row => !EndsSoon(row) && !HasEnded(row))),
        ("het-han", words["Đã hết hạn", "Ended"], Rows(HasEnded)),
    }.Where(part => part.Item3.Count > 0);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        _accepted = await papers.OwnAsync(Person, cancel);
        Proposed = await proposed.OwnAsync(Person, cancel);
        Producers = await proposed.ProducersAsync(Person, cancel);
    }

    /// <summary>That a newer one is on its way.</summary>
    public bool IsBeingReplaced(DeskPaperRow row) => Proposed.Any(paper => paper.ReplacesId == row.Id);

    private IReadOnlyList<DeskPaperRow> Rows(Func<DeskPaperRow, bool> wanted) => [.. _accepted.Where(wanted)];

    private bool EndsSoon(DeskPaperRow row) => !HasEnded(row) && row.ValidUntil <= Today.AddDays(DeskPapers.Soon);

    private bool HasEnded(DeskPaperRow row) => row.ValidUntil < Today;
}
