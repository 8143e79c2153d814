using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Shops;

namespace Ocop.Market.Channels.Sync;

/// <summary>What a turn learns of its shop holds whatever a person changed of it meanwhile: a token that was renewed is worth more than the form that was sent at the same time, and loses nothing of it.</summary>
internal static class ShopNotes
{
    /// <param name="note">Made again on what somebody else has saved.</param>
    public static async Task NoteAsync(this IChannelsDb db, ChannelShop shop, Action<ChannelShop> note)
    {
        while (true)
        {
            note(shop);
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
                return;
            }
            catch (DbUpdateConcurrencyException changed) when (changed.Entries.All(entry => entry.Entity == shop))
            {
                foreach (var entry in changed.Entries) await entry.ReloadAsync();
            }
        }
    }
}
