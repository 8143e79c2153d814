using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>What a mail says to whoever is to transfer money: how much, where to, under which words.</summary>
internal static class TransferLines
{
    public static IEnumerable<(string, string)> Of(BankTransferOptions account, OrderGroup group, Money open, Func<string, string, string> T) =>
    [
        (T("Còn phải trả", "Still to pay"), open.ToString()),
        .. account.IsOffered
            ? [(T("Ngân hàng", "Bank"), account.Bank!.ShortName), (T("Số tài khoản", "Account number"), account.AccountNumber!), (T("Chủ tài khoản", "Account holder"), account.AccountHolder!)]
            : Array.Empty<(string, string)>(),
        (T("Nội dung, ghi đúng thế này", "Memo, exactly like this"), PaymentReference.Of(group.Number)),
    ];
}
