using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

/// <summary>What buyers say of goods that arrived, what their makers answer, and what the desk may hide.</summary>
public sealed class ReviewingGoods
{
    [Theory]
    [InlineData("Trần Thị Hạnh", ReviewSignature.Initial, "H.")]
    [InlineData("  đức ", ReviewSignature.Initial, "Đ.")]
    [InlineData("", ReviewSignature.Initial, null)]
    [InlineData("Trần Thị Hạnh", ReviewSignature.Masked, null)]
    [InlineData("Trần Thị Hạnh", ReviewSignature.Name, "Trần Thị Hạnh")]
    public void A_buyer_is_called_as_chosen(string name, ReviewSignature signature, string? shown) => Assert.Equal(shown, ReviewNames.Of(name, signature));

    [Theory]
    [InlineData("Gọi 0912 345 678 nhé", true), InlineData("zalo:+84 (0)912.345.678", true), InlineData("+84912345678", true), InlineData("tel.0912-345-678, giá rẻ", true), InlineData("024 3825 1234", true)]
    [InlineData("năm 2026 0912345678 2 hộp", true), InlineData("Thư: ban.hang @ vidu.com.vn", true), InlineData("ten@vidu.vn", true)]
    [InlineData("Giá 1.450.000 ₫, hạn 01/02/2027", false), InlineData("Mua 3 hộp 0,5 kg, 10 điểm", false), InlineData("Mã vạch 8934567890123", false), InlineData("@ban thân", false), InlineData("", false), InlineData(null, false)]
    public void Phones_and_mailboxes_are_seen_and_amounts_are_none(string? text, bool any) => Assert.Equal(any, ContactsInText.Any(text));

    [Theory, BothDatabases]
    public async Task A_phone_number_or_mailbox_is_read_by_the_desk_before_everybody(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (first, second) = (await DeliveredAsync(market), await DeliveredAsync(market));
        var held = Assert.Succeeded(await WriteAsync(market, first, "5", "Ngon, gọi tôi 0912 345 678"));
        Assert.Equal(ReviewState.Held, held.State);
        Assert.Null(await ShownAsync(market));
        Assert.Equal((1, 0), (await WaitingAsync(market), await market.Read(db => db.OutboxMessages.CountAsync(mail => mail.DedupeKey.StartsWith("review-for-producer")))));
        // So is one that said nothing of the kind before; and words that are mended wait for their reader, too.
        Assert.Equal(ReviewState.Published, Assert.Succeeded(await WriteAsync(market, second, "4", "Ngon")).State);
        Assert.Equal(ReviewState.Held, Assert.Succeeded(await WriteAsync(market, second, "4", "Ngon, viết cho ten@vidu.vn")).State);
        var mended = Assert.Succeeded(await WriteAsync(market, first, "5", "Ngon"));
        Assert.Equal(ReviewState.Held, mended.State);
        Assert.Refused("NoRight", await ModerateAsync(market, Auditor, mended, ReviewAct.Publish));
        Assert.Succeeded(await ModerateAsync(market, Officer, mended, ReviewAct.Publish));
        Assert.Equal("Ngon", Assert.Single((await ShownAsync(market))!.Newest.Rows).Text);
    }

    [Theory, BothDatabases]
    public async Task Goods_that_arrived_are_reviewed_once_and_the_page_counts_them(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        Assert.Null(await ShownAsync(market));
        var (first, second) = (await DeliveredAsync(market), await DeliveredAsync(market));
        var told = Assert.Succeeded(await WriteAsync(market, first, "4", "  Thơm,\r\nvị hậu ngọt. ", "Initial"));
        Assert.Equal((ReviewState.Published, "Thơm,\nvị hậu ngọt.", "H."), (told.State, told.Text, told.SignedAs));
        Assert.Equal(told.Id, Assert.Succeeded(await WriteAsync(market, first, "4", "Thơm,\nvị hậu ngọt.", "Initial")).Id);
        market.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Succeeded(await WriteAsync(market, second, "5", ""));

        var shown = (await ShownAsync(market))!;
        Assert.Equal((2, 4.5m), (shown.Count, shown.Average));
        Assert.Equal([(5, null, null), (4, "Thơm,\nvị hậu ngọt.", "H.")], shown.Newest.Rows.Select(review => (review.Marks, review.Text, review.SignedAs)));
        Assert.Equal(2, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "ReviewWritten" && entry.Actor == "buyer")));
        Assert.Equal(2, await market.Read(db => db.Changes.CountAsync(change => change.SubjectKind == ChangeSubject.ReviewsKind && change.SubjectId == market.Tea.ProductId.ToString())));
    }

    [Theory, BothDatabases]
    public async Task Nobody_reviews_what_did_not_arrive_or_another_order_holds_or_without_marks(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var waiting = (await market.PlacedGroup((market.Tea, 1))).Orders[0];
        Assert.Refused("NotYetDelivered", await WriteAsync(market, waiting, "5", "Ngon"));
        var order = await DeliveredAsync(market);
        var before = await market.Fingerprint();
        Assert.Refused("OrderUnknown", await WriteAsync(market, order, "5", "Ngon", group: waiting.GroupId));
        Assert.Refused("OrderUnknown", await WriteAsync(market, order, "5", "Ngon", product: market.Garlic.ProductId));
        Assert.Refused("OrderUnknown", await WriteAsync(market, order, "5", "Ngon", group: Guid.CreateVersion7()));
        foreach (var marks in new[] { null, "", "0", "6", "4,5", "-1" }) Assert.Equal("marks", Assert.Refused("MarksMissing", await WriteAsync(market, order, marks, "Ngon")).Field);
        Assert.Refused("TooLong", await WriteAsync(market, order, "5", new string('a', Review.LongestText + 1)));
        Assert.Equal(0, await market.Read(db => db.Reviews.CountAsync()));
        Assert.Equal(before, await market.Fingerprint());
    }

    [Theory, BothDatabases]
    public async Task It_may_be_changed_for_thirty_days_and_no_longer(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        Assert.Succeeded(await WriteAsync(market, order, "2", "Chưa ngon"));
        market.Clock.Advance(TimeSpan.FromDays(30));
        var changed = Assert.Succeeded(await WriteAsync(market, order, "4", "Pha lâu hơn thì ngon", "Name"));
        Assert.Equal((4, OrderingMarket.Form.Name), (changed.Marks, changed.SignedAs));
        Assert.NotNull(changed.ChangedAt);
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Refused("ChangeTooLate", await WriteAsync(market, order, "1", "Thôi"));
        Assert.Equal(("2/5", "4/5"), await market.Read(db => db.AuditEntries.Where(entry => entry.Act == "ReviewChanged").Select(entry => new { entry.Before, entry.After }).SingleAsync()) is var entry ? (entry.Before![^3..], entry.After![^3..]) : default);
        Assert.Equal((1, 4m), await ShownAsync(market) is { } shown ? (shown.Count, shown.Average) : default);
    }

    [Theory, BothDatabases]
    public async Task Two_presses_at_once_are_one_review(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        foreach (var outcome in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WriteAsync(market, order, "5", "Ngon"))))) Assert.Succeeded(outcome);
        Assert.Equal((1, 1), await market.Read(async db => (await db.Reviews.CountAsync(), await db.AuditEntries.CountAsync(entry => entry.Act == "ReviewWritten"))));
    }

    [Theory, BothDatabases]
    public async Task Where_the_market_holds_them_a_review_waits_for_an_officer(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, configure: services => services.Configure<ReviewOptions>(options => options.HoldFirst = true));
        var review = Assert.Succeeded(await WriteAsync(market, await DeliveredAsync(market), "5", "Ngon"));
        Assert.Equal(ReviewState.Held, review.State);
        Assert.Null(await ShownAsync(market));
        Assert.Equal(1, await WaitingAsync(market));
        Assert.Refused("Stale", await ModerateAsync(market, Officer, review, ReviewAct.Keep));
        Assert.Equal(ReviewState.Published, Assert.Succeeded(await ModerateAsync(market, Officer, review, ReviewAct.Publish)).State);
        Assert.Equal(0, await WaitingAsync(market));
        Assert.Equal(1, (await ShownAsync(market))!.Count);
    }

    [Theory, BothDatabases]
    public async Task The_desk_hides_for_a_reason_of_the_list_that_the_author_reads_and_what_is_mended_is_read_again(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        var review = Assert.Succeeded(await WriteAsync(market, order, "1", "Gọi tôi 0900 000 000"));
        var before = await market.Fingerprint();
        Assert.Refused("ReasonMissing", await ModerateAsync(market, Officer, review, ReviewAct.Hide));
        Assert.Refused("NoRight", await ModerateAsync(market, Auditor, review, ReviewAct.Hide, HideReason.PersonalData));
        Assert.Refused("NoRight", await ModerateAsync(market, await MakerAsync(market), review, ReviewAct.Hide, HideReason.Insult));
        Assert.Refused("ReviewUnknown", await ModerateAsync(market, Elsewhere, review, ReviewAct.Hide, HideReason.PersonalData));
        Assert.Refused("Stale", await market.Run<ModerateReview, Outcome<Review>>(moderate => moderate.HandleAsync(Officer, review.Id, new Moderation(ReviewAct.Hide, review.Version + 1, HideReason.Insult), default)));
        Assert.Equal(before, await market.Fingerprint());

        var hidden = Assert.Succeeded(await ModerateAsync(market, Officer, review, ReviewAct.Hide, HideReason.PersonalData));
        Assert.Equal((ReviewState.Hidden, HideReason.PersonalData), (hidden.State, hidden.HiddenFor));
        Assert.Null(await ShownAsync(market));
        var mail = await market.Read(db => db.OutboxMessages.SingleAsync(it => it.DedupeKey.StartsWith($"review-hidden:{review.Id:n}:")));
        Assert.Contains("lộ thông tin cá nhân", mail.Text, StringComparison.Ordinal);
        Assert.Contains("lộ thông tin cá nhân", await market.Read(db => db.AuditEntries.Where(entry => entry.Act == "ReviewHidden" && entry.Actor == Officer.Actor).Select(entry => entry.After).SingleAsync()), StringComparison.Ordinal);
        Assert.Refused("Stale", await ModerateAsync(market, Officer, hidden, ReviewAct.Hide, HideReason.Insult));

        var mended = Assert.Succeeded(await WriteAsync(market, order, "1", "Hộp móp"));
        Assert.Equal((ReviewState.Held, (HideReason?)null), (mended.State, mended.HiddenFor));
        Assert.Equal(1, await WaitingAsync(market));
        Assert.Succeeded(await ModerateAsync(market, Officer, mended, ReviewAct.Publish));
        Assert.Equal("Hộp móp", Assert.Single((await ShownAsync(market))!.Newest.Rows).Text);
    }

    [Theory, BothDatabases]
    public async Task Its_maker_replies_and_mends_the_reply_and_nobody_else_does(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var review = Assert.Succeeded(await WriteAsync(market, await DeliveredAsync(market), "3", "Tạm"));
        var maker = await MakerAsync(market);
        Assert.Refused("ReplyMissing", await ReplyAsync(market, maker, review, " "));
        Assert.Refused("ReviewUnknown", await ReplyAsync(market, Elsewhere, review, "Cảm ơn bạn"));
        Assert.Refused("NoRight", await ReplyAsync(market, Officer, review, "Cảm ơn bạn"));
        var answered = Assert.Succeeded(await ReplyAsync(market, maker, review, "Cảm ơn bạn"));
        Assert.Refused("Stale", await ReplyAsync(market, maker, review, "Từ trang cũ"));
        answered = Assert.Succeeded(await ReplyAsync(market, maker, answered, "Cảm ơn bạn, mời bạn thử vụ xuân"));
        Assert.Equal("Cảm ơn bạn, mời bạn thử vụ xuân", Assert.Single((await ShownAsync(market))!.Newest.Rows).Reply);
        Assert.Null(Assert.Single((await market.Run<ReviewList, ListPage<ReviewRow>>(list => list.OfMakerAsync(maker, 1, default))).Rows).Parcel);
        Assert.Equal(0, (await market.Run<ReviewList, ListPage<ReviewRow>>(list => list.OfMakerAsync(Elsewhere, 1, default))).Total);

        var hidden = Assert.Succeeded(await ModerateAsync(market, Officer, answered, ReviewAct.Hide, HideReason.NotAboutGoods));
        Assert.Refused("Stale", await ReplyAsync(market, maker, hidden, "Thêm lời"));
    }

    [Theory, BothDatabases]
    public async Task Its_maker_hears_once_of_a_review_that_is_shown_and_not_who_wrote_it(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        var review = Assert.Succeeded(await WriteAsync(market, order, "2", "Hộp móp", "Name"));
        var mail = await ToMakerAsync();
        Assert.Equal("htx-che@example.vn", mail!.Recipient);
        Assert.Contains("2/5 điểm", mail.Text, StringComparison.Ordinal);
        Assert.Contains("/cong-chu-the/danh-gia", mail.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { OrderNumber.ReadGroup(order.Number)!, OrderingMarket.Form.Name!, "Hộp móp" }) Assert.DoesNotContain(secret, mail.Subject + mail.Text + mail.Html, StringComparison.Ordinal);

        // Changed, hidden and shown again it is no news.
        var changed = Assert.Succeeded(await WriteAsync(market, order, "1", "Hộp móp quá"));
        var hidden = Assert.Succeeded(await ModerateAsync(market, Officer, changed, ReviewAct.Hide, HideReason.Insult));
        Assert.Succeeded(await ModerateAsync(market, Officer, hidden, ReviewAct.Publish));
        Assert.Equal(mail.Id, (await ToMakerAsync())!.Id);

        Task<OutboxMessage?> ToMakerAsync() => market.Read(db => db.OutboxMessages.AsNoTracking().SingleOrDefaultAsync(it => it.DedupeKey.StartsWith("review-for-producer:")));
    }

    [Theory, BothDatabases]
    public async Task Its_maker_hears_of_a_held_review_when_it_is_published(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, configure: services => services.Configure<ReviewOptions>(options => options.HoldFirst = true));
        var review = Assert.Succeeded(await WriteAsync(market, await DeliveredAsync(market), "5", "Ngon"));
        Assert.Equal(0, await market.Read(db => db.OutboxMessages.CountAsync(it => it.DedupeKey.StartsWith("review-for-producer:"))));
        Assert.Succeeded(await ModerateAsync(market, Officer, review, ReviewAct.Publish));
        Assert.Equal(1, await market.Read(db => db.OutboxMessages.CountAsync(it => it.DedupeKey == $"review-for-producer:{review.Id:n}")));
    }

    [Theory, BothDatabases]
    public async Task The_desk_hides_a_reply_for_a_reason_that_its_producer_reads_and_what_is_mended_is_read_again(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var written = Assert.Succeeded(await WriteAsync(market, await DeliveredAsync(market), "2", "Nhạt"));
        Assert.Refused("Stale", await ModerateAsync(market, Officer, written, ReviewAct.HideReply, HideReason.Insult));
        var maker = await MakerAsync(market);
        var review = Assert.Succeeded(await ReplyAsync(market, maker, written, "Khách không biết uống trà, gọi 0900 000 000"));
        var before = await market.Fingerprint();
        Assert.Equal("replyReason", Assert.Refused("ReasonMissing", await ModerateAsync(market, Officer, review, ReviewAct.HideReply)).Field);
        Assert.Refused("NoRight", await ModerateAsync(market, Auditor, review, ReviewAct.HideReply, HideReason.Insult));
        Assert.Refused("NoRight", await ModerateAsync(market, maker, review, ReviewAct.HideReply, HideReason.Insult));
        Assert.Refused("ReviewUnknown", await ModerateAsync(market, Elsewhere, review, ReviewAct.HideReply, HideReason.Insult));
        Assert.Refused("Stale", await ModerateAsync(market, Officer, review, ReviewAct.ShowReply));
        Assert.Equal(before, await market.Fingerprint());
        Assert.NotNull(Assert.Single((await ShownAsync(market))!.Newest.Rows).Reply);

        var hidden = Assert.Succeeded(await ModerateAsync(market, Officer, review, ReviewAct.HideReply, HideReason.PersonalData));
        Assert.Equal((ReviewState.Published, HideReason.PersonalData, false), (hidden.State, hidden.ReplyHiddenFor, hidden.ReplyWaits));
        Assert.Equal(("Nhạt", null), Assert.Single((await ShownAsync(market))!.Newest.Rows) is var shown ? (shown.Text, shown.Reply) : default);
        var mail = await market.Read(db => db.OutboxMessages.SingleAsync(it => it.DedupeKey.StartsWith($"reply-hidden:{review.Id:n}:")));
        Assert.Equal("htx-che@example.vn", mail.Recipient);
        Assert.Contains("lộ thông tin cá nhân", mail.Text, StringComparison.Ordinal);
        var entry = await market.Read(db => db.AuditEntries.AsNoTracking().SingleAsync(it => it.Act == "ReplyHidden" && it.Actor == Officer.Actor));
        // What gave somebody away is kept nowhere else.
        Assert.DoesNotContain(await market.Read(db => db.AuditEntries.Select(it => it.Before + it.After).ToListAsync()), words => words.Contains("0900 000 000", StringComparison.Ordinal));
        Assert.Contains("lộ thông tin cá nhân", entry.After, StringComparison.Ordinal);
        Assert.Refused("Stale", await ModerateAsync(market, Officer, hidden, ReviewAct.HideReply, HideReason.Insult));
        Assert.Equal(0, await WaitingAsync(market));

        market.Clock.Advance(TimeSpan.FromMinutes(1));
        var mended = Assert.Succeeded(await ReplyAsync(market, maker, hidden, "Mời bạn pha nước nóng hơn"));
        Assert.True(mended.ReplyWaits);
        Assert.Null(Assert.Single((await ShownAsync(market))!.Newest.Rows).Reply);
        Assert.Equal(1, await WaitingAsync(market));
        Assert.Refused("Stale", await ModerateAsync(market, Officer, mended, ReviewAct.Keep));
        // Again, for another reason; or shown.
        var again = Assert.Succeeded(await ModerateAsync(market, Officer, mended, ReviewAct.HideReply, HideReason.Advertisement));
        Assert.Equal(0, await WaitingAsync(market));
        Assert.Succeeded(await ModerateAsync(market, Officer, again, ReviewAct.ShowReply));
        Assert.Equal("Mời bạn pha nước nóng hơn", Assert.Single((await ShownAsync(market))!.Newest.Rows).Reply);
        Assert.Equal(1, await market.Read(db => db.AuditEntries.CountAsync(it => it.Act == "ReplyShown")));
    }

    [Theory, BothDatabases]
    public async Task Its_maker_asks_the_desk_to_look_once_and_the_review_stays_meanwhile(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        var review = Assert.Succeeded(await WriteAsync(market, order, "1", "Hàng giả"));
        var maker = await MakerAsync(market);
        Assert.Refused("ReasonMissing", await ObjectAsync(market, maker, review, null, "Sai"));
        Assert.Refused("ProofMissing", await ObjectAsync(market, maker, review, HideReason.ProvenFalse, " "));
        Assert.Refused("ReviewUnknown", await ObjectAsync(market, Elsewhere, review, HideReason.Insult, null));
        Assert.Equal(0, await WaitingAsync(market));
        var asked = Assert.Succeeded(await ObjectAsync(market, maker, review, HideReason.ProvenFalse, "Có hoá đơn và phiếu kiểm nghiệm"));
        Assert.Equal((1, 1), (await WaitingAsync(market), (await ShownAsync(market))!.Count));
        Assert.Refused("ObjectedAlready", await ObjectAsync(market, maker, asked, HideReason.Insult, null));

        var kept = Assert.Succeeded(await ModerateAsync(market, Officer, asked, ReviewAct.Keep));
        Assert.Equal((0, 1), (await WaitingAsync(market), (await ShownAsync(market))!.Count));
        Assert.Refused("ObjectedAlready", await ObjectAsync(market, maker, kept, HideReason.Insult, null));
        // Other words may be objected to anew.
        var changed = Assert.Succeeded(await WriteAsync(market, order, "1", "Đồ lừa đảo"));
        Assert.Succeeded(await ObjectAsync(market, maker, changed, HideReason.Insult, null));
        Assert.Equal(1, await WaitingAsync(market));
        Assert.Equal((1, 1, 0), (await CountAsync(ReviewShelf.All), await CountAsync(ReviewShelf.Published), await CountAsync(ReviewShelf.Hidden)));

        async Task<int> CountAsync(ReviewShelf shelf) => (await market.Run<ReviewList, ListPage<ReviewRow>>(list => list.PageAsync(Auditor, shelf, 1, default))).Total;
    }

    [Theory, BothDatabases]
    public async Task The_desk_does_not_hide_words_that_were_changed_under_its_hands(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        var read = Assert.Succeeded(await WriteAsync(market, order, "1", "Đồ lừa đảo"));
        Assert.Succeeded(await WriteAsync(market, order, "2", "Hộp móp, trà nhạt"));
        Assert.Refused("Stale", await ModerateAsync(market, Officer, read, ReviewAct.Hide, HideReason.Insult));
        Assert.Equal("Hộp móp, trà nhạt", Assert.Single((await ShownAsync(market))!.Newest.Rows).Text);
    }

    [Theory, BothDatabases]
    public async Task Time_takes_the_name_and_whoever_asks_to_be_erased_takes_the_words_too_and_marks_stay(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (asking, old) = (await DeliveredAsync(market), await DeliveredAsync(market));
        foreach (var order in new[] { asking, old }) Assert.Succeeded(await WriteAsync(market, order, "4", "Thơm", "Name"));
        var group = await market.Read(db => db.OrderGroups.AsNoTracking().SingleAsync(it => it.Id == asking.GroupId));
        var held = await market.Run<PersonalFiles, PersonalFile>(files => files.ReadAsync(DataSubject.Of(group), default));
        Assert.Equal(("Thơm", OrderingMarket.Form.Name, 4), Assert.Single(Assert.Single(held.Orders).Reviews) is var one ? (one.Text, one.SignedAs, one.Marks) : default);

        var request = Assert.Succeeded(await market.Run<AskToBeErased, Outcome<PersonalDataRequest>>(ask => ask.HandleAsync(DataSubject.Of(group), "vi", default)));
        Assert.Succeeded(await market.Run<AnswerErasure, Outcome<PersonalDataRequest>>(answer => answer.EraseAsync(Officer, request.Id, request.Version, default)));
        Assert.Equal([(4, null, null), (4, "Thơm", OrderingMarket.Form.Name)], await LeftAsync());
        Assert.Refused("BuyerForgotten", await WriteAsync(market, asking, "1", "Lại là tôi"));
        var told = await market.Read(db => db.Changes.CountAsync(change => change.SubjectKind == ChangeSubject.ReviewsKind));
        Assert.Equal(3, told);

        market.Clock.Advance(TimeSpan.FromDays(800));
        Assert.Equal(1, await market.Run<ForgetOldOrders, int>(forget => forget.HandleAsync(default)));
        Assert.Equal([(4, null, null), (4, "Thơm", null)], await LeftAsync());
        Assert.Equal((2, 4m), await ShownAsync(market) is { } shown ? (shown.Count, shown.Average) : default);

        async Task<IEnumerable<(int, string?, string?)>> LeftAsync() => (await market.Read(db => db.Reviews.AsNoTracking().OrderBy(review => review.Text != null).ToListAsync())).Select(review => (review.Marks, review.Text, review.SignedAs));
    }

    internal static async Task<Order> DeliveredAsync(OrderingMarket market)
    {
        var order = (await market.PlacedGroup((market.Tea, 1))).Orders[0];
        Assert.Succeeded(await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(order.Id, "producer", default)));
        Assert.Succeeded(await market.Run<DeliverOrder, Outcome<OrderTurned>>(deliver => deliver.HandleAsync(order.Id, "producer", default)));
        return order;
    }

    internal static Person Officer { get; } = new(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);

    internal static Person Auditor { get; } = new(Guid.CreateVersion7(), "Kiểm tra", [new HeldRole(Role.Auditor, Scope.Programme)]);

    /// <summary>Holds all rights on another producer's things.</summary>
    internal static Person Elsewhere { get; } = new(Guid.CreateVersion7(), "Người khác", [new HeldRole(Role.ProducerOwner, Scope.Producer("51", "-", Guid.CreateVersion7())), new HeldRole(Role.Officer, Scope.Province("51"))]);

    internal static async Task<Person> MakerAsync(OrderingMarket market, Role role = Role.ProducerOwner) =>
        new(Guid.CreateVersion7(), "Chủ thể", [new HeldRole(role, (await market.Read(db => db.Producers.AsNoTracking().SingleAsync(producer => db.Products.Any(product => product.Id == market.Tea.ProductId && product.ProducerId == producer.Id)))).Scope)]);

    private static Task<Outcome<Review>> WriteAsync(OrderingMarket market, Order order, string? marks, string? text, string? signature = null, Guid? group = null, Guid? product = null) =>
        market.Run<WriteReview, Outcome<Review>>(write => write.HandleAsync(group ?? order.GroupId, new ReviewForm(order.Number, product ?? market.Tea.ProductId, marks, text, signature), default));

    private static Task<ReviewsOfProduct?> ShownAsync(OrderingMarket market) => market.Run<ProductReviews, ReviewsOfProduct?>(reviews => reviews.OfAsync(market.Tea.ProductId, 1, default));

    private static Task<int> WaitingAsync(OrderingMarket market) => market.Run<ReviewList, int>(list => list.CountWaitingAsync(Officer, default));

    private static Task<Outcome<Review>> ModerateAsync(OrderingMarket market, Person person, Review review, ReviewAct act, HideReason? reason = null) =>
        market.Run<ModerateReview, Outcome<Review>>(moderate => moderate.HandleAsync(person, review.Id, new Moderation(act, review.Version, reason), default));

    private static Task<Outcome<Review>> ReplyAsync(OrderingMarket market, Person person, Review review, string? reply) =>
        market.Run<AnswerReview, Outcome<Review>>(answer => answer.ReplyAsync(person, review.Id, review.Version, reply, default));

    private static Task<Outcome<Review>> ObjectAsync(OrderingMarket market, Person person, Review review, HideReason? reason, string? words) =>
        market.Run<AnswerReview, Outcome<Review>>(answer => answer.ObjectAsync(person, review.Id, review.Version, reason, words, default));
}
