using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;

namespace Ocop.Market.Ordering.Companies;

/// <param name="Code">As <see cref="NamedGoods"/> reads it.</param>
public sealed record PartRow(string? Code, string? Pieces);

public sealed record StepRow(string? From, string? Percent);

/// <summary>What an officer typed, as typed.</summary>
public sealed record OfferForm
{
    public string? Title { get; init; }
    public string? Price { get; init; }
    public IReadOnlyList<PartRow> Parts { get; init; } = [];

    /// <summary>The address of the producer who packs; empty is whoever makes the first part.</summary>
    public string? Packer { get; init; }

    /// <summary>"true": the packer was asked and has agreed. Parcels of a company need no answer any more.</summary>
    public string? PackerAgreed { get; init; }
    public string? BoxGrams { get; init; }
    public IReadOnlyList<StepRow> Steps { get; init; } = [];
    public string? Delivery { get; init; }
    public string? ValidUntil { get; init; }
    public string? LastDay { get; init; }
    public string? Terms { get; init; }
    public string? DepositPercent { get; init; }
    public string? AccountDays { get; init; }
    public string? Note { get; init; }
}

/// <summary>An offer beside what its goods cost one by one today, for the number that was asked for.</summary>
/// <param name="Retail">Of the goods in one box.</param>
/// <param name="Price">Of one box, after its step.</param>
public sealed record OfferSums(int Boxes, Money Retail, Money Price)
{
    public Money RetailOfAll => Retail * Boxes;

    public Money PriceOfAll => Price * Boxes;
}

/// <summary>The desk's answer, the first or another: each is a version of its own.</summary>
public sealed class OfferQuote(IOrderingDb db, NamedGoods goods, QuoteMails mails, PaymentMethods methods, IOptions<BankTransferOptions> account, TimeProvider clock)
{
    public const int MostParts = 8, MostSteps = 4, LongestTitle = 120, LongestNote = 1000, HeaviestBox = 5_000;

    /// <summary>Null where companies can pay on these terms: an account is paid by transfer only, a deposit in any way that takes money beforehand.</summary>
    public LocalText? Hindrance(PayTerms terms) => terms switch
    {
        PayTerms.OnAccount when !account.Value.IsOffered => new("Chợ chưa khai tài khoản ngân hàng (mục Payments:BankTransfer trong cài đặt máy chủ), nên công ty không biết chuyển tiền vào đâu.",
            "The market has no bank account (Payments:BankTransfer in the settings of the server), so the company could not know where to pay."),
        PayTerms.Deposit when !methods.Offered.Any(method => method.IsPrepaid()) => new("Chợ chưa nhận chuyển khoản hay cổng thanh toán nào (mục Payments trong cài đặt máy chủ), nên công ty không đặt cọc được.",
            "The market takes neither transfers nor any gateway (Payments in the settings of the server), so the company could not pay a deposit."),
        _ => null,
    };

    public Task<Outcome<Quote>> HandleAsync(Person person, Guid id, long version, OfferForm form, CancellationToken cancel) => db.InTransactionAsync<Quote>(async () =>
    {
        var found = await DeskQuotes.ToHandleAsync(db, person, id, version, cancel);
        if (!found.Succeeded) return found;
        var quote = found.Value;
        if (quote.ForgottenAt is not null || QuoteFlow.Find(QuoteAct.Offer, quote.State) is null) return new Refusal("TooLateToOffer", "", "Báo giá này đã được chấp nhận hoặc đã khép, không chào lại được.", "This quote was accepted or has ended; it cannot be offered anew.");
        var offer = await MeetAsync(form, cancel);
        if (!offer.Succeeded) return Outcome<Quote>.Refused(offer.Refusals);
        var before = quote.State.ToString();
        quote.Make(offer.Value, clock.UtcNow(), person.Actor);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "QuoteOffered", quote.ChangeSubject, before, FormattableString.Invariant($"{quote.Number} v{quote.OfferVersion} {offer.Value.PriceFor(quote.Boxes).Amount}")));
        mails.TellOffered(quote);
        await db.SaveChangesAsync(cancel);
        return quote;
    }, cancel);

    /// <summary>What the fields come to as they stand; nothing is kept. Only those that it takes are refused.</summary>
    public async Task<Outcome<OfferSums>> ReckonAsync(Person person, Guid id, OfferForm form, CancellationToken cancel)
    {
        if (!person.May(Act.HandleQuotes, Scope.Programme)) return NoRight.Here;
        if (await db.Quotes.Where(quote => quote.Id == id).Select(quote => (int?)quote.Boxes).FirstOrDefaultAsync(cancel) is not { } boxes) return DeskQuotes.Unknown;
        var unmet = new List<Refusal>();
        var (price, parts, steps) = (Price(form, unmet), await PartsAsync(form.Parts, unmet, cancel), Steps(form.Steps, unmet));
        return unmet.Count > 0 ? Outcome<OfferSums>.Refused(unmet) : new OfferSums(boxes, parts.Select(part => part.Part.Share).Sum(), QuoteOffer.PriceFor(price!.Value, steps, boxes));
    }

    private static Money? Price(OfferForm form, List<Refusal> unmet)
    {
        if (QuoteFields.Number(form.Price, 1_000, 100_000_000) is { } price) return new Money(price);
        unmet.Add(new("PriceWrong", "price", "Giá một hộp là số đồng, ví dụ 550.000.", "The price of a box is a number of đồng, for example 550.000."));
        return null;
    }

    private async Task<Outcome<QuoteOffer>> MeetAsync(OfferForm form, CancellationToken cancel)
    {
        var (unmet, today) = (new List<Refusal>(), clock.Today());
        var title = VietnameseText.Normalize((form.Title ?? "").Trim());
        if (title.Length is < 2 or > LongestTitle) unmet.Add(new("TitleWrong", "title", $"Đặt tên hộp, nhiều nhất {LongestTitle} chữ.", $"Name the box, {LongestTitle} letters at most."));
        var price = Price(form, unmet);
        var parts = await PartsAsync(form.Parts, unmet, cancel);
        var packer = await PackerAsync(form.Packer, parts, unmet, cancel);
        if (form.PackerAgreed != "true") unmet.Add(new("PackerNotAsked", "packerAgreed", "Hỏi người đóng gói trước: gói của công ty không chờ trả lời từng đơn.", "Ask the packer first: parcels of a company wait for no answer."));
        var boxGrams = string.IsNullOrWhiteSpace(form.BoxGrams) ? 0 : QuoteFields.Number(form.BoxGrams, 0, HeaviestBox);
        if (boxGrams is null) unmet.Add(new("BoxGramsWrong", "boxGrams", $"Hộp rỗng nặng từ 0 đến {HeaviestBox} g.", $"An empty box weighs from 0 to {HeaviestBox} g."));
        var steps = Steps(form.Steps, unmet);
        var delivery = string.IsNullOrWhiteSpace(form.Delivery) ? 0 : QuoteFields.Number(form.Delivery, 0, 10_000_000);
        if (delivery is null) unmet.Add(new("DeliveryWrong", "delivery", "Tiền giao một địa chỉ là số đồng, ví dụ 30.000; để trống là đã gồm.", "Delivery to one address is a number of đồng, for example 30.000; empty is included."));
        var (valid, last) = (Typed.Day(form.ValidUntil), Typed.Day(form.LastDay));
        if (valid is null || valid < today) unmet.Add(new("ValidUntilWrong", "validUntil", "Ghi ngày cuối để chấp nhận báo giá, từ hôm nay trở đi.", "Enter the last day for accepting, today or later."));
        if (last is null || last < today || last < valid) unmet.Add(new("LastDayWrong", "lastDay", "Ghi hạn giao cuối, sau ngày cuối để chấp nhận báo giá.", "Enter the last day of delivery, after the last day for accepting."));
        else if (last.Value.IsTet()) unmet.Add(new("DayOfTet", "lastDay", TetDays.Closed(last.Value)));
        if (!Enum.TryParse<PayTerms>(form.Terms, out var terms) || !Enum.IsDefined(terms)) unmet.Add(new("TermsMissing", "terms", "Chọn cách trả tiền.", "Choose the terms."));
        else if (Hindrance(terms) is { } hindrance) unmet.Add(new("TermsUnpayable", "terms", hindrance));
        var deposit = terms == PayTerms.Deposit ? QuoteFields.Number(form.DepositPercent, 5, 95) : 0;
        if (deposit is null) unmet.Add(new("DepositWrong", "depositPercent", "Đặt cọc từ 5 đến 95 phần trăm.", "A deposit from 5 to 95 percent."));
        var days = terms == PayTerms.OnAccount ? QuoteFields.Number(form.AccountDays, 1, 90) : 0;
        if (days is null) unmet.Add(new("AccountDaysWrong", "accountDays", "Trả sau từ 1 đến 90 ngày.", "On account for 1 to 90 days."));
        var note = VietnameseText.Normalize((form.Note ?? "").Trim());
        if (note.Length > LongestNote) unmet.Add(new("TooLong", "note", $"Nhiều nhất {LongestNote} chữ.", $"{LongestNote} letters at most."));
        return unmet.Count > 0 ? Outcome<QuoteOffer>.Refused(unmet)
            : new QuoteOffer(QuoteLine.Of(title, price!.Value, packer!.Id, packer.Name, [.. parts.Select(part => part.Part)]) with { BoxGrams = boxGrams!.Value }, steps, new Money(delivery!.Value), valid!.Value, last!.Value, terms, deposit!.Value, days!.Value, note);
    }

    private async Task<IReadOnlyList<(QuotePart Part, Guid ProducerId)>> PartsAsync(IReadOnlyList<PartRow> rows, List<Refusal> unmet, CancellationToken cancel)
    {
        var named = rows.Where(row => !string.IsNullOrWhiteSpace(row.Code)).Take(MostParts).Select(row => (Code: VietnameseText.Normalize(row.Code!), row.Pieces)).ToList();
        var found = await goods.FindAsync([.. named.Select(row => row.Code)], cancel);
        var ids = found.Values.Select(good => good.VariantId).OfType<Guid>().ToList();
        var onSale = await (from variant in db.Variants where ids.Contains(variant.Id) join product in db.Products on variant.ProductId equals product.Id
            where product.IsListed && product.GroupSlug != Product.TourismGroup select new { variant, product }).ToDictionaryAsync(good => good.variant.Id, cancel);
        var parts = new List<(QuotePart Part, Guid ProducerId)>();
        foreach (var (code, typed) in named)
        {
            var pieces = QuoteFields.Number(typed, 1, 50);
            if (found.GetValueOrDefault(code)?.VariantId is not { } id || !onSale.TryGetValue(id, out var good)) unmet.Add(NamedGoods.Unknown(code, "parts"));
            else if (pieces is null) unmet.Add(new("PiecesWrong", "parts", $"{good.product.Name}: số lượng mỗi hộp từ 1 đến 50.", $"{good.product.Name}: from 1 to 50 in a box."));
            else if (parts.Exists(part => part.Part.VariantId == id)) unmet.Add(new("PartTwice", "parts", $"{good.product.Name} có hai lần.", $"{good.product.Name} stands twice."));
            else parts.Add((new QuotePart(id, good.product.Id, good.product.Name, good.variant.Pack, good.variant.NetWords, pieces.Value, good.variant.Price * pieces.Value), good.product.ProducerId));
        }

        if (parts.Count == 0 && !unmet.Exists(refusal => refusal.Field == "parts")) unmet.Add(new("PartsMissing", "parts", "Ghi ít nhất một món trong hộp.", "Enter at least one part of the box."));
        return parts;
    }

    private async Task<Producer?> PackerAsync(string? typed, IReadOnlyList<(QuotePart Part, Guid ProducerId)> parts, List<Refusal> unmet, CancellationToken cancel)
    {
        var slug = (typed ?? "").Trim().TrimEnd('/').Split('/')[^1];
        if (slug.Length == 0 && parts.Count == 0) return null;
        var packer = slug.Length == 0 ? await db.Producers.FirstAsync(it => it.Id == parts[0].ProducerId, cancel) : await db.Producers.FirstOrDefaultAsync(it => it.Slug == slug, cancel);
        if (packer is null) unmet.Add(new("PackerUnknown", "packer", "Không có chủ thể nào ở đường dẫn này.", "There is no producer at this address."));
        return packer;
    }

    private static IReadOnlyList<PriceStep> Steps(IReadOnlyList<StepRow> rows, List<Refusal> unmet)
    {
        var steps = rows.Where(row => !string.IsNullOrWhiteSpace(row.From)).Take(MostSteps).Select(row => (From: QuoteFields.Number(row.From, 2, AskQuote.MostBoxes), Percent: QuoteFields.Number(row.Percent, 1, 60))).ToList();
        if (steps.Exists(step => step.From is null || step.Percent is null) || steps.DistinctBy(step => step.From).Count() != steps.Count)
        {
            unmet.Add(new("StepsWrong", "steps", "Mỗi bậc giá: từ bao nhiêu hộp, giảm 1 đến 60 phần trăm; mỗi số hộp một lần.", "Each step: from how many boxes, 1 to 60 percent off; each number once."));
            return [];
        }

        return [.. steps.Select(step => new PriceStep(step.From!.Value, step.Percent!.Value)).OrderBy(step => step.From)];
    }
}
