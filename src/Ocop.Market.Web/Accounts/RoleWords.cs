using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Accounts;

public static class RoleWords
{
    /// <summary>Every account is a buyer's; nobody is made one.</summary>
    public static readonly IReadOnlyList<Role> Grantable = [.. Enum.GetValues<Role>().Except([Role.Buyer])];

    public static LocalText Of(Role role) => role switch
    {
        Role.Administrator => new("Quản trị", "Administrator"),
        Role.Officer => new("Cán bộ OCOP", "OCOP officer"),
        Role.Auditor => new("Người kiểm tra", "Auditor"),
        Role.ProducerOwner => new("Chủ thể", "Producer, owner"),
        Role.ProducerHelper => new("Người giúp của chủ thể", "Producer, helper"),
        Role.Keeper => new("Người giữ điểm bán", "Keeper of a sales point"),
        Role.Buyer => new("Người mua", "Buyer"),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
