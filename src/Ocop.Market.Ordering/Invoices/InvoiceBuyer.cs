using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Invoices;

/// <summary>What an invoice says of its buyer: name, address, tax code (Decree 123/2020/NĐ-CP as amended by 70/2025/NĐ-CP), and where it is sent.</summary>
public sealed record InvoiceBuyer(string Name, string TaxCode, string Address, string Email)
{
    public const int LongestName = 200, LongestAddress = 250;

    /// <summary>Adds what is unmet, each to its field; then the answer is null.</summary>
    internal static InvoiceBuyer? Read(string? name, string? taxCode, string? address, string? email, List<Refusal> unmet)
    {
        var before = unmet.Count;
        var (called, at, to) = (VietnameseText.Normalize(name ?? ""), VietnameseText.Normalize(address ?? ""), (email ?? "").Trim());
        if (called.Length < 2) unmet.Add(new("InvoiceNameMissing", "invoiceName", "Điền tên đơn vị hoặc họ tên trên hoá đơn.", "Enter the name for the invoice."));
        else if (called.Length > LongestName) unmet.Add(new("InvoiceNameTooLong", "invoiceName", "Tên dài quá 200 chữ.", "The name is longer than 200 letters."));

        var code = Invoices.TaxCode.Read(taxCode);
        if (string.IsNullOrWhiteSpace(taxCode)) unmet.Add(new("TaxCodeMissing", "invoiceTaxCode", "Điền mã số thuế, hoặc số định danh cá nhân 12 số.", "Enter the tax code, or a personal number of 12 digits."));
        else if (code is null)
            unmet.Add(new("TaxCodeWrong", "invoiceTaxCode", "Mã số thuế chưa đúng: 10 số, 10 số kèm -001 của chi nhánh, hoặc 12 số định danh. Xem lại từng số.", "The tax code is not right: 10 digits, 10 with -001 of a branch, or a personal number of 12. Check each digit."));

        if (at.Length < 5) unmet.Add(new("InvoiceAddressMissing", "invoiceAddress", "Điền địa chỉ ghi trên hoá đơn.", "Enter the address for the invoice."));
        else if (at.Length > LongestAddress) unmet.Add(new("InvoiceAddressTooLong", "invoiceAddress", "Địa chỉ dài quá 250 chữ.", "The address is longer than 250 letters."));

        if (!EmailAddress.IsDeliverable(to)) unmet.Add(new("InvoiceEmailWrong", "invoiceEmail", "Cần thư điện tử nhận hoá đơn, ví dụ ten@vidu.vn.", "An e-mail address for the invoice is needed, for example name@example.com."));
        return unmet.Count > before ? null : new InvoiceBuyer(called, code!, at, to);
    }
}
