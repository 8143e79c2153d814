using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>Paper for the packing table: what to take from the shelf, a slip for each parcel, and its label. What is chosen stands in the address, so it can be printed again.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalPrintModel(ParcelsToPack parcels, TimeProvider clock, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/don-hang/in", Chosen = "don", Look = "kieu", Picks = "nhat", Slips = "phieu", Labels = "nhan", Prices = "gia";

    public DateTime Now => clock.UtcNow();
    public DateOnly Today => clock.Today();
    public IReadOnlyList<ParcelToPack> Waiting { get; private set; } = [];
    public IReadOnlyList<ParcelToPack> Parcels { get; private set; } = [];

    /// <summary>A parcel may be a gift: nobody prints prices by accident.</summary>
    public bool HasPrices => Asked(Prices) == "1";

    /// <summary>All three kinds where none was named.</summary>
    public bool Prints(string kind) => Asked(Look) is not (Picks or Slips or Labels) || Asked(Look) == kind;

    public bool IsChosen(string number) => Parcels.Any(parcel => parcel.Order.Number == number);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var chosen = Request.Query[Chosen].OfType<string>().Where(number => number.Length is > 0 and < 20).Take(ParcelsToPack.Most).ToList();
        Waiting = await parcels.FindAsync(Person, [], cancel);
        Parcels = chosen.Count == 0 ? Waiting : await parcels.FindAsync(Person, chosen, cancel);
    }
}
