using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Granting;

internal static class GrantRefusals
{
    public static readonly Refusal NotYours = new("NotYoursToGive", "role",
        "Bạn không giao được quyền này ở nơi này: chỉ giao được quyền không rộng hơn quyền của mình.", "This right is not yours to give here: nobody gives more than they hold.");

    public static readonly Refusal NobodyThere = new("NobodyThere", "", "Không thấy tài khoản này.", "There is no such account.");

    public static readonly Refusal LastAdministrator = new("LastAdministrator", "",
        "Đây là quản trị cuối cùng: giao quyền cho người khác trước đã.", "This is the last administrator: make another one first.");

    public static readonly Refusal NotYoursToHelp = new("NotYoursToHelp", "",
        "Tài khoản này có quyền ngoài phạm vi của bạn. Mời cấp trên giúp người ấy.", "This account holds rights beyond yours. Somebody above you must help.");
}
