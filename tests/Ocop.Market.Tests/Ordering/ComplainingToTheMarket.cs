using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

/// <summary>A buyer who is not content, the market that has to answer, and the producer who says its side.</summary>
public sealed class ComplainingToTheMarket
{
    [Fact]
    public void What_is_closed_stays_closed_and_only_the_market_answers()
    {
        foreach (var act in Enum.GetValues<ComplaintAct>())
        {
            Assert.Null(ComplaintFlow.Next(act, ComplaintState.Closed));
            foreach (var from in new[] { ComplaintState.Open, ComplaintState.Answered }) Assert.NotNull(ComplaintFlow.Next(act, from));
        }

        Assert.Equal([ComplaintAct.Answer], Enum.GetValues<ComplaintAct>().Where(act => ComplaintFlow.Next(act, ComplaintState.Open) == ComplaintState.Answered));
    }

    [Theory, BothDatabases]
    public async Task Goes_back_and_forth_with_a_day_for_each_answer_and_ends_with_a_result(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (order, maker) = (await ReviewingGoods.DeliveredAsync(market), await ReviewingGoods.MakerAsync(market));
        var form = Form(order);
        var made = Assert.Succeeded(await WriteAsync(market, order, form));
        Assert.Equal(made.Id, Assert.Succeeded(await WriteAsync(market, order, form)).Id);
        Assert.Equal((ComplaintState.Open, made.CreatedAt.AddDays(7)), (made.State, made.DueAt));
        Assert.Equal([$"complaint-for-desk:{made.Id:n}:0", $"complaint-for-producer:{made.Id:n}:0"], await MailsAsync(market, made));
        Assert.Equal((1, 0), await CountAsync(market));

        market.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal((1, 1), await CountAsync(market));
        var said = Assert.Succeeded(await AnswerAsync(market, maker, made, ComplaintAct.Comment, "Bên tôi giao đúng hẹn"));
        Assert.Equal((ComplaintState.Open, made.DueAt), (said.State, said.DueAt));
        Assert.Refused("Stale", await AnswerAsync(market, ReviewingGoods.Officer, made, ComplaintAct.Answer, "Chợ đang hỏi người bán"));
        var answered = Assert.Succeeded(await AnswerAsync(market, ReviewingGoods.Officer, said, ComplaintAct.Answer, "Chợ đang hỏi người bán"));
        Assert.Equal((ComplaintState.Answered, (0, 0)), (answered.State, await CountAsync(market)));
        Assert.Contains($"complaint-for-buyer:{made.Id:n}:2", await MailsAsync(market, made));
        Assert.DoesNotContain($"complaint-for-desk:{made.Id:n}:2", await MailsAsync(market, made));

        var again = Assert.Succeeded(await WriteAsync(market, order, Form(order) with { About = null, Text = "Vẫn chưa được" }));
        Assert.Equal((made.Id, ComplaintState.Open, market.Clock.UtcNow().AddDays(7)), (again.Id, again.State, again.DueAt));
        Assert.Refused("ResultMissing", await AnswerAsync(market, ReviewingGoods.Officer, again, ComplaintAct.Close, "Chợ hoàn phí giao"));
        Assert.Refused("ResultMissing", await AnswerAsync(market, ReviewingGoods.Officer, again, ComplaintAct.Close, "Chợ hoàn phí giao", ComplaintResult.Withdrawn));
        var closed = Assert.Succeeded(await AnswerAsync(market, ReviewingGoods.Officer, again, ComplaintAct.Close, "Chợ hoàn phí giao", ComplaintResult.Upheld));
        Assert.Equal((ComplaintState.Closed, ComplaintResult.Upheld), (closed.State, closed.Result));
        Assert.Equal([ComplaintSide.Buyer, ComplaintSide.Producer, ComplaintSide.Desk, ComplaintSide.Buyer, ComplaintSide.Desk], closed.Messages.OrderBy(message => message.Position).Select(message => message.Side));
        Assert.Refused("Stale", await AnswerAsync(market, maker, closed, ComplaintAct.Comment, "Thêm một lời"));
        Assert.Contains("khiếu nại đúng", await market.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey == $"complaint-for-buyer:{made.Id:n}:4").Select(mail => mail.Text + mail.Html).SingleAsync()), StringComparison.Ordinal);

        // What comes afterwards is another complaint.
        Assert.Refused("AboutMissing", await WriteAsync(market, order, Form(order) with { About = null }));
        Assert.NotEqual(made.Id, Assert.Succeeded(await WriteAsync(market, order, Form(order))).Id);
    }

    [Theory, BothDatabases]
    public async Task Nobody_writes_without_words_or_into_anothers_order_and_nothing_is_kept(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (order, other) = (await ReviewingGoods.DeliveredAsync(market), await ReviewingGoods.DeliveredAsync(market));
        var before = await market.Fingerprint();
        Assert.Refused("AboutMissing", await WriteAsync(market, order, Form(order) with { About = null }));
        Assert.Refused("TextMissing", await WriteAsync(market, order, Form(order) with { Text = " " }));
        Assert.Refused("TextMissing", await WriteAsync(market, order, Form(order) with { Text = new string('a', WriteComplaint.LongestText + 1) }));
        Assert.Refused("OrderUnknown", await WriteAsync(market, order, Form(other)));
        Assert.Refused("ComplaintClosed", await WithdrawAsync(market, order));
        Assert.Equal((0, before), (await market.Read(db => db.ComplaintMessages.CountAsync()), await market.Fingerprint()));

        for (var made = 0; made < WriteComplaint.MostOfOneParcel; made++)
        {
            Assert.Succeeded(await WriteAsync(market, order, Form(order)));
            Assert.Equal(ComplaintResult.Withdrawn, Assert.Succeeded(await WithdrawAsync(market, order)).Result);
        }

        Assert.Refused("TooManyComplaints", await WriteAsync(market, order, Form(order)));
    }

    [Theory, BothDatabases]
    public async Task Strangers_see_nothing_and_each_side_does_only_its_own(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await ReviewingGoods.DeliveredAsync(market);
        var complaint = Assert.Succeeded(await WriteAsync(market, order, Form(order)));
        var (maker, helper) = (await ReviewingGoods.MakerAsync(market), await ReviewingGoods.MakerAsync(market, Role.ProducerHelper));
        var before = await market.Fingerprint();
        foreach (var stranger in new[] { ReviewingGoods.Elsewhere, helper })
        {
            Assert.Null(await market.Run<ComplaintList, ComplaintFile?>(list => list.FindAsync(stranger, complaint.Id, default)));
            Assert.Refused("ComplaintUnknown", await AnswerAsync(market, stranger, complaint, ComplaintAct.Comment, "Không phải vậy"));
            Assert.Equal((0, 0), (await PageAsync(stranger), (await market.Run<ComplaintList, ListPage<ComplaintRow>>(list => list.OfProducerAsync(stranger, 1, default))).Total));
        }

        Assert.Refused("NoRight", await AnswerAsync(market, ReviewingGoods.Auditor, complaint, ComplaintAct.Answer, "Chợ trả lời"));
        Assert.Refused("NoRight", await AnswerAsync(market, maker, complaint, ComplaintAct.Answer, "Chợ trả lời"));
        Assert.Refused("NoRight", await AnswerAsync(market, maker, complaint, ComplaintAct.Close, "Xong", ComplaintResult.Unfounded));
        Assert.Refused("NoRight", await AnswerAsync(market, ReviewingGoods.Officer, complaint, ComplaintAct.Comment, "Người bán nói"));
        Assert.Refused("NoRight", await AnswerAsync(market, ReviewingGoods.Officer, complaint, ComplaintAct.Withdraw, "Thay khách"));
        Assert.Refused("TextMissing", await AnswerAsync(market, ReviewingGoods.Officer, complaint, ComplaintAct.Answer, " "));
        Assert.Refused("ComplaintUnknown", await market.Run<AnswerComplaint, Outcome<Complaint>>(answer => answer.HandleAsync(ReviewingGoods.Officer, Guid.CreateVersion7(), new ComplaintAnswer(ComplaintAct.Answer, 0, "Chợ trả lời"), default)));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Equal((1, 1, 1), (await PageAsync(ReviewingGoods.Auditor), await PageAsync(ReviewingGoods.Officer, ComplaintState.Open), (await market.Run<ComplaintList, ListPage<ComplaintRow>>(list => list.OfProducerAsync(maker, 1, default))).Total));
        Assert.Equal(0, await PageAsync(ReviewingGoods.Officer, ComplaintState.Closed));

        async Task<int> PageAsync(Person person, ComplaintState? state = null) => (await market.Run<ComplaintList, ListPage<ComplaintRow>>(list => list.PageAsync(person, state, 1, default))).Total;
    }

    [Theory, BothDatabases]
    public async Task What_waits_stands_by_the_day_it_is_due_and_all_else_the_newest_first(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var made = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            var order = await ReviewingGoods.DeliveredAsync(market);
            made.Add(Assert.Succeeded(await WriteAsync(market, order, Form(order))).Id);
            market.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(made, (await PageAsync(ComplaintState.Open)).Select(row => row.Id));
        Assert.Equal(made.AsEnumerable().Reverse(), (await PageAsync(null)).Select(row => row.Id));

        async Task<IReadOnlyList<ComplaintRow>> PageAsync(ComplaintState? state) => (await market.Run<ComplaintList, ListPage<ComplaintRow>>(list => list.PageAsync(ReviewingGoods.Officer, state, 1, default))).Rows;
    }

    [Theory, BothDatabases]
    public async Task Two_answers_at_once_are_one_and_the_other_is_told(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await ReviewingGoods.DeliveredAsync(market);
        var complaint = Assert.Succeeded(await WriteAsync(market, order, Form(order)));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => AnswerAsync(market, ReviewingGoods.Officer, complaint, ComplaintAct.Answer, $"Trả lời {i}"))));
        Assert.Single(outcomes, outcome => outcome.Succeeded);
        Assert.All(outcomes.Where(outcome => !outcome.Succeeded), outcome => Assert.Refused("Stale", outcome));
        Assert.Equal(2, await market.Read(db => db.ComplaintMessages.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task An_open_complaint_keeps_the_buyer_known_and_its_words_go_a_year_after_it_was_closed(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await ReviewingGoods.DeliveredAsync(market);
        var group = await market.Read(db => db.OrderGroups.AsNoTracking().SingleAsync());
        Assert.Succeeded(await WriteAsync(market, order, Form(order)));
        Assert.Refused("StillOpen", await market.Run<AskToBeErased, Outcome<PersonalDataRequest>>(ask => ask.HandleAsync(DataSubject.Of(group), "vi", default)));
        var file = await market.Run<PersonalFiles, PersonalFile>(files => files.ReadAsync(DataSubject.Of(group), default));
        Assert.Equal((order.Number, "Giao trễ mười ngày"), Assert.Single(Assert.Single(file.Orders).Complaints) is var held ? (held.Parcel, Assert.Single(held.Messages).Text) : default);
        market.Clock.Advance(TimeSpan.FromDays(800));
        Assert.Equal((0, 0), (await market.Run<ForgetOldOrders, int>(forget => forget.HandleAsync(default)), await ForgetAsync()));

        Assert.Succeeded(await WithdrawAsync(market, order));
        Assert.Equal(0, await ForgetAsync());
        market.Clock.Advance(TimeSpan.FromDays(370));
        Assert.Equal((1, 0), (await ForgetAsync(), await ForgetAsync()));
        Assert.Equal((2, 0, (ComplaintResult?)ComplaintResult.Withdrawn), await market.Read(async db => (await db.ComplaintMessages.CountAsync(), await db.ComplaintMessages.CountAsync(message => message.Text != null), await db.Complaints.Select(complaint => complaint.Result).SingleAsync())));

        // With the order, where that goes first.
        var young = await ReviewingGoods.DeliveredAsync(market);
        Assert.Succeeded(await WriteAsync(market, young, Form(young)));
        Assert.Succeeded(await WithdrawAsync(market, young));
        group = await market.Read(db => db.OrderGroups.AsNoTracking().SingleAsync(it => it.Id == young.GroupId));
        var asked = Assert.Succeeded(await market.Run<AskToBeErased, Outcome<PersonalDataRequest>>(ask => ask.HandleAsync(DataSubject.Of(group), "vi", default)));
        Assert.Succeeded(await market.Run<AnswerErasure, Outcome<PersonalDataRequest>>(answer => answer.EraseAsync(ReviewingGoods.Officer, asked.Id, asked.Version, default)));
        Assert.Equal(0, await market.Read(db => db.ComplaintMessages.CountAsync(message => message.Text != null)));
        Assert.Refused("BuyerForgotten", await WriteAsync(market, young, Form(young)));

        Task<int> ForgetAsync() => market.Run<ForgetComplaints, int>(forget => forget.HandleAsync(default));
    }

    private static ComplaintForm Form(Order order) => new(Guid.CreateVersion7(), order.Number, ComplaintAbout.Delivery, "Giao trễ mười ngày");

    private static Task<Outcome<Complaint>> WriteAsync(OrderingMarket market, Order order, ComplaintForm form) => market.Run<WriteComplaint, Outcome<Complaint>>(write => write.HandleAsync(order.GroupId, form, default));

    private static Task<Outcome<Complaint>> WithdrawAsync(OrderingMarket market, Order order) => market.Run<WriteComplaint, Outcome<Complaint>>(write => write.WithdrawAsync(order.GroupId, Guid.CreateVersion7(), order.Number, default));

    private static Task<Outcome<Complaint>> AnswerAsync(OrderingMarket market, Person person, Complaint complaint, ComplaintAct act, string words, ComplaintResult? result = null) =>
        market.Run<AnswerComplaint, Outcome<Complaint>>(answer => answer.HandleAsync(person, complaint.Id, new ComplaintAnswer(act, complaint.Version, words, result), default));

    private static Task<(int Open, int Overdue)> CountAsync(OrderingMarket market) => market.Run<ComplaintList, (int, int)>(list => list.CountAsync(ReviewingGoods.Officer, default));

    private static Task<List<string>> MailsAsync(OrderingMarket market, Complaint complaint)
    {
        var part = $":{complaint.Id:n}:";
        return market.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey.Contains(part)).OrderBy(mail => mail.DedupeKey).Select(mail => mail.DedupeKey).ToListAsync());
    }
}
