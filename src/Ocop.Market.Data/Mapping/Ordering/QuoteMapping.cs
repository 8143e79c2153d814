using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Ordering.Companies;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class QuoteMapping : IEntityTypeConfiguration<Quote>
{
    public void Configure(EntityTypeBuilder<Quote> entity)
    {
        entity.ToTable("Quotes");
        entity.Property(quote => quote.Id).ValueGeneratedNever();
        entity.Ignore(quote => quote.ChangeSubject);
        entity.Ignore(quote => quote.LastDay);
        entity.Ignore(quote => quote.Reductions);
        AsJson.Keep(entity.Property(quote => quote.Offer));
        AsJson.Keep(entity.Property(quote => quote.WishedParts));
        entity.HasIndex(quote => quote.Number).IsUnique();
        entity.HasIndex(quote => new { quote.State, quote.ValidUntil });
        entity.HasIndex(quote => quote.CreatedAt);
        entity.HasMany(quote => quote.Events).WithOne().HasForeignKey(step => step.QuoteId);
    }
}

internal sealed class QuoteEventMapping : IEntityTypeConfiguration<QuoteEvent>
{
    public void Configure(EntityTypeBuilder<QuoteEvent> entity) => entity.ToTable("QuoteEvents");
}

internal sealed class RecipientSheetMapping : IEntityTypeConfiguration<RecipientSheet>
{
    public void Configure(EntityTypeBuilder<RecipientSheet> entity)
    {
        entity.ToTable("RecipientSheets").HasKey(sheet => sheet.QuoteId);
        entity.Property(sheet => sheet.QuoteId).ValueGeneratedNever();
        AsJson.Keep(entity.Property(sheet => sheet.Headings));
        AsJson.Keep(entity.Property(sheet => sheet.Rows));
        entity.HasOne<Quote>().WithOne().HasForeignKey<RecipientSheet>(sheet => sheet.QuoteId);
    }
}

/// <summary>What is written and read as a whole and never asked for by its parts.</summary>
internal static class AsJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Keep<T>(PropertyBuilder<T> property) => property.HasConversion(
        value => JsonSerializer.Serialize(value, Options), text => JsonSerializer.Deserialize<T>(text, Options)!,
        new ValueComparer<T>((one, other) => ReferenceEquals(one, other), value => value == null ? 0 : value.GetHashCode(), value => value));
}
