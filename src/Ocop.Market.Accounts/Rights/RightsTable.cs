using static Ocop.Market.Accounts.Rights.Act;

namespace Ocop.Market.Accounts.Rights;

/// <summary>Which role may do what. The only place where that is decided; what is not named is refused.</summary>
public static class RightsTable
{
    private static readonly IReadOnlySet<Act> Nothing = new HashSet<Act>();

    private static readonly IReadOnlySet<Act> Reading = new HashSet<Act> { OpenDesk, ReadContent, ReadMedia, ReadCatalog, ReadSalesPoints, ReadReports, ReadFakeReports, ReadNeeds, ReadFloors, ReadOrders, ReadReviews, ReadComplaints, ReadQuotes, ReadMoney, ReadErasures, ReadUsers, ReadAudit, ReadJobs };

    private static readonly IReadOnlySet<Act> Officer = new HashSet<Act>(Reading)
    {
        WriteContent, ApproveContent, ApproveContentFinally, CorrectContent, ShapeSite, AddMedia, EditMedia,
        EditProducts, EditProducers, EditContacts, EditSalesPoints, KeepSalesPoint, EditQuality, HandleFakeReports, HandleNeeds, ExportToFloors, SellOutside, MapCategories, RecordRecognition, ImportProducts, RunFairs, PlanLivestreams, AnswerOrders, CallOffOrders, AnswerClaims, ModerateReviews, HandleComplaints, RunPromotions, HandleQuotes, MoveMoney, AnswerErasures, ManageUsers, PrintResetCode, ExchangeContent,
    };

    private static readonly IReadOnlySet<Act> Helper = new HashSet<Act> { OpenPortal, ReadContent, WriteContent, ReadMedia, AddMedia, ApplyForBooth, PlanLivestreams, AnswerNeeds, ReadOrders, AnswerOrders, AnswerReviews, KeepStock, ProposeFacts };

    private static readonly IReadOnlySet<Act> Owner = new HashSet<Act>(Helper) { AnswerClaims, AnswerComplaints, ManageUsers, PriceGoods, SellOutside, EditContacts };

    private static readonly IReadOnlySet<Act> Keeping = new HashSet<Act> { OpenKeeperRooms, KeepSalesPoint, AddMedia };

    private static readonly IReadOnlySet<Act> Everything = new HashSet<Act>(Enum.GetValues<Act>().Except([OpenPortal, OpenKeeperRooms, ApplyForBooth, AnswerNeeds, AnswerReviews, AnswerComplaints]));

    public static IReadOnlySet<Act> ActsOf(Role role) => role switch
    {
        Role.Administrator => Everything,
        Role.Officer => Officer,
        Role.Auditor => Reading,
        Role.ProducerOwner => Owner,
        Role.ProducerHelper => Helper,
        Role.Keeper => Keeping,
        Role.Buyer => Nothing,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>What somebody with this role may make of others, within the same scope: never more than they are themselves.</summary>
    public static IReadOnlySet<Role> GrantableBy(Role role) => role switch
    {
        Role.Administrator => new HashSet<Role> { Role.Administrator, Role.Officer, Role.Auditor, Role.ProducerOwner, Role.ProducerHelper, Role.Keeper },
        Role.Officer => new HashSet<Role> { Role.Officer, Role.Auditor, Role.ProducerOwner, Role.ProducerHelper, Role.Keeper },
        Role.ProducerOwner => new HashSet<Role> { Role.ProducerOwner, Role.ProducerHelper },
        _ => new HashSet<Role>(),
    };

    /// <summary>A producer's member without a producer, or an administrator of one commune, would be nonsense.</summary>
    public static bool Suits(Role role, Scope scope) => role switch
    {
        Role.Administrator => scope.Level == ScopeLevel.Programme,
        Role.Officer or Role.Auditor => scope.Level != ScopeLevel.Holder,
        Role.ProducerOwner or Role.ProducerHelper => scope.ProducerId is not null,
        Role.Keeper => scope.SalesPointId is not null,
        _ => false,
    };

    /// <summary>Acts that touch more than one place need a grant that reaches as far, whatever the role.</summary>
    public static ScopeLevel WidestNeeded(Act act) => act switch
    {
        // The market's account, its gateways and its buyers belong to no province.
        ReadMoney or MoveMoney or ReadQuotes or HandleQuotes or ReadErasures or AnswerErasures or RunPromotions or ShapeSite or ImportProducts or RunJobs or MapCategories or ManageWebhooks or ExchangeContent or ReadJobs => ScopeLevel.Programme,
        // A commune's officer takes the first step; the second is the province's (two pairs of eyes that do not share a desk).
        ApproveContentFinally or RecordRecognition => ScopeLevel.Province,
        _ => ScopeLevel.Holder,
    };
}
