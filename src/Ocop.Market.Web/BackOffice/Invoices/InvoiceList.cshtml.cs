using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Invoices;

/// <summary>What the invoices of a period are made from, for sellers and the desk.</summary>
[Requires(Act.ReadOrders)]
public sealed class InvoiceListModel(InvoiceBook book, TimeProvider clock, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/hoa-don", FromField = "tu", UntilField = "den";

    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public InvoicePeriod Period { get; private set; }
    public ListPage<InvoiceParcel> Found { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <summary>Taking the data away names buyers, so it is an act and not a link.</summary>
    public async Task<IActionResult> OnPostAsync(string? file, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (file is not ("csv" or "xlsx")) return BadRequest();
        var outcome = await book.ExportAsync(Person, Period, cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        var name = string.Create(CultureInfo.InvariantCulture, $"hoa-don-{Period.From:yyyy-MM-dd}-den-{Period.Until:yyyy-MM-dd}.{file}");
        return file == "csv" ? File(await InvoiceFiles.CsvAsync(outcome.Value), "text/csv; charset=utf-8", name) : File(await InvoiceFiles.WorkbookAsync(outcome.Value), Xlsx, name);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        Period = new InvoicePeriod(AskedDay(FromField) ?? new DateOnly(today.Year, today.Month, 1), AskedDay(UntilField) ?? today);
        Found = await book.PageAsync(Person, Period, PageNumber, cancel);
    }

    private DateOnly? AskedDay(string field) => Kernel.Typed.Day(Asked(field)) is { Year: > 2000 and < 2100 } day ? day : null;
}
