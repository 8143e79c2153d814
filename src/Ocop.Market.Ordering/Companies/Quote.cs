using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Companies;

/// <param name="Phone">As +84….</param>
/// <param name="Goods">In the company's own words.</param>
/// <param name="LogoText">Null without a card that bears the company's name.</param>
public sealed record QuoteWish(
    string Company, string TaxCode, string Contact, string Email, string Phone, int Boxes, string Goods, DateOnly WishDay, Money? Budget, string? InvoiceAddress, string? LogoText);

/// <summary>What one piece of the wished box is, chosen from the catalogue.</summary>
public sealed record WishedPart(Guid VariantId, int Quantity);

/// <summary>A company asks for gift boxes by the hundred; the desk offers, the company accepts, sends its recipients and gets one order with a parcel for each.</summary>
public sealed class Quote : ITellsChange
{
    private readonly List<QuoteEvent> _events = [];

    private Quote() { }

    internal Quote(string number, QuoteWish wish, IReadOnlyList<WishedPart> parts, string language, DateTime now)
    {
        (Id, Number, Language, CreatedAt, WishedParts) = (Guid.CreateVersion7(), number, language, now, parts);
        (Company, TaxCode, Contact, Email, Phone, Boxes, Goods, WishDay, Budget, InvoiceAddress, LogoText) = wish;
        FoldedCompany = VietnameseText.Fold(Company);
        _events.Add(new QuoteEvent(Id, now, State, "company", null));
    }

    public Guid Id { get; private set; }

    /// <summary>Drawn like an order's number.</summary>
    public string Number { get; private set; } = "";
    public string Language { get; private set; } = "vi";
    public DateTime CreatedAt { get; private set; }
    public string Company { get; private set; } = "";
    public string FoldedCompany { get; private set; } = "";
    public string TaxCode { get; private set; } = "";
    public string Contact { get; private set; } = "";
    public string Email { get; private set; } = "";
    public string Phone { get; private set; } = "";
    public int Boxes { get; private set; }
    public string Goods { get; private set; } = "";
    public DateOnly WishDay { get; private set; }

    /// <summary>For one box.</summary>
    public Money? Budget { get; private set; }

    /// <summary>Where the company's invoices say it is; null where it wants none.</summary>
    public string? InvoiceAddress { get; private set; }
    public string? LogoText { get; private set; }

    /// <summary>What the company had in its cart when it asked: one box.</summary>
    public IReadOnlyList<WishedPart> WishedParts { get; private set; } = [];
    public QuoteState State { get; private set; }
    public QuoteOffer? Offer { get; private set; }

    /// <summary>Grows with each offer; only the newest can be accepted.</summary>
    public int OfferVersion { get; private set; }

    /// <summary>The offer's, for whoever looks for those that end.</summary>
    public DateOnly? ValidUntil { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public DateTime? ForgottenAt { get; private set; }
    public long Version { get; private set; }

    public IReadOnlyList<QuoteEvent> Events => _events;

    /// <summary>What was taken off an account since it was opened, each with its reason. In the order of the steps.</summary>
    public IEnumerable<QuoteEvent> Reductions => _events.Where(step => step.State == QuoteState.OnAccount).Skip(1);

    public ChangeSubject ChangeSubject => ChangeSubject.Quote(Id);

    /// <summary>What no delivery day may be after.</summary>
    public DateOnly LastDay => Offer?.LastDay ?? WishDay;

    internal void Make(QuoteOffer offer, DateTime now, string actor)
    {
        (Offer, OfferVersion, ValidUntil) = (offer, OfferVersion + 1, offer.ValidUntil);
        Take(QuoteAct.Offer, now, actor, null);
    }

    internal void Take(QuoteAct act, DateTime now, string actor, string? note)
    {
        var move = QuoteFlow.Find(act, State) ?? throw new InvalidOperationException($"Quote {Number} is {State}: it cannot {act}.");
        State = move.To;
        EndedAt = State.IsEnd() ? now : null;
        _events.Add(new QuoteEvent(Id, now, State, actor, note));
    }

    /// <summary>Nothing goes back, so no refund tells why: this step does.</summary>
    internal void OweLess(DateTime now, string actor, string note)
    {
        if (State != QuoteState.OnAccount) throw new InvalidOperationException($"Quote {Number} is {State}: it has no account.");
        _events.Add(new QuoteEvent(Id, now, State, actor, note));
    }

    /// <summary>Who asked. What was offered and what became of it stays.</summary>
    internal void Forget(DateTime now)
    {
        (Company, FoldedCompany, TaxCode, Contact, Email, Phone, Goods, InvoiceAddress, LogoText, ForgottenAt) = ("", "", "", "", "", "", "", null, null, now);
        foreach (var step in _events) step.Forget();
    }
}

/// <summary>One step on the quote's way.</summary>
public sealed class QuoteEvent
{
    private QuoteEvent() { }

    internal QuoteEvent(Guid quoteId, DateTime at, QuoteState state, string actor, string? note) => (QuoteId, At, State, Actor, Note) = (quoteId, at, state, actor, note);

    public long Id { get; private set; }
    public Guid QuoteId { get; private set; }
    public DateTime At { get; private set; }

    /// <summary>What the quote became.</summary>
    public QuoteState State { get; private set; }
    public string Actor { get; private set; } = "";
    public string? Note { get; private set; }

    internal void Forget() => Note = null;
}
