using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.PersonalData;

/// <summary>What waits on the desk, the most urgent first.</summary>
public sealed class DeskErasures(IOrderingDb db)
{
    private const int OnAPage = 30;

    public Task<ListPage<PersonalDataRequest>> PageAsync(Person person, bool open, int page, CancellationToken cancel)
    {
        var may = person.May(Act.ReadErasures, Scope.Programme);
        return db.PersonalDataRequests.AsNoTracking().Where(request => may && (request.State == PersonalDataRequestState.Open) == open).OrderBy(request => request.DueAt).PageAsync(page, OnAPage, cancel);
    }
}

/// <summary>An officer erases who asked, or says why not. The answer goes by mail where there is an address.</summary>
public sealed class AnswerErasure(IOrderingDb db, PersonalFiles files, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    /// <summary>Quotes whose parcels or money are under way; these are forgotten when they end.</summary>
    private static readonly QuoteState[] InHand = [QuoteState.Placed, QuoteState.DepositPaid, QuoteState.Paid, QuoteState.OnAccount];

    private static readonly Refusal Stale = new("Stale", "", "Có người vừa trả lời yêu cầu này. Xem lại rồi làm tiếp.", "Somebody has just answered this request. Please look again.");

    public Task<Outcome<PersonalDataRequest>> EraseAsync(Person person, Guid id, long version, CancellationToken cancel) => AnswerAsync(person, id, version, async request =>
    {
        if (await SubjectOfAsync(request, cancel) is { } subject)
        {
            var ids = await files.GroupsOf(subject).Select(group => group.Id).ToListAsync(cancel);
            await db.LockAsync<OrderGroup>(ids, cancel);
            if (await files.OpenUntilAsync(subject, cancel) is { } day) return AskToBeErased.Still(day);
            var groups = await db.OrderGroups.Where(group => ids.Contains(group.Id)).Include(group => group.Orders).ToListAsync(cancel);
            var spellings = subject.Buyer?.Spellings(groups) ?? [];
            await OrderForgetting.ForgetAsync(db, groups, isAsked: true, person.Actor, clock.UtcNow(), cancel);
            if (subject.Buyer is { } buyer) await CloseAccountAsync(buyer, spellings, person.Actor, cancel);
        }

        Tell(request, "Dữ liệu cá nhân của bạn đã được xoá. Số tiền và mã đơn ở lại trong sổ kế toán, không còn tên bạn.", "Your personal data is erased. Amounts and order numbers stay in the books, without your name.");
        request.Close(PersonalDataRequestState.Erased, null, clock.UtcNow());
        return "PersonErased";
    }, cancel);

    public Task<Outcome<PersonalDataRequest>> RefuseAsync(Person person, Guid id, long version, string? answer, CancellationToken cancel) => AnswerAsync(person, id, version, request =>
    {
        var words = VietnameseText.Normalize(answer ?? "");
        if (words.Length is < 10 or > PersonalDataRequest.LongestAnswer)
            return Task.FromResult<Outcome<string>>(new Refusal("AnswerMissing", "answer", $"Viết lý do và ngày có thể xin lại, từ 10 đến {PersonalDataRequest.LongestAnswer} chữ.", $"Write why, and the day to ask again: 10 to {PersonalDataRequest.LongestAnswer} letters."));
        Tell(request, $"Chợ chưa xoá được dữ liệu của bạn. {words}", $"Your data could not be erased yet. {words}");
        request.Close(PersonalDataRequestState.Refused, words, clock.UtcNow());
        return Task.FromResult<Outcome<string>>("ErasureRefused");
    }, cancel);

    private Task<Outcome<PersonalDataRequest>> AnswerAsync(Person person, Guid id, long version, Func<PersonalDataRequest, Task<Outcome<string>>> answer, CancellationToken cancel) => db.InTransactionAsync<PersonalDataRequest>(async () =>
    {
        if (!person.May(Act.AnswerErasures, Scope.Programme)) return NoRight.Here;
        // Of two officers the second waits here, and reads what the first did.
        await db.PersonalDataRequests.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Language, it => it.Language), cancel);
        if (await db.PersonalDataRequests.FirstOrDefaultAsync(it => it.Id == id, cancel) is not { State: PersonalDataRequestState.Open } request || request.Version != version) return Stale;
        var outcome = await answer(request);
        if (!outcome.Succeeded) return Outcome<PersonalDataRequest>.Refused(outcome.Refusals);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, outcome.Value, request.Subject));
        await db.SaveChangesAsync(cancel);
        return request;
    }, cancel);

    /// <summary>Null where the account or the order is gone already.</summary>
    private async Task<DataSubject?> SubjectOfAsync(PersonalDataRequest request, CancellationToken cancel) => request.BuyerId is { } buyerId
        ? await db.Buyers.FirstOrDefaultAsync(buyer => buyer.Id == buyerId, cancel) is { } found ? DataSubject.Of(found) : null
        : await db.OrderGroups.FirstOrDefaultAsync(group => group.Id == request.GroupId, cancel) is { } group ? DataSubject.Of(group) : null;

    /// <summary>By the mailbox that was proven, not by what was typed into an order: that may be somebody else's.</summary>
    private async Task CloseAccountAsync(Buyer buyer, IReadOnlyList<string> spellings, string actor, CancellationToken cancel)
    {
        var mailbox = buyer.Mailbox;
        await db.BuyerCodes.Where(code => code.Mailbox == mailbox).ExecuteDeleteAsync(cancel);
        await db.OutboxMessages.Where(mail => mail.Recipient == mailbox && mail.DedupeKey.StartsWith("buyer-code:")).ExecuteDeleteAsync(cancel);
        foreach (var enquiry in await db.Enquiries.Where(enquiry => enquiry.Email != null && spellings.Contains(enquiry.Email)).ToListAsync(cancel)) enquiry.Forget();
        foreach (var id in await db.Quotes.Where(quote => quote.ForgottenAt == null && spellings.Contains(quote.Email) && !InHand.Contains(quote.State)).OrderBy(quote => quote.Id).Select(quote => quote.Id).ToListAsync(cancel))
            await TendQuotes.ForgetAsync(db, id, actor, clock.UtcNow(), cancel);
        db.Buyers.Remove(buyer);
    }

    private void Tell(PersonalDataRequest request, string vi, string en)
    {
        if (request.Mailbox is not { } mailbox) return;
        var title = request.Language == "en" ? "Your personal data" : "Dữ liệu cá nhân của bạn";
        var body = new MailBody(title, request.Language).Say(request.Language == "en" ? en : vi);
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), $"erasure:{request.Id:n}", mailbox, title));
    }
}

/// <summary>Requests belong to the whole market, and so do their entries.</summary>
public sealed class AuditedErasures(IOrderingDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.PersonalDataRequestKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes)
    {
        var isWide = scopes.Contains(Scope.Programme);
        return db.PersonalDataRequests.Where(_ => isWide).Select(request => request.Id).AsEntryIds();
    }

    public Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(ids.ToDictionary(id => id, id => id[^8..]));
}
