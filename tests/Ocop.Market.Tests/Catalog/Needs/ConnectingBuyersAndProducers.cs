using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Needs;

public sealed class ConnectingBuyersAndProducers
{
    private static readonly NeedForm Form = new()
    {
        What = " Chè  xanh gói nhỏ ", Group = "thuc-pham", Quantity = "1.200", Unit = "gói", Rhythm = "Monthly", PriceWish = "85.000", Months = [11, 12, 1], Province = "19", LastDay = "2026-12-31",
        Buyer = "Supermarket", Company = "Siêu thị thử", Contact = "Người mua thử", Phone = "0912 345 678", Email = "mua@example.vn",
    };

    [Theory, BothDatabases]
    public async Task A_need_is_hidden_until_its_code_is_typed_and_ends_at_midnight_of_Viet_Nam(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var need = Assert.Succeeded(await PostAsync(desk, Form))!;
        Assert.Equal(("Chè xanh gói nhỏ", 1200, "+84912345678", "/19/", NeedState.Unchecked), (need.What, need.Quantity, need.Phone, need.ScopePath, need.State));
        Assert.Equal(need.Id, Assert.Succeeded(await PostAsync(desk, Form))!.Id);
        Assert.Null((await PostAsync(desk, Form with { Website = "x" })).Value);
        Assert.Equal(1, await desk.Read(db => db.Needs.CountAsync()));
        Assert.Equal((0, null), (await OpenAsync(desk), await FindAsync(desk, need.Number)));

        var mail = await desk.Read(db => db.OutboxMessages.SingleAsync());
        Assert.Equal("mua@example.vn", mail.Recipient);
        Assert.DoesNotContain("Chè", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Siêu thị thử", mail.Text + mail.Html, StringComparison.Ordinal);
        var code = CodeOf(mail);
        Assert.DoesNotContain(code, need.CodeHash!, StringComparison.Ordinal);
        Assert.Refused("CodeWrong", await CheckAsync(desk, need.Id, Other(code)));
        Assert.Succeeded(await CheckAsync(desk, need.Id, $" {code[..3]} {code[3..]} "));
        Assert.Equal(1, await OpenAsync(desk));
        Assert.True((await FindAsync(desk, need.Number))!.IsOpen);

        desk.Clock.SetLocal(2026, 12, 31, 23, 59, 59);
        Assert.Equal(1, await OpenAsync(desk));
        desk.Clock.SetLocal(2027, 1, 1, 0, 0, 0);
        Assert.Equal((0, false), (await OpenAsync(desk), (await FindAsync(desk, need.Number))!.IsOpen));
        Assert.Refused("Over", await AnswerAsync(desk, Owner(desk), need.Id, Offer(desk)));
    }

    [Theory, BothDatabases]
    public async Task Five_wrong_tries_half_an_hour_and_three_codes_are_the_end_of_a_code(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var need = Assert.Succeeded(await PostAsync(desk, Form))!;
        var code = CodeOf(await desk.Read(db => db.OutboxMessages.SingleAsync()));
        for (var i = 0; i < 4; i++) Assert.Refused("CodeWrong", await CheckAsync(desk, need.Id, Other(code)));
        Assert.Refused("CodeEnded", await CheckAsync(desk, need.Id, "12"));
        Assert.Refused("CodeEnded", await CheckAsync(desk, need.Id, code));

        Assert.Succeeded(await AgainAsync(desk, need.Id));
        code = CodeOf(await desk.Read(db => db.OutboxMessages.OrderByDescending(mail => mail.Id).FirstAsync()));
        desk.Clock.Advance(Need.CodeLasts);
        Assert.Refused("CodeEnded", await CheckAsync(desk, need.Id, code));
        Assert.Succeeded(await AgainAsync(desk, need.Id));
        Assert.Refused("NoMoreCodes", await AgainAsync(desk, need.Id));
        Assert.Equal((3, NeedState.Unchecked), (await desk.Read(db => db.OutboxMessages.CountAsync()), await desk.Read(db => db.Needs.Select(it => it.State).SingleAsync())));

        // Nobody fills a stranger's mailbox by posting other words.
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Succeeded(await PostAsync(desk, Form with { What = "Gạo" }));
        Assert.Succeeded(await PostAsync(desk, Form with { What = "Mật ong" }));
        Assert.Refused("TooMany", await PostAsync(desk, Form with { What = "Miến" }));
    }

    [Theory, BothDatabases]
    public async Task What_is_wrong_is_refused_beside_its_field_and_nothing_is_kept(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        foreach (var (field, form) in new[]
        {
            ("what", Form with { What = "" }), ("what", Form with { What = "Chè, gọi 0912 345 678" }), ("what", Form with { What = "Chè, viết cho mua@example.vn" }), ("group", Form with { Group = "khong-co" }), ("quantity", Form with { Quantity = "0" }),
            ("unit", Form with { Unit = "" }), ("rhythm", Form with { Rhythm = "1" }), ("priceWish", Form with { PriceWish = "rẻ" }), ("province", Form with { Province = "99" }), ("lastDay", Form with { LastDay = "2026-11-22" }),
            ("lastDay", Form with { LastDay = "2027-12-31" }), ("buyer", Form with { Buyer = null }), ("company", Form with { Company = "" }), ("contact", Form with { Contact = "" }), ("phone", Form with { Phone = "12" }), ("email", Form with { Email = "mua@" }),
        }) Assert.Equal(field, Assert.Single((await PostAsync(desk, form)).Refusals).Field);
        Assert.Equal((0, 0, 0), (await desk.Read(db => db.Needs.CountAsync()), await desk.Read(db => db.OutboxMessages.CountAsync()), await desk.Read(db => db.AuditEntries.CountAsync(entry => entry.SubjectKind == "need"))));
    }

    [Theory, BothDatabases]
    public async Task A_producer_answers_once_changes_and_withdraws_and_sees_the_buyer_only_meanwhile(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var need = await CheckedAsync(desk);
        var helper = DeskMarket.Holding(Role.ProducerHelper, desk.TeaMaker.Scope);
        var seen = Assert.Single(await desk.Run((ProducersNeeds it) => it.ForAsync(desk.TeaMaker, default)));
        Assert.Equal((true, null, null), (seen.Suits, seen.Answer, seen.Contact));
        Assert.Equal(1, await desk.Run((ProducersNeeds it) => it.CountSuitingAsync(helper, default)));

        Assert.Refused("NoRight", await AnswerAsync(desk, DeskMarket.Holding(Role.ProducerOwner, desk.RiceMaker.Scope), need.Id, Offer(desk)));
        Assert.Refused("NoRight", await AnswerAsync(desk, DeskMarket.Administrator, need.Id, Offer(desk)));
        foreach (var (field, form) in new[]
        {
            ("price", Offer(desk) with { Price = "0" }), ("volume", Offer(desk) with { Volume = "" }), ("products", Offer(desk) with { ProductIds = [] }), ("products", Offer(desk) with { ProductIds = [desk.Rice.Id] }), ("note", Offer(desk) with { Note = new string('a', 501) }),
        }) Assert.Equal(field, Assert.Single((await AnswerAsync(desk, helper, need.Id, form)).Refusals).Field);
        Assert.Equal(0, await desk.Read(db => db.NeedAnswers.CountAsync()));

        Assert.Succeeded(await AnswerAsync(desk, helper, need.Id, Offer(desk)));
        Assert.Succeeded(await AnswerAsync(desk, helper, need.Id, Offer(desk)));
        Assert.Succeeded(await AnswerAsync(desk, helper, need.Id, Offer(desk) with { Price = "88.000" }));
        var mails = await desk.Read(db => db.OutboxMessages.Where(mail => mail.Subject.Contains("chào hàng")).OrderBy(mail => mail.Id).ToListAsync());
        Assert.Equal(2, mails.Count);
        Assert.All(["HTX chè Đinh", "Chè đinh thử", "88.000", "Giao trong ba ngày", "/can-hang/tra-loi/"], part => Assert.Contains(part, mails[1].Text, StringComparison.Ordinal));
        Assert.Equal("+84912345678", (await desk.Run((ProducersNeeds it) => it.FindAsync(desk.TeaMaker, need.Id, default)))!.Contact!.Phone);
        Assert.Null((await desk.Run((ProducersNeeds it) => it.FindAsync(desk.RiceMaker, need.Id, default)))!.Contact);
        Assert.Equal(new Money(88_000), Assert.Single((await desk.Run((NeedAnswers it) => it.ForBuyerAsync(need.Id, default)))!.Answers).Answer.Price);
        Assert.Equal(0, await desk.Run((ProducersNeeds it) => it.CountSuitingAsync(helper, default)));

        Assert.Refused("NoRight", await WithdrawAsync(desk, DeskMarket.Holding(Role.ProducerOwner, desk.RiceMaker.Scope), need.Id));
        Assert.Succeeded(await WithdrawAsync(desk, helper, need.Id));
        Assert.Null((await desk.Run((ProducersNeeds it) => it.FindAsync(desk.TeaMaker, need.Id, default)))!.Contact);
        Assert.Empty((await desk.Run((NeedAnswers it) => it.ForBuyerAsync(need.Id, default)))!.Answers);
        Assert.Succeeded(await AnswerAsync(desk, helper, need.Id, Offer(desk)));
    }

    [Theory, BothDatabases]
    public async Task Officers_of_the_province_check_by_phone_match_and_close_and_a_year_later_the_buyer_is_forgotten(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var need = Assert.Succeeded(await PostAsync(desk, Form with { Email = null }))!;
        Assert.Equal(0, await desk.Read(db => db.OutboxMessages.CountAsync()));
        Assert.Refused("Unchecked", await MatchAsync(desk, DeskMarket.Province, need.Id, need.Version, desk.TeaMaker.Id));
        Assert.Refused("NoRight", await PhoneAsync(desk, DeskMarket.Auditor, need.Id, need.Version));
        Assert.Refused("NeedUnknown", await PhoneAsync(desk, desk.OtherProvince, need.Id, need.Version));
        Assert.Refused("NeedUnknown", await PhoneAsync(desk, desk.Commune, need.Id, need.Version));
        Assert.Equal((1, 0, 1), (await CountAsync(desk, DeskMarket.Province), await CountAsync(desk, desk.OtherProvince), await CountAsync(desk, DeskMarket.Administrator)));
        var open = Assert.Succeeded(await PhoneAsync(desk, DeskMarket.Province, need.Id, need.Version));
        Assert.Refused("Stale", await PhoneAsync(desk, DeskMarket.Province, need.Id, need.Version));
        var page = (await desk.Run((DeskNeeds it) => it.FindAsync(DeskMarket.Province, need.Id, null, default)))!;
        Assert.Equal(["HTX chè Đinh", "HTX lúa Bao Thai", "Cơ sở lụa"], page.Likely.Select(row => row.Name));

        Assert.Refused("NobodyChosen", await MatchAsync(desk, DeskMarket.Province, need.Id, open.Version));
        Assert.Equal(1, Assert.Succeeded(await MatchAsync(desk, DeskMarket.Province, need.Id, open.Version, desk.TeaMaker.Id)));
        var version = await desk.Read(db => db.Needs.Select(it => it.Version).SingleAsync());
        Assert.Equal(0, Assert.Succeeded(await MatchAsync(desk, DeskMarket.Province, need.Id, version, desk.TeaMaker.Id)));
        var told = await desk.Read(db => db.OutboxMessages.SingleAsync());
        Assert.DoesNotContain("Siêu thị thử", told.Text + told.Html, StringComparison.Ordinal);
        Assert.Succeeded(await AnswerAsync(desk, Owner(desk), need.Id, Offer(desk)));
        Assert.Equal(1, await desk.Read(db => db.OutboxMessages.CountAsync()));

        version = await desk.Read(db => db.Needs.Select(it => it.Version).SingleAsync());
        foreach (var (reason, form) in new[] { ("OutcomeMissing", new NeedResultForm(null, null, "", null)), ("ValueMissing", new("Deal", "", "", null)), ("DayWrong", new("TalksGoOn", null, "", "mai")), ("TooLong", new("TalksGoOn", null, new string('a', 1001), null)) })
            Assert.Refused(reason, await CloseAsync(desk, DeskMarket.Province, need.Id, version, form));
        Assert.Refused("NoRight", await CloseAsync(desk, DeskMarket.Auditor, need.Id, version, new("NothingCame", null, "", null)));
        var closed = Assert.Succeeded(await CloseAsync(desk, DeskMarket.Province, need.Id, version, new("Deal", "120.000.000", "Anh Thử ký.", "2026-12-02")));
        Assert.Equal((NeedOutcome.Deal, new Money(120_000_000), new DateOnly(2026, 12, 2)), (closed.Outcome!.Value, closed.DealValue!.Value, closed.MeetingDay!.Value));
        Assert.Refused("Over", await WithdrawAsync(desk, Owner(desk), need.Id));
        var entries = await desk.Read(db => db.AuditEntries.Where(entry => entry.SubjectKind == "need").OrderBy(entry => entry.Id).ToListAsync());
        Assert.Equal(["NeedPosted", "NeedChecked", "NeedProducersTold", "NeedAnswered", "NeedClosed"], entries.Select(entry => entry.Act));
        Assert.All(entries, entry => Assert.DoesNotContain("Thử", $"{entry.Before}{entry.After}", StringComparison.Ordinal));

        desk.Clock.SetLocal(2027, 11, 23, 3, 27, 0);
        Assert.Equal(0, await ForgetAsync(desk));
        desk.Clock.SetLocal(2027, 11, 24, 3, 27, 0);
        Assert.Equal((1, 0), (await ForgetAsync(desk), await ForgetAsync(desk)));
        var kept = await desk.Read(db => db.Needs.SingleAsync());
        Assert.Equal(("", "", "", null, null, "Chè xanh gói nhỏ"), (kept.Company, kept.Contact, kept.Phone, kept.Email, kept.OutcomeNote, kept.What));
        Assert.Equal(0, await desk.Read(db => db.OutboxMessages.CountAsync()));
        Assert.Null((await desk.Run((ProducersNeeds it) => it.FindAsync(desk.TeaMaker, need.Id, default)))!.Contact);
        Assert.Null(await desk.Run((NeedAnswers it) => it.ForBuyerAsync(need.Id, default)));
    }

    [Theory, BothDatabases]
    public async Task The_producer_tells_what_wholesale_buyers_ask(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var form = new WholesaleForm(desk.Tea.Id, desk.Tea.Version, "kg", "50", "10", "1.500", "365");
        Assert.Refused("NoRight", await SetAsync(desk, DeskMarket.Holding(Role.ProducerOwner, desk.RiceMaker.Scope), form));
        Assert.Refused("NoRight", await SetAsync(desk, DeskMarket.Holding(Role.ProducerHelper, desk.TeaMaker.Scope), form));
        Assert.Equal(["minimum", "unit"], (await SetAsync(desk, Owner(desk), form with { Minimum = "ít", Unit = "" })).Refusals.Select(refusal => refusal.Field));
        Assert.Null(await desk.Run((WholesaleOffers it) => it.OfAsync(desk.Tea.Id, default)));
        Assert.Succeeded(await SetAsync(desk, Owner(desk), form));
        Assert.Succeeded(await SetAsync(desk, Owner(desk), form));
        Assert.Refused("Stale", await SetAsync(desk, Owner(desk), form with { Step = "20" }));
        Assert.Equal(new Wholesale("kg", 50, 10, 1500, 365), await desk.Run((WholesaleOffers it) => it.OfAsync(desk.Tea.Id, default)));
        Assert.Equal(1, await desk.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "ProductWholesaleSet")));
    }

    [Fact]
    public void Months_are_packed_and_told_in_words()
    {
        Assert.Equal((0, 0, "quanh năm"), (Months.Of([]), Months.Of(Enumerable.Range(1, 12)), Months.Words(0).Vi));
        Assert.Equal(("tháng 1, 11, 12", "January, November, December"), (Months.Words(Months.Of([12, 1, 11, 13])).Vi, Months.Words(Months.Of([12, 1, 11])).En));
    }

    private static Person Owner(DeskMarket desk) => DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope);

    private static NeedAnswerForm Offer(DeskMarket desk) => new("90.000 đ", "300", [1, 2], "Giao trong ba ngày", [desk.Tea.Id]);

    private static string CodeOf(OutboxMessage mail) => Regex.Match(mail.Text, @"\b\d{6}\b").Value;

    private static string Other(string code) => code == "123456" ? "654321" : "123456";

    private static async Task<Need> CheckedAsync(DeskMarket desk)
    {
        var need = Assert.Succeeded(await PostAsync(desk, Form))!;
        return Assert.Succeeded(await CheckAsync(desk, need.Id, CodeOf(await desk.Read(db => db.OutboxMessages.SingleAsync()))));
    }

    private static Task<Outcome<Need?>> PostAsync(DeskMarket desk, NeedForm form) => desk.Run((PostNeed it) => it.HandleAsync(form, "vi", default));

    private static Task<Outcome<Need>> CheckAsync(DeskMarket desk, Guid id, string code) => desk.Run((CheckNeed it) => it.HandleAsync(id, code, default));

    private static Task<Outcome<Need>> AgainAsync(DeskMarket desk, Guid id) => desk.Run((SendNeedCode it) => it.HandleAsync(id, default));

    private static Task<Outcome<Need>> PhoneAsync(DeskMarket desk, Person by, Guid id, long version) => desk.Run((CheckNeedByPhone it) => it.HandleAsync(by, id, version, default));

    private static Task<Outcome<NeedAnswer>> AnswerAsync(DeskMarket desk, Person by, Guid id, NeedAnswerForm form) => desk.Run((AnswerNeed it) => it.HandleAsync(by, id, desk.TeaMaker.Id, form, default));

    private static Task<Outcome<NeedAnswer>> WithdrawAsync(DeskMarket desk, Person by, Guid id) => desk.Run((WithdrawAnswer it) => it.HandleAsync(by, id, desk.TeaMaker.Id, default));

    private static Task<Outcome<int>> MatchAsync(DeskMarket desk, Person by, Guid id, long version, params Guid[] producers) => desk.Run((MatchNeed it) => it.HandleAsync(by, id, version, producers, default));

    private static Task<Outcome<Need>> CloseAsync(DeskMarket desk, Person by, Guid id, long version, NeedResultForm form) => desk.Run((CloseNeed it) => it.HandleAsync(by, id, version, form, default));

    private static Task<Outcome<Product>> SetAsync(DeskMarket desk, Person by, WholesaleForm form) => desk.Run((SetWholesale it) => it.HandleAsync(by, form, default));

    private static Task<int> ForgetAsync(DeskMarket desk) => desk.Run((ForgetNeeds it) => it.HandleAsync(default));

    private static Task<int> CountAsync(DeskMarket desk, Person by) => desk.Run((DeskNeeds it) => it.CountAsync(by, NeedShelf.Unchecked, default));

    private static async Task<int> OpenAsync(DeskMarket desk) => (await desk.Run((NeedCards it) => it.PageAsync("19", "thuc-pham", 1, default))).Total;

    private static Task<NeedCard?> FindAsync(DeskMarket desk, string number) => desk.Run((NeedCards it) => it.FindAsync(number, default));
}
