using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.FakeReports;

/// <summary>What the visitor typed, as typed. Field names of refusals are these names in lower camel case.</summary>
public sealed record FakeReportForm
{
    /// <summary>The product's address, where the visitor came from its page.</summary>
    public string? Product { get; init; }
    public string? What { get; init; }
    public string? Where { get; init; }
    public string? Message { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }

    /// <summary>No person sees this field; programs that fill in every field do.</summary>
    public string? Website { get; init; }
}

/// <summary>Takes a visitor's report in, once: the same words again within minutes are the same report.</summary>
public sealed class ReportFake(ICatalogDb db, TimeProvider clock)
{
    public const int LongestWhat = 200, LongestWhere = 500, LongestMessage = 2000, LongestName = 80, MostPhotos = 3, MostWithPhotos = 200;

    public static readonly Refusal TooManyPhotos = new("TooManyPhotos", "photos", $"Nhiều nhất {MostPhotos} ảnh.", $"{MostPhotos} photos at most.");

    private static readonly Refusal TooManyInWaiting = new("TooManyInWaiting", "photos", "Hiện có quá nhiều lời báo kèm ảnh đang chờ đọc; gửi lời báo không kèm ảnh giúp chúng tôi.",
        "Too many reports with photos are waiting to be read; please send yours without photos.");

    private static readonly TimeSpan SameReport = TimeSpan.FromMinutes(10);

    /// <summary>What is wrong with the words, before the photos are looked at.</summary>
    public static IReadOnlyList<Refusal> Check(FakeReportForm form) => Meet(form).Refusals;

    /// <summary>Before photos are worked upon: officers read no more than so many, and strangers must not fill the disk.</summary>
    public async Task<Refusal?> RefusePhotosAsync(CancellationToken cancel) =>
        await db.FakeReports.CountAsync(report => report.State != FakeReportState.Closed && db.FakeReportPhotos.Any(photo => photo.ReportId == report.Id), cancel) >= MostWithPhotos ? TooManyInWaiting : null;

    /// <param name="photos">Each made anew (<see cref="Cms.Media.VisitorsPhotos"/>).</param>
    /// <returns>Null where a program filled in the form: it is thanked like everybody, and nothing is kept.</returns>
    public async Task<Outcome<FakeReport?>> HandleAsync(FakeReportForm form, string language, IReadOnlyList<byte[]> photos, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(form.Website)) return (FakeReport?)null;
        var words = Meet(form);
        if (!words.Succeeded) return Outcome<FakeReport?>.Refused(words.Refusals);
        if (photos.Count > MostPhotos) return TooManyPhotos;

        return await db.InTransactionAsync<FakeReport?>(async () =>
        {
            if (photos.Count > 0 && await RefusePhotosAsync(cancel) is { } full) return full;
            var now = clock.UtcNow();
            var since = now - SameReport;
            var (what, where, message, email, phone) = (words.Value.What, words.Value.Where, words.Value.Message, words.Value.Email, words.Value.Phone);
            if (await db.FakeReports.AsNoTracking().FirstOrDefaultAsync(it => it.CreatedAt > since && it.What == what && it.Where == where && it.Message == message && it.Email == email && it.Phone == phone, cancel) is { } before)
            {
                // Sent once more because the photos were forgotten.
                if (photos.Count > 0 && !await db.FakeReportPhotos.AnyAsync(photo => photo.ReportId == before.Id, cancel)) db.FakeReportPhotos.AddRange(photos.Select(photo => new FakeReportPhoto(before.Id, photo)));
                await db.SaveChangesAsync(cancel);
                return before;
            }

            var product = await (
                from found in db.Products where found.Slug == form.Product && found.IsListed
                join producer in db.Producers on found.ProducerId equals producer.Id
                select new { found.Id, Producer = producer }).FirstOrDefaultAsync(cancel);
            var report = new FakeReport(words.Value, product?.Id, product?.Producer.Scope ?? Scope.Programme, language, now);
            db.FakeReports.Add(report);
            db.FakeReportPhotos.AddRange(photos.Select(photo => new FakeReportPhoto(report.Id, photo)));
            db.AuditEntries.Add(new AuditEntry(now, "visitor", "FakeReported", report.ChangeSubject));
            await db.SaveChangesAsync(cancel);
            return report;
        }, cancel);
    }

    private static Outcome<FakeReportWords> Meet(FakeReportForm form)
    {
        var unmet = new List<Refusal>();
        var (what, where, name, email) = (VietnameseText.Normalize(form.What ?? ""), VietnameseText.Normalize(form.Where ?? ""), VietnameseText.Normalize(form.Name ?? ""), (form.Email ?? "").Trim());
        if (what.Length < 2) unmet.Add(new("WhatMissing", "what", "Ghi tên món hàng bị làm giả.", "Name the goods that are faked."));
        else if (what.Length > LongestWhat) unmet.Add(TooLong("what", LongestWhat));
        if (where.Length < 2) unmet.Add(new("WhereMissing", "where", "Ghi nơi bạn thấy: cửa hàng, chợ, hay địa chỉ trang bán.", "Say where you saw it: shop, market or web address."));
        else if (where.Length > LongestWhere) unmet.Add(TooLong("where", LongestWhere));
        var message = string.Join('\n', (form.Message ?? "").ReplaceLineEndings("\n").Split('\n').Select(VietnameseText.Normalize)).Trim('\n');
        if (message.Length > LongestMessage) unmet.Add(TooLong("message", LongestMessage));
        if (name.Length > LongestName) unmet.Add(TooLong("name", LongestName));
        var phone = VietnamesePhone.Normalize(form.Phone);
        if (phone is null && !string.IsNullOrWhiteSpace(form.Phone)) unmet.Add(VietnamesePhone.Refuse(form.Phone));
        if (email.Length > 0 && !EmailAddress.IsDeliverable(email)) unmet.Add(new("EmailWrong", "email", "Thư điện tử chưa đúng, ví dụ ten@vidu.vn.", "Not an e-mail address, for example name@example.com."));
        return unmet.Count > 0 ? Outcome<FakeReportWords>.Refused(unmet) : new FakeReportWords(what, where, OrNull(message), OrNull(name), phone, OrNull(email));
    }

    private static string? OrNull(string words) => words.Length == 0 ? null : words;

    private static Refusal TooLong(string field, int most) => new("TooLong", field, $"Nhiều nhất {most} chữ.", $"{most} letters at most.");
}
