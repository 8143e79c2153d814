using static Ocop.Market.Accounts.Rights.Act;

namespace Ocop.Market.Accounts.Rights;

/// <summary>Which role may do what. The only place where that is decided; what is not named is refused.</summary>
public static class RightsTable
{
    private static readonly IReadOnlySet<Act> Nothing = new HashSet<Act>();

    private static readonly IReadOnlySet<Act> Reading = new HashSet<Act> { OpenDesk, ReadContent, ReadMedia, ReadCatalog, ReadOrders, ReadUsers, ReadAudit, ReadJobs };

    private static readonly IReadOnlySet<Act> Officer = new HashSet<Act>(Reading)
    {
        WriteContent, ApproveContent, ApproveContentFinally, CorrectContent, ShapeSite, AddMedia, EditMedia,
        EditProducts, EditProducers, RecordRecognition, ImportProducts, AnswerOrders, ManageUsers, PrintResetCode, ExchangeContent,
    };

    private static readonly IReadOnlySet<Act> Helper = new HashSet<Act> { OpenPortal, ReadContent, WriteContent, ReadMedia, AddMedia, ReadOrders, AnswerOrders, KeepStock };

    private static readonly IReadOnlySet<Act> Owner = new HashSet<Act>(Helper) { ManageUsers };

    private static readonly IReadOnlySet<Act> Everything = new HashSet<Act>(Enum.GetValues<Act>().Except([OpenPortal]));

    public static IReadOnlySet<Act> ActsOf(Role role) => role switch
    {
        Role.Administrator => Everything,
        Role.Officer => Officer,
        Role.Auditor => Reading,
        Role.ProducerOwner => Owner,
        Role.ProducerHelper => Helper,
        Role.Keeper or Role.Buyer => Nothing,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Acts that touch more than one place need a grant that reaches as far, whatever the role.</summary>
    public static ScopeLevel WidestNeeded(Act act) => act switch
    {
        ShapeSite or ImportProducts or RunJobs or ManageWebhooks or ExchangeContent or ReadJobs => ScopeLevel.Programme,
        // A commune's officer takes the first step; the second is the province's (two pairs of eyes that do not share a desk).
        ApproveContentFinally or RecordRecognition => ScopeLevel.Province,
        _ => ScopeLevel.Holder,
    };
}
