namespace Ocop.Market.Accounts.Rights;

/// <summary>Everything that asks for a right. A page or an endpoint names one, a use case asks for it on the scope of its subject.</summary>
public enum Act
{
    /// <summary>Enter the desk and see what waits there.</summary>
    OpenDesk,

    /// <summary>Enter the producers' rooms.</summary>
    OpenPortal,

    /// <summary>Enter the rooms of those who keep a sales point.</summary>
    OpenKeeperRooms,

    ReadContent,

    /// <summary>Make documents, write drafts, submit them.</summary>
    WriteContent,

    /// <summary>Approve, return, schedule, publish and take down.</summary>
    ApproveContent,

    /// <summary>The second of two steps.</summary>
    ApproveContentFinally,

    /// <summary>Change a word of a live page without approval; logged and listed.</summary>
    CorrectContent,

    /// <summary>The front page, menus, shared blocks, redirects, sets that go live together.</summary>
    ShapeSite,

    ReadMedia,
    AddMedia,
    EditMedia,

    ReadCatalog,
    EditProducts,
    EditProducers,
    RecordRecognition,

    /// <summary>Write what a public page of one's own goods, or of oneself, should say; an officer reads it first.</summary>
    ProposeFacts,

    /// <summary>Say what one's goods cost.</summary>
    PriceGoods,

    /// <summary>Where order mails go and whom the market calls.</summary>
    EditContacts,
    ImportProducts,

    /// <summary>Plan fairs and markets, announce and cancel them, give booths away.</summary>
    RunFairs,

    /// <summary>Ask for a booth with the producer's own goods.</summary>
    ApplyForBooth,

    /// <summary>Say when the producer sells live, and what came of it; officers call a session off.</summary>
    PlanLivestreams,
    ReadSalesPoints,

    /// <summary>Tables that count what lies within one's grants, and their files.</summary>
    ReadReports,

    /// <summary>What buyers look for in quantity, with how to reach them.</summary>
    ReadNeeds,

    /// <summary>Check a need by phone, tell producers of it, close it with its outcome.</summary>
    HandleNeeds,

    /// <summary>Offer the producer's own goods for a need.</summary>
    AnswerNeeds,

    /// <summary>Enter a sales point, its place and status, tick its checklist.</summary>
    EditSalesPoints,

    /// <summary>Its hours, and what stands on its shelves today.</summary>
    KeepSalesPoint,
    /// <summary>Papers of products and producers, the register of marks.</summary>
    EditQuality,

    /// <summary>What visitors report as fake, with how to reach them.</summary>
    ReadFakeReports,
    HandleFakeReports,

    /// <summary>How goods stand on outside floors, and what was packed for them.</summary>
    ReadFloors,

    /// <summary>Pack goods for outside floors, hand the files over, note what came of it.</summary>
    ExportToFloors,

    /// <summary>Connect a shop on an outside platform, say what is sold there and for how much, stop and go on.</summary>
    SellOutside,

    /// <summary>Where the goods of a set stand in a platform's tree: it is the same for all producers.</summary>
    MapCategories,

    ReadOrders,
    AnswerOrders,

    /// <summary>End for the market what a producer accepted and does not send.</summary>
    CallOffOrders,

    /// <summary>Say what becomes of a fault that a buyer reports, money of one's own parcel among it.</summary>
    AnswerClaims,

    /// <summary>All that buyers say of goods, what is held and hidden among it.</summary>
    ReadReviews,

    /// <summary>Let a review be shown, take it down for a reason of the list.</summary>
    ModerateReviews,

    /// <summary>Answer reviews of one's own goods, ask the desk to look at one.</summary>
    AnswerReviews,
    ReadComplaints,

    /// <summary>Answer a buyer for the market, close a complaint with its result.</summary>
    HandleComplaints,

    /// <summary>Read complaints about oneself, say one's own side.</summary>
    AnswerComplaints,
    KeepStock,

    /// <summary>What takes something off prices: terms, codes, on and off.</summary>
    RunPromotions,

    /// <summary>What companies ask for and are offered, with how to reach them.</summary>
    ReadQuotes,

    /// <summary>Offer a company its boxes, withdraw an offer.</summary>
    HandleQuotes,

    /// <summary>What came in, what goes back, what nobody could assign.</summary>
    ReadMoney,

    /// <summary>Decide refunds, assign money, read statements in.</summary>
    MoveMoney,

    /// <summary>Who asks to be erased; each answer is given within the time the law sets.</summary>
    ReadErasures,
    AnswerErasures,

    ReadUsers,

    /// <summary>Invite people, grant and withdraw rights — never more than one has oneself, on no wider scope.</summary>
    ManageUsers,

    /// <summary>Print a code by which somebody without e-mail sets a new password.</summary>
    PrintResetCode,

    ReadAudit,
    ReadJobs,
    RunJobs,
    ManageWebhooks,
    ExchangeContent,
}
