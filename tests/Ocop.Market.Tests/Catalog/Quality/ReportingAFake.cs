using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Quality;

public sealed class ReportingAFake
{
    private static readonly FakeReportForm Form = new() { What = " Chè  giả ", Where = "Chợ phiên thử", Message = "Gói màu <đỏ>", Name = "Người thử", Phone = "0912 345 678", Email = "nguoi@example.vn" };

    [Theory, BothDatabases]
    public async Task Goes_to_the_place_of_the_goods_is_checked_closed_told_and_forgotten(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var report = Assert.Succeeded(await ReportAsync(desk, Form with { Product = desk.Tea.Slug }))!;
        Assert.Equal((desk.Tea.Id, desk.TeaMaker.Scope.Path, "Chè giả", FakeReportState.New), (report.ProductId, report.ScopePath, report.What, report.State));
        Assert.Equal(report.Id, Assert.Succeeded(await ReportAsync(desk, Form with { Product = desk.Tea.Slug }))!.Id);
        Assert.Null((await ReportAsync(desk, Form with { Website = "http://spam.example" })).Value);

        Assert.Equal((1, 1, 0), (await CountAsync(desk, desk.Commune), await CountAsync(desk, DeskMarket.Auditor), await CountAsync(desk, desk.OtherProvince)));
        Assert.Refused("NoRight", await TakeAsync(desk, DeskMarket.Auditor, report.Version));
        Assert.Refused("ReportUnknown", await TakeAsync(desk, desk.OtherProvince, report.Version));
        var taken = Assert.Succeeded(await TakeAsync(desk, desk.Commune, report.Version));
        Assert.Refused("Stale", await TakeAsync(desk, desk.Commune, report.Version));
        Assert.Refused("OutcomeMissing", await CloseAsync(desk, taken.Version, " "));
        var closed = Assert.Succeeded(await CloseAsync(desk, taken.Version, "Đã lập biên bản."));
        Assert.Refused("Stale", await CloseAsync(desk, closed.Version, "Lần nữa"));

        var mail = await desk.Read(db => db.OutboxMessages.SingleAsync());
        Assert.Equal("nguoi@example.vn", mail.Recipient);
        Assert.Contains("Đã lập biên bản.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("đỏ", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Người thử", mail.Text + mail.Html, StringComparison.Ordinal);
        var entries = await desk.Read(db => db.AuditEntries.Where(entry => entry.SubjectKind == "fake-report").OrderBy(entry => entry.Id).ToListAsync());
        Assert.Equal(["FakeReported", "FakeReportTakenUp", "FakeReportClosed"], entries.Select(entry => entry.Act));
        Assert.All(entries, entry => Assert.DoesNotContain("nguoi@", $"{entry.Before}{entry.After}", StringComparison.Ordinal));

        desk.Clock.SetLocal(2027, 11, 23, 3, 27, 0);
        Assert.Equal(0, await ForgetAsync(desk));
        desk.Clock.SetLocal(2027, 11, 24, 3, 27, 0);
        Assert.Equal((1, 0), (await ForgetAsync(desk), await ForgetAsync(desk)));
        var kept = await desk.Read(db => db.FakeReports.SingleAsync());
        Assert.Equal((null, null, null, null, "", "Chè giả", "Đã lập biên bản."), (kept.Name, kept.Phone, kept.Email, kept.Message, kept.Where, kept.What, kept.Outcome));
        Assert.Equal(0, await desk.Read(db => db.OutboxMessages.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Without_a_product_is_the_programmes_and_what_is_wrong_is_refused_beside_its_field(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        foreach (var (field, form) in new[]
        {
            ("what", Form with { What = "" }), ("where", Form with { Where = null }), ("email", Form with { Email = "nguoi@" }), ("phone", Form with { Phone = "123" }),
            ("message", Form with { Message = new string('a', 2001) }), ("name", Form with { Name = new string('a', 81) }), ("where", Form with { Where = new string('a', 501) }),
        }) Assert.Equal(field, Assert.Single((await ReportAsync(desk, form)).Refusals).Field);
        Assert.Equal(0, await desk.Read(db => db.FakeReports.CountAsync()));

        Assert.Succeeded(await ReportAsync(desk, new FakeReportForm { What = "Lụa", Where = "Trên mạng", Product = "khong-co" }));
        Assert.Equal((0, 1), (await CountAsync(desk, DeskMarket.Province), await CountAsync(desk, DeskMarket.Administrator)));
    }

    [Theory, BothDatabases]
    public async Task Photos_are_for_officers_of_the_place_and_go_with_the_reporter(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        Assert.Refused("TooManyPhotos", await ReportAsync(desk, Form, [1], [2], [3], [4]));
        Assert.Null(Assert.Succeeded(await ReportAsync(desk, Form with { Website = "http://spam.example" }, [1])));
        Assert.Equal((0, 0), await desk.Read(async db => (await db.FakeReports.CountAsync(), await db.FakeReportPhotos.CountAsync())));

        // Sent at first without: the photos of the second time belong to the same report, and a third time changes nothing.
        var report = Assert.Succeeded(await ReportAsync(desk, Form with { Product = desk.Tea.Slug }))!;
        foreach (var _ in new[] { 1, 2 }) Assert.Equal(report.Id, Assert.Succeeded(await ReportAsync(desk, Form with { Product = desk.Tea.Slug }, [1, 2], [3]))!.Id);
        var photos = (await desk.Run<DeskFakeReports, DeskFakeReportPage?>(reports => reports.FindAsync(DeskMarket.Auditor, report.Id, default)))!.Photos;
        Assert.Equal(2, photos.Count);
        // Made in the same moment, they lie in either order.
        var photo = await desk.Read(db => db.FakeReportPhotos.Where(it => it.Jpeg.Length == 2).Select(it => it.Id).SingleAsync());
        Assert.Contains(photo, photos);
        Assert.Equal([1, 2], await PhotoAsync(desk.Commune, report.Id));
        Assert.Null(await PhotoAsync(desk.OtherProvince, report.Id));
        Assert.Null(await PhotoAsync(DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope), report.Id));
        var other = Assert.Succeeded(await ReportAsync(desk, Form with { What = "Lụa giả" }, [9]))!;
        Assert.Null(await PhotoAsync(DeskMarket.Administrator, other.Id));

        var taken = await desk.Run<TakeUpFakeReport, Outcome<FakeReport>>(take => take.HandleAsync(desk.Commune, report.Id, report.Version, default));
        Assert.Succeeded(await desk.Run<CloseFakeReport, Outcome<FakeReport>>(close => close.HandleAsync(desk.Commune, report.Id, Assert.Succeeded(taken).Version, "Xong.", default)));
        desk.Clock.SetLocal(2027, 11, 24, 3, 27, 0);
        Assert.Equal(1, await ForgetAsync(desk));
        Assert.Equal([other.Id], await desk.Read(db => db.FakeReportPhotos.Select(it => it.ReportId).ToListAsync()));

        Task<byte[]?> PhotoAsync(Person by, Guid of) => desk.Run<DeskFakeReports, byte[]?>(reports => reports.PhotoAsync(by, of, photo, default));
    }

    [Theory, BothDatabases]
    public async Task Photos_are_not_taken_while_officers_have_too_many_to_read(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        await desk.Run<MarketDb, int>(db =>
        {
            foreach (var number in Enumerable.Range(1, ReportFake.MostWithPhotos))
            {
                var waiting = new FakeReport(new FakeReportWords($"Lụa {number}", "Chợ thử", null, null, null, null), null, Scope.Programme, "vi", desk.Clock.UtcNow());
                if (number == 1) waiting.TakeUp();
                db.FakeReports.Add(waiting);
                db.FakeReportPhotos.AddRange(new FakeReportPhoto(waiting.Id, [1]), new FakeReportPhoto(waiting.Id, [2]));
            }

            return db.SaveChangesAsync();
        });
        Assert.Equal("photos", Assert.Single((await ReportAsync(desk, Form, [1])).Refusals).Field);
        Assert.Equal(ReportFake.MostWithPhotos, await desk.Read(db => db.FakeReports.CountAsync()));
        var report = Assert.Succeeded(await ReportAsync(desk, Form))!;
        Assert.Refused("TooManyInWaiting", await ReportAsync(desk, Form, [1]));
        Assert.Equal(0, await desk.Read(db => db.FakeReportPhotos.CountAsync(photo => photo.ReportId == report.Id)));

        // One that was read makes room for one.
        var read = await desk.Read(db => db.FakeReports.FirstAsync(it => it.State == FakeReportState.Checking));
        Assert.Succeeded(await desk.Run<CloseFakeReport, Outcome<FakeReport>>(close => close.HandleAsync(DeskMarket.Administrator, read.Id, read.Version, "Xong.", default)));
        Assert.Equal(report.Id, Assert.Succeeded(await ReportAsync(desk, Form, [1]))!.Id);
        Assert.Refused("TooManyInWaiting", await ReportAsync(desk, Form with { What = "Khác" }, [1]));
    }

    private static Task<Outcome<FakeReport?>> ReportAsync(DeskMarket desk, FakeReportForm form, params byte[][] photos) => desk.Run<ReportFake, Outcome<FakeReport?>>(report => report.HandleAsync(form, "vi", photos, default));

    private static async Task<Outcome<FakeReport>> TakeAsync(DeskMarket desk, Person by, long version) =>
        await desk.Run<TakeUpFakeReport, Outcome<FakeReport>>(async take => await take.HandleAsync(by, await IdAsync(desk), version, default));

    private static async Task<Outcome<FakeReport>> CloseAsync(DeskMarket desk, long version, string outcome) =>
        await desk.Run<CloseFakeReport, Outcome<FakeReport>>(async close => await close.HandleAsync(desk.Commune, await IdAsync(desk), version, outcome, default));

    private static Task<Guid> IdAsync(DeskMarket desk) => desk.Read(db => db.FakeReports.Select(report => report.Id).SingleAsync());

    private static Task<int> CountAsync(DeskMarket desk, Person person) => desk.Run<DeskFakeReports, int>(reports => reports.CountAsync(person, FakeReportState.New, default));

    private static Task<int> ForgetAsync(DeskMarket desk) => desk.Run<ForgetFakeReports, int>(forget => forget.HandleAsync(default));
}
