using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Enquiries;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Enquiries;

public sealed class AskingAboutAService
{
    private const string Homestay = "ngu-dem-doi-che";
    private const string Nameless = "khu-sinh-thai";

    private static readonly EnquiryForm Form = new()
    {
        Name = " Khách  minh hoạ ", Phone = "0912 345 678", Email = "khach@example.vn", WishedDay = "2026-12-24", People = "4", Message = "Hai cháu nhỏ.\r\n  Có <xe>   đón không?",
    };

    [Theory, BothDatabases]
    public async Task Is_kept_and_told_to_the_hosts_and_the_visitor(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var outcome = await Ask(market, Homestay, Form);
        Assert.True(outcome.Succeeded);

        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var enquiry = await db.Enquiries.SingleAsync();
            Assert.Equal(outcome.Value!.Id, enquiry.Id);
            Assert.Equal(("Khách minh hoạ", "+84912345678", "khach@example.vn"), (enquiry.Name, enquiry.Phone, enquiry.Email));
            Assert.Equal((new DateOnly(2026, 12, 24), 4, "Hai cháu nhỏ.\nCó <xe> đón không?"), (enquiry.WishedDay!.Value, enquiry.People, enquiry.Message));
            Assert.Equal(("vi", market.Clock.UtcNow()), (enquiry.Language, enquiry.CreatedAt));

            var audit = await db.AuditEntries.SingleAsync();
            Assert.Equal(("visitor", "ServiceAskedAbout", enquiry.Id.ToString(), Homestay), (audit.Actor, audit.Act, audit.SubjectId, audit.After));

            var mails = await db.OutboxMessages.OrderBy(mail => mail.Id).ToListAsync();
            Assert.Equal([$"enquiry:{enquiry.Id:n}", $"enquiry-received:{enquiry.Id:n}"], mails.Select(mail => mail.DedupeKey));
            Assert.Equal(["htx@example.vn", "khach@example.vn"], mails.Select(mail => mail.Recipient));
            Assert.All(["0912 345 678", "khach@example.vn", "24/12/2026", "Có <xe> đón không?", "/san-pham/" + Homestay], words => Assert.Contains(words, mails[0].Text, StringComparison.Ordinal));
            Assert.Contains("Hai cháu nhỏ.<br>Có &lt;xe&gt; đón không?", mails[0].Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<xe>", mails[0].Html, StringComparison.Ordinal);
            Assert.Contains("Chợ đã chuyển lời hỏi của bạn.", mails[1].Text, StringComparison.Ordinal);
        });
    }

    [Theory, BothDatabases]
    public async Task Nobody_can_write_to_a_stranger_through_the_confirmation(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        Assert.True((await Ask(market, Homestay, Form with { Name = "Trúng thưởng", Message = "Bấm http://lua.example" })).Succeeded);
        var confirmation = (await Mails(market)).Single(mail => mail.Recipient == "khach@example.vn");
        Assert.DoesNotContain("Trúng thưởng", confirmation.Subject + confirmation.Text + confirmation.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("lua.example", confirmation.Text + confirmation.Html, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_phone_alone_is_enough_and_the_market_calls_hosts_without_address(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        Assert.True((await Ask(market, Nameless, Form with { Email = " ", WishedDay = "", Message = null })).Succeeded);
        var mail = Assert.Single(await Mails(market));
        Assert.Equal("dieu-phoi@localhost", mail.Recipient);
        Assert.Contains("Xin tìm giúp nơi đón khách", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Ngày mong muốn: chưa định", mail.Text, StringComparison.Ordinal);
        Assert.Contains("chợ trình diễn", mail.Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_demo_promises_no_answer_and_english_is_answered_in_english(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        Assert.True((await Ask(market, Nameless, Form with { Phone = null }, "en")).Succeeded);
        var mails = await Mails(market);
        Assert.Contains("nobody will answer", mails[1].Text, StringComparison.Ordinal);
        Assert.Contains("/en/san-pham/" + Nameless, mails[1].Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", mails[1].Html, StringComparison.Ordinal);
        Assert.Contains("khách hỏi từ trang tiếng Anh", mails[0].Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Is_refused_beside_the_field_and_nothing_changes(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        await Refused("name", "NameMissing", Form with { Name = " 1 " });
        await Refused("name", "NameTooLong", Form with { Name = new string('a', 81) });
        await Refused("phone", "ContactMissing", Form with { Phone = null, Email = " " });
        await Refused("phone", "PhoneWrong", Form with { Phone = "+1 202 555 0100" });
        await Refused("email", "EmailWrong", Form with { Email = "khach@" });
        await Refused("wishedDay", "DayWrong", Form with { WishedDay = "31/02/2027" });
        await Refused("wishedDay", "DayPast", Form with { WishedDay = "2026-11-22" });
        await Refused("wishedDay", "DayTooFar", Form with { WishedDay = "2062-12-24" });
        foreach (var people in new[] { null, "0", "501", "-3", "hai", "4.5" }) await Refused("people", "PeopleWrong", Form with { People = people });
        await Refused("message", "MessageTooLong", Form with { Message = new string('a', 2001) });
        await Refused("", "NotAService", Form, "che-xanh");
        await Refused("", "NotAService", Form, "da-dong-cua");
        await Refused("", "NotAService", Form, "khong-co");

        var all = await Ask(market, Homestay, new EnquiryForm());
        Assert.Equal(["name", "phone", "people"], all.Refusals.Select(refusal => refusal.Field));
        Assert.Equal(0, await RowsAsync(market));

        async Task Refused(string field, string reason, EnquiryForm form, string slug = Homestay)
        {
            var refusal = Assert.Single((await Ask(market, slug, form)).Refusals);
            Assert.Equal((field, reason), (refusal.Field, refusal.Reason));
            Assert.NotEmpty(refusal.Message.Vi);
            Assert.NotEmpty(refusal.Message.En);
        }
    }

    [Theory, BothDatabases]
    public async Task Today_is_the_day_in_viet_nam(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        market.Clock.SetLocal(2026, 12, 24, 23, 59, 59);
        Assert.True((await Ask(market, Homestay, Form with { WishedDay = "24/12/2026" })).Succeeded);
        market.Clock.SetLocal(2026, 12, 25, 0, 0, 0);
        Assert.Equal("DayPast", (await Ask(market, Homestay, Form with { WishedDay = "24/12/2026" })).Refusals.Single().Reason);
    }

    [Theory, BothDatabases]
    public async Task Clicks_at_once_and_soon_after_are_one_question(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Ask(market, Homestay, Form))));
        market.Clock.Advance(TimeSpan.FromMinutes(9));
        var again = await Ask(market, Homestay, Form with { Phone = "+84 912 345 678" });
        Assert.Single(answers.Append(again).Select(answer => answer.Value!.Id).Distinct());
        Assert.Equal(4, await RowsAsync(market));

        Assert.True((await Ask(market, Homestay, Form with { People = "5" })).Succeeded);
        Assert.Equal(8, await RowsAsync(market));
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(again.Value!.Id, (await Ask(market, Homestay, Form)).Value!.Id);
    }

    [Theory, BothDatabases]
    public async Task Who_asked_is_forgotten_six_months_after_the_question_or_the_wished_day(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        await Ask(market, Homestay, Form);
        await Ask(market, Homestay, Form with { WishedDay = null, Message = "Khi nào mở cửa?" });

        // Asked on 23 November, one of them for 24 December.
        market.Clock.SetLocal(2027, 5, 23, 23, 59, 59);
        Assert.Equal(0, await ForgetAsync());
        market.Clock.SetLocal(2027, 5, 24, 0, 0, 0);
        Assert.Equal((1, 0), (await ForgetAsync(), await ForgetAsync()));
        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var forgotten = await db.Enquiries.SingleAsync(enquiry => enquiry.WishedDay == null);
            Assert.Equal(("", null, null, null, 4), (forgotten.Name, forgotten.Phone, forgotten.Email, forgotten.Message, forgotten.People));
            Assert.Equal("Khách minh hoạ", (await db.Enquiries.SingleAsync(enquiry => enquiry.WishedDay != null)).Name);
            Assert.DoesNotContain(await Mails(market), mail => mail.DedupeKey.EndsWith($"{forgotten.Id:n}", StringComparison.Ordinal));
            var audit = await db.AuditEntries.SingleAsync(entry => entry.Act == "EnquiryForgotten");
            Assert.Equal(("job:enquiries", forgotten.Id.ToString()), (audit.Actor, audit.SubjectId));
        });

        market.Clock.SetLocal(2027, 6, 25, 0, 0, 0);
        Assert.Equal(1, await ForgetAsync());
        Assert.Empty(await Mails(market));

        Task<int> ForgetAsync() => market.InScopeAsync(scope => scope.GetRequiredService<ForgetOldEnquiries>().HandleAsync(default));
    }

    [Fact]
    public async Task The_privacy_page_says_when_it_is_forgotten()
    {
        var pages = await File.ReadAllTextAsync(SeededMarket.Shipped("pages.json"));
        Assert.Contains($"{ForgetOldEnquiries.KeptMonths} tháng sau ngày hỏi", pages, StringComparison.Ordinal);
        Assert.Contains($"{ForgetOldEnquiries.KeptMonths} months after you asked", pages, StringComparison.Ordinal);
    }

    private static Task<Outcome<Enquiry>> Ask(TestMarket market, string slug, EnquiryForm form, string language = "vi") =>
        market.InScopeAsync(scope => scope.GetRequiredService<AskAboutService>().HandleAsync(slug, form, language, default));

    private static Task<List<OutboxMessage>> Mails(TestMarket market) =>
        market.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().OutboxMessages.OrderBy(mail => mail.Id).ToListAsync());

    /// <summary>Everything an enquiry writes: itself, its audit entry, two mails.</summary>
    private static Task<int> RowsAsync(TestMarket market) => market.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        return await db.Enquiries.CountAsync() + await db.AuditEntries.CountAsync() + await db.OutboxMessages.CountAsync();
    });

    private static async Task<TestMarket> OpenAsync(DatabaseProvider provider)
    {
        var market = await TestMarket.OpenAsync(provider, services => services.AddCatalog());
        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var now = market.Clock.UtcNow();
            db.ProductGroups.AddRange(new ProductGroup("do-uong", "Đồ uống", "Drinks", 1), new ProductGroup(Product.TourismGroup, "Du lịch", "Tourism", 6));
            var hosts = new Producer("HTX <minh hoạ>", ProducerKind.Cooperative, "htx", PlaceAsIssued.Unknown, false, now);
            hosts.SetContact("htx@example.vn", null);
            var unnamed = new Producer(Producer.Unnamed, ProducerKind.Unknown, "chua-ghi", PlaceAsIssued.Unknown, true, now);
            var closed = new Product("Đã đóng cửa", hosts.Id, "da-dong-cua", PlaceAsIssued.Unknown, Product.TourismGroup, null, false, now);
            closed.List(false);
            db.AddRange(hosts, unnamed, closed,
                new Product("Ngủ đêm đồi chè", hosts.Id, Homestay, PlaceAsIssued.Unknown, Product.TourismGroup, null, false, now),
                new Product("Khu sinh thái", unnamed.Id, Nameless, PlaceAsIssued.Unknown, Product.TourismGroup, null, true, now),
                new Product("Chè xanh", hosts.Id, "che-xanh", PlaceAsIssued.Unknown, "do-uong", null, false, now));
            await db.SaveChangesAsync();
        });
        return market;
    }
}
