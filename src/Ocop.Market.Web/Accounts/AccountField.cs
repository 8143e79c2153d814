using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Accounts;

/// <summary>One labelled field of an account's form with what was refused beside it; drawn by "_AccountField". A password's value never comes back.</summary>
public sealed record AccountField(string Name, string Label, string Type, string Autocomplete, IReadOnlyList<Refusal> Refusals, string? Value = null, string? Hint = null, bool IsRequired = true)
{
    public Refusal? Problem => Refusals.FirstOrDefault(refusal => refusal.Field == Name);

    public int LongestTyped => Type == "password" ? 128 : 254;
}
