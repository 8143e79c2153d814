using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Settlements;

/// <summary>One producer's account at the desk.</summary>
[Requires(Act.ReadMoney)]
public sealed class ProducerStatementModel(Statements statements, EditPayoutAccount accounts, CorrectEntry correct, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public Statement Statement { get; private set; } = null!;
    public PayoutAccount? Account { get; private set; }

    /// <summary>Those of the page's lines that stand corrected.</summary>
    public IReadOnlySet<long> Corrected { get; private set; } = null!;

    /// <summary>The line whose form is open.</summary>
    public long? About { get; private set; }

    public bool MayMove => Person.May(Act.MoveMoney, Scope.Programme);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        About = long.TryParse(Asked("sua"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : null;
        return Asked("tep") is null ? Page() : await statements.DownloadAsync(Statement, words, cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long? entry, string? right, string? why, long? version, string? bin, string? number, string? holder, CancellationToken cancel)
    {
        var outcome = act switch
        {
            "correct" => await correct.HandleAsync(Person, entry ?? 0, right, why, cancel),
            "account" => await accounts.HandleAsync(Person, new PayoutAccountForm(id, version ?? -1, bin, number, holder), cancel),
            _ => null,
        };
        if (outcome is null) return BadRequest();
        if (outcome.Succeeded) return Again(words["Đã ghi.", "Noted."]);
        if (!await ReadAsync(id, cancel)) return NotFound();
        About = entry;
        return Refuse(outcome.Refusals);
    }

    public string CorrectLink(SettlementEntry entry) => FormattableString.Invariant($"?thang={CloseMonth.Written(entry.Month)}&trang={Statement.Entries.Page}&sua={entry.Id}#dong-{entry.Id}");

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await statements.FindAsync(Person, id, CloseMonth.Read(Asked("thang")), PageNumber, cancel) is not { } statement) return false;
        (Statement, Account, Corrected) = (statement, await accounts.FindAsync(id, cancel), await statements.CorrectedAsync(statement.Entries.Rows, cancel));
        return true;
    }
}
