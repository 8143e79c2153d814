using System.Text;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.BackOffice.Settlements;

/// <summary>The ledger in the words of whoever grew the goods.</summary>
public static class EntryWords
{
    public static readonly IReadOnlyList<(string Value, string Label)> BankChoices =
        [("", "—"), .. Banks.All.OrderBy(bank => bank.ShortName, StringComparer.OrdinalIgnoreCase).Select(bank => (bank.Bin, $"{bank.ShortName} ({bank.Name})"))];

    public static LocalText Words(this EntryKind kind) => kind switch
    {
        EntryKind.Sold => new("Bán được", "Sold"),
        EntryKind.DiscountBorne => new("Giảm giá mình chịu", "Discount borne"),
        EntryKind.Commission => new("Hoa hồng chợ", "Commission"),
        EntryKind.DeliveryPassedOn => new("Tiền giao hàng khách trả", "Delivery paid by the buyer"),
        EntryKind.Returned => new("Trả lại khách", "Given back to the buyer"),
        EntryKind.CommissionReturned => new("Chợ trả lại hoa hồng", "Commission given back"),
        EntryKind.CashCollected => new("Tiền mặt mình đã thu", "Cash you collected"),
        EntryKind.PaidOut => new("Chợ đã chuyển", "Paid out"),
        EntryKind.PayoutFailed => new("Chuyển không tới", "Payout did not arrive"),
        EntryKind.Correction => new("Sửa sổ", "Correction"),
        EntryKind.BuyerPaid => new("Khách trả", "Paid by the buyer"),
        EntryKind.MarketDiscount => new("Giảm giá chợ chịu", "Discount of the market"),
        EntryKind.DeliveryKept => new("Tiền giao chợ giữ", "Delivery kept"),
        EntryKind.OnAccount => new("Công ty còn nợ", "Owed on account"),
        _ => new("Hoàn cho khách", "Refunded"),
    };

    public static LocalText Words(this PayoutState state) => state switch
    {
        PayoutState.Made => new("chờ ngân hàng", "at the bank"),
        PayoutState.Paid => new("đã tới", "arrived"),
        _ => new("không tới", "did not arrive"),
    };

    /// <summary>The whole month of this statement as a file.</summary>
    public static async Task<FileContentResult> DownloadAsync(this Statements statements, Statement statement, Words words, CancellationToken cancel)
    {
        var text = await statements.FileAsync(statement, kind => words[kind.Words()], cancel);
        return new FileContentResult([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8") { FileDownloadName = $"so-tien-{CloseMonth.Written(statement.Month)}.csv" };
    }

    /// <summary>11/2026.</summary>
    public static string Written(DateOnly month) => month.ToString("MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
