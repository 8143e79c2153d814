using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;

namespace Ocop.Market.Web.Accounts;

/// <summary>Where somebody goes on once signed in: where they wanted to, or to the room that is theirs.</summary>
public sealed class Landing(SignedInPeople people)
{
    public async Task<IActionResult> OfAsync(PageModel page, Guid userId, string? wanted, CancellationToken cancel) =>
        page.Url.IsLocalUrl(wanted) ? new LocalRedirectResult(wanted) : new LocalRedirectResult("~" + RoomOf((await people.FindAsync(userId, cancel))?.Person));

    public static string RoomOf(Person? person) => person switch
    {
        not null when person.MayAnywhere(Act.OpenDesk) => "/quan-tri",
        not null when person.MayAnywhere(Act.OpenPortal) => "/cong-chu-the",
        not null when person.MayAnywhere(Act.OpenKeeperRooms) => "/cong-diem-ban",
        _ => "/tai-khoan",
    };
}
