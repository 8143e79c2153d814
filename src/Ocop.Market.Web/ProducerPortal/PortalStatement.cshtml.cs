using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.BackOffice.Settlements;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>What the market owes a producer, month by month and line by line, and where it pays.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalStatementModel(WritersGoods goods, Statements statements, EditPayoutAccount accounts, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/doi-soat";

    private Producer _producer = null!;

    public Statement Statement { get; private set; } = null!;
    public IReadOnlyList<Producer> Others { get; private set; } = [];
    public PayoutAccount? Account { get; private set; }
    public bool MayKeepAccount => Person.May(Act.EditContacts, _producer.Scope);

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        return Asked("tep") is null ? Page() : await statements.DownloadAsync(Statement, words, cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, long? version, string? bin, string? number, string? holder, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var outcome = await accounts.HandleAsync(Person, new PayoutAccountForm(_producer.Id, version ?? -1, bin, number, holder), cancel);
        return outcome.Succeeded ? Again(words["Đã lưu tài khoản nhận tiền.", "The account is saved."]) : Refuse(outcome.Refusals);
    }

    private async Task<bool> ReadAsync(Guid? id, CancellationToken cancel)
    {
        var own = await goods.OwnAsync(Person, cancel);
        if ((id is { } wanted ? own.FirstOrDefault(producer => producer.Id == wanted) : own.FirstOrDefault()) is not { } producer) return false;
        (_producer, Others) = (producer, [.. own.Where(other => other.Id != producer.Id)]);
        if (await statements.FindAsync(Person, producer.Id, CloseMonth.Read(Asked("thang")), PageNumber, cancel) is not { } statement) return false;
        (Statement, Account) = (statement, await accounts.FindAsync(producer.Id, cancel));
        return true;
    }
}
