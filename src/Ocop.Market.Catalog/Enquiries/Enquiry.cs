using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Enquiries;

/// <summary>What a visitor asks the people of a tourism service. The market passes it on; the answer goes from them to the visitor.</summary>
public sealed class Enquiry
{
    private Enquiry() { }

    public Enquiry(Guid productId, EnquiryWords words, string language, DateTime now)
    {
        (Id, ProductId, Language, CreatedAt) = (Guid.CreateVersion7(), productId, language, now);
        (Name, Phone, Email, WishedDay, People, Message) = words;
    }

    public Guid Id { get; private set; }
    public Guid ProductId { get; private set; }

    /// <summary>Empty once the enquiry is forgotten.</summary>
    public string Name { get; private set; } = "";
    public string? Phone { get; private set; }
    public string? Email { get; private set; }

    /// <summary>Null while the visitor has no day in mind.</summary>
    public DateOnly? WishedDay { get; private set; }
    public int People { get; private set; }
    public string? Message { get; private set; }

    /// <summary>"vi" or "en": the language of the page it was asked on.</summary>
    public string Language { get; private set; } = "vi";
    public DateTime CreatedAt { get; private set; }

    /// <summary>Who asked, and in which words.</summary>
    public void Forget() => (Name, Phone, Email, Message) = ("", null, null, null);

    public ChangeSubject Subject => ChangeSubject.Enquiry(Id);
}
