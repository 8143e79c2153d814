using Ocop.Market.Kernel;

namespace Ocop.Market.Web.BackOffice.Shared;

public enum FieldKind { Text, Long, Number, Date, Moment, Choice, Tick, Email, Phone }

/// <summary>One labelled field with its help and, beside it, what was refused. Drawn by "_Field".</summary>
public sealed record DeskField(string Name, string Label, string? Value, FieldKind Kind = FieldKind.Text)
{
    public string? Help { get; init; }
    public bool IsRequired { get; init; }

    /// <summary>False where it is needed only for one of the form's buttons: the label says when.</summary>
    public bool SaysOptional { get; init; } = true;
    public int? MaxLength { get; init; }

    /// <summary>A choice that the library's dialog may make as well (desk/photo-fields).</summary>
    public bool ForPhotos { get; init; }
    public IReadOnlyList<(string Value, string Label)> Choices { get; init; } = [];

    /// <summary>Of the whole form; the field shows its own.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public Refusal? Problem => Refusals.FirstOrDefault(refusal => refusal.Field == Name);

    public string Id => "f-" + new string([.. Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);
}
