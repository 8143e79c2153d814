using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments;

/// <param name="Number">Of the order group; null where it is not known.</param>
public sealed record DeskReceipt(Receipt Receipt, string? Number);

public sealed record DeskRefund(Refund Refund, string? Number, string Provider, string TransactionId);

/// <summary>What the desk has to see to: money that nobody could assign, and money that a person has to give back.</summary>
public sealed class DeskMoney(IOrderingDb db)
{
    public const int PageSize = 50;

    private static readonly Expression<Func<Receipt, bool>> Aside = receipt => (receipt.GroupId == null || receipt.Doubt != ReceiptDoubt.None) && receipt.Refunded < receipt.Amount;

    private static readonly Func<Receipt, bool> AsideNow = Aside.Compile();

    public static bool IsAside(Receipt receipt) => AsideNow(receipt);

    public Task<ListPage<DeskReceipt>> AsideAsync(Person person, int page, CancellationToken cancel) => ReceiptsAsync(person, db.Receipts.Where(Aside).OrderBy(receipt => receipt.BookedAt), page, cancel);

    public Task<ListPage<DeskReceipt>> AllAsync(Person person, int page, CancellationToken cancel) => ReceiptsAsync(person, db.Receipts.OrderByDescending(receipt => receipt.BookedAt), page, cancel);

    public async Task<ListPage<DeskRefund>> RefundsAsync(Person person, bool isOpen, int page, CancellationToken cancel)
    {
        var found = db.Refunds.AsNoTracking().Where(refund => (refund.State != RefundState.Done || refund.IsOutside && refund.FinishedBy == null) == isOpen);
        if (!person.May(Act.ReadMoney, Scope.Programme)) found = found.Where(_ => false);
        var cut = await (isOpen ? found.OrderBy(refund => refund.CreatedAt) : found.OrderByDescending(refund => refund.CreatedAt)).PageAsync(page, PageSize, cancel);
        var (receipts, groups) = (cut.Rows.Select(refund => refund.ReceiptId).ToList(), cut.Rows.Select(refund => refund.GroupId).ToList());
        var sources = await db.Receipts.AsNoTracking().Where(receipt => receipts.Contains(receipt.Id)).ToDictionaryAsync(receipt => receipt.Id, cancel);
        var numbers = await db.OrderGroups.Where(group => groups.Contains(group.Id)).ToDictionaryAsync(group => group.Id, group => group.Number, cancel);
        return new ListPage<DeskRefund>([.. cut.Rows.Select(refund => new DeskRefund(refund, refund.GroupId is { } id ? numbers[id] : null, sources[refund.ReceiptId].Provider, sources[refund.ReceiptId].TransactionId))],
            cut.Total, cut.Page, cut.Size);
    }

    /// <summary>What a person has to see to, for the desk's first page.</summary>
    public async Task<int> CountAsync(CancellationToken cancel) => await db.Receipts.CountAsync(Aside, cancel) + await StuckAsync(cancel)
        + await db.Refunds.CountAsync(refund => refund.State == RefundState.ByHand || refund.State == RefundState.Refused || refund.State != RefundState.Done && refund.Tries >= Refund.PatientTries || refund.IsOutside && refund.FinishedBy == null, cancel);

    /// <summary>Notifications that could not be booked and are tried no more.</summary>
    public Task<int> StuckAsync(CancellationToken cancel) => db.KeptMessages.CountAsync(kept => kept.State == KeptMessageState.New && kept.Tries >= TakeMessage.MostTries, cancel);

    private async Task<ListPage<DeskReceipt>> ReceiptsAsync(Person person, IQueryable<Receipt> receipts, int page, CancellationToken cancel)
    {
        if (!person.May(Act.ReadMoney, Scope.Programme)) receipts = receipts.Where(_ => false);
        var cut = await receipts.AsNoTracking().PageAsync(page, PageSize, cancel);
        var groups = cut.Rows.Select(receipt => receipt.GroupId).ToList();
        var numbers = await db.OrderGroups.Where(group => groups.Contains(group.Id)).ToDictionaryAsync(group => group.Id, group => group.Number, cancel);
        return new ListPage<DeskReceipt>([.. cut.Rows.Select(receipt => new DeskReceipt(receipt, receipt.GroupId is { } id ? numbers[id] : null))], cut.Total, cut.Page, cut.Size);
    }
}
