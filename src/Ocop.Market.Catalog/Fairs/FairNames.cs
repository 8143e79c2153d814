using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

public static class FairNames
{
    public static LocalText Words(this FairKind kind) => kind switch
    {
        FairKind.Provincial => new("Hội chợ thường niên", "Yearly fair"),
        FairKind.Spring => new("Hội chợ Xuân", "Spring fair"),
        FairKind.OcopOnly => new("Hội chợ OCOP", "OCOP fair"),
        FairKind.MarketDay => new("Chợ phiên", "Market day"),
    };

    public static LocalText Words(this ApplicationState state) => state switch
    {
        ApplicationState.Asked => new("chờ xếp chỗ", "waiting for an answer"),
        ApplicationState.Waiting => new("danh sách chờ", "on the waiting list"),
        ApplicationState.Allotted => new("đã có gian", "has a booth"),
        ApplicationState.Refused => new("không nhận", "not taken"),
        ApplicationState.Withdrawn => new("đã rút", "withdrawn"),
    };
}
